import type { Program } from '../../engine/runtime/program.ts'
import { program, type Tool } from '../tool.ts'
import { cat } from './cat.ts'
import { echo } from './echo.ts'
import { kill } from './kill.ts'
import { mkdir, touch } from './make.ts'
import { printf } from './printf.ts'
import { rm, rmdir } from './remove.ts'
import { sleep, usleep } from './sleep.ts'
import { test } from './test.ts'
import { failAlways, succeed } from './truth.ts'

/** Every command, by the name of its executable. */
const TOOLS: Readonly<Record<string, Tool>> = {
  '[': test,
  cat,
  echo,
  false: failAlways,
  kill,
  mkdir,
  printf,
  rm,
  rmdir,
  sleep,
  sync: succeed,
  test,
  touch,
  true: succeed,
  usleep,
}

export const COMMANDS: ReadonlyMap<string, Program> = new Map(
  Object.entries(TOOLS).map(([name, tool]) => [name, program(tool)]),
)
