import type { Programs } from '../engine/program-api/image.ts'
import type { Program } from '../engine/program-api/program.ts'
import { COMMANDS } from './commands/commands.ts'
import { imageOf } from './images/catalogue.ts'
import { SERVERS } from './servers/servers.ts'
import { shellProgram } from './shell/sh.ts'

const SHELLS: Readonly<Record<string, Program>> = {
  ash: shellProgram('ash'),
  dash: shellProgram('dash'),
  bash: shellProgram('bash'),
}

/** What images hold, and what their executables do. */
export const PROGRAMS: Programs = {
  image: imageOf,
  program: (name) => (Object.hasOwn(SHELLS, name) ? SHELLS[name] : (COMMANDS.get(name) ?? SERVERS.get(name))),
}
