import type { Program } from '../../engine/runtime/program.ts'
import { program, type Tool } from '../tool.ts'
import { awk } from './awk.ts'
import { cat } from './cat.ts'
import { chmod, chown, cp, ln, mv } from './copy.ts'
import { curl } from './curl.ts'
import { dd } from './dd.ts'
import { echo } from './echo.ts'
import { expr } from './expr.ts'
import { grep } from './grep.ts'
import { kill } from './kill.ts'
import { head, tail, tee, wc } from './lines.ts'
import { ls } from './list.ts'
import { mkdir, touch } from './make.ts'
import { iptables, nc, nslookup, ping } from './network.ts'
import { basename, df, dirname, du, find, free, xargs } from './paths.ts'
import { printf } from './printf.ts'
import { busybox, killall, nohup, pgrep, pidof, ps, timeout, watch, which, yes } from './process.ts'
import { rm, rmdir } from './remove.ts'
import { sed } from './sed.ts'
import { sleep, usleep } from './sleep.ts'
import { stress, stressNg } from './stress.ts'
import {
  date,
  env,
  hostname,
  id,
  mktemp,
  nproc,
  printenv,
  pwd,
  readlink,
  stat,
  uname,
  uptime,
  whoami,
} from './system.ts'
import { test } from './test.ts'
import { base64, cut, nl, rev, seq, sort, tac, tr, uniq } from './transform.ts'
import { failAlways, succeed } from './truth.ts'
import { wget } from './wget.ts'

/** Every command, by the name of its executable. */
const TOOLS: Readonly<Record<string, Tool>> = {
  '[': test,
  awk,
  base64,
  basename,
  busybox,
  cat,
  chmod,
  chgrp: chown,
  chown,
  clear: succeed,
  cp,
  curl,
  cut,
  date,
  dd,
  df,
  dirname,
  du,
  echo,
  egrep: grep,
  env,
  expr,
  false: failAlways,
  fgrep: grep,
  find,
  free,
  grep,
  head,
  hostname,
  id,
  iptables,
  kill,
  killall,
  less: cat,
  ln,
  ls,
  mkdir,
  mktemp,
  mv,
  nc,
  nl,
  nohup,
  nproc,
  nslookup,
  pgrep,
  pidof,
  ping,
  pkill: pgrep,
  printenv,
  printf,
  ps,
  pwd,
  readlink,
  realpath: readlink,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  sleep,
  sort,
  stat,
  sync: succeed,
  tac,
  tail,
  tee,
  test,
  timeout,
  touch,
  tr,
  true: succeed,
  tty: failAlways,
  uname,
  uniq,
  uptime,
  usleep,
  watch,
  wc,
  wget,
  which,
  whoami,
  xargs,
  yes,
}

export const COMMANDS: ReadonlyMap<string, Program> = new Map([
  ...Object.entries(TOOLS).map(([name, tool]) => [name, program(tool)] as const),
  ['stress', stress],
  ['stress-ng', stressNg],
])
