import type { Task } from '../../../engine/program-api/task.ts'
import { dashEcho, echo } from '../../commands/echo.ts'
import { kill } from '../../commands/kill.ts'
import { printf } from '../../commands/printf.ts'
import { binary, bracket, test, testWith } from '../../commands/test.ts'
import { BROKEN_PIPE, type Tool } from '../../tool.ts'
import { type Dialect, prefix } from '../dialect.ts'
import type { Shell } from '../shell.ts'
import { Unwind } from '../unwind.ts'
import { alias, unalias } from './alias.ts'
import { changeDirectory, printDirectory } from './directory.ts'
import {
  breakLoop,
  commandBuiltin,
  continueLoop,
  evalText,
  execute,
  exit,
  let_,
  nothing,
  returnFrom,
  source,
} from './flow.ts'
import { getopts } from './getopts.ts'
import { background, disown, jobs, killJobs, trap, wait } from './jobs.ts'
import { mapfile } from './mapfile.ts'
import { read } from './read.ts'
import { set, shift, shopt } from './set.ts'
import { type } from './type.ts'
import { umask } from './umask.ts'
import { declare, exportVariables, local, readonlyVariables, unset } from './variables.ts'

/** Runs in the shell itself. `fields[0]` is its name. */
export interface Builtin {
  readonly run: (shell: Shell, fields: readonly string[]) => Task<number>
  /** POSIX' special built-ins: found before functions; assignments before them stay. */
  readonly special?: boolean
  /** Without: every dialect has it. */
  readonly dialects?: readonly Dialect[]
}

/** A command that a shell has inside as well. */
function fromTool(tool: Tool): (shell: Shell, fields: readonly string[]) => Task<number> {
  return function* (shell, fields) {
    const name = fields[0] as string
    const status = yield* tool({
      sys: shell.sys,
      name: shell.dialect === 'ash' ? shell.applet : spokenOf(shell, name),
      args: fields.slice(1),
      stdin: shell.stdin,
      stdout: shell.stdout,
      stderr: shell.stderr,
    })
    if (status === BROKEN_PIPE) throw new Unwind('exit', BROKEN_PIPE)
    return status
  }
}

function spokenOf(shell: Shell, name: string): string {
  const place = { self: shell.self, line: shell.line, isFile: shell.isFile }
  return prefix(shell.dialect, place, name).replace(/: $/, '')
}

/** A command that is there to write: every line that reaches a log is kept, and has its price. */
function fromPrinter(tool: Tool): (shell: Shell, fields: readonly string[]) => Task<number> {
  const run = fromTool(tool)
  return function* (shell, fields) {
    yield* shell.effort.output(fields.reduce((sum, { length }) => sum + length, 0))
    return yield* run(shell, fields)
  }
}

/** bash's printf -v: into a variable. */
function printTo(run: Builtin['run']): Builtin['run'] {
  return function* (shell, fields) {
    const [name, option, variable, ...rest] = fields
    if (shell.dialect !== 'bash' || option !== '-v' || variable === undefined) return yield* run(shell, fields)
    const capture = shell.sys.capture()
    const before = shell.streams
    shell.streams = new Map(before).set(1, { writer: capture.writer })
    try {
      const status = yield* run(shell, [name as string, ...rest])
      shell.variables.set(variable, capture.text())
      return status
    } finally {
      shell.streams = before
    }
  }
}

const bash = ['bash'] as const

/** dash has no ==. */
const inDash = testWith((sys, left, operator, right) =>
  operator === '==' ? undefined : binary(sys, left, operator, right),
)

function testOf(standard: Tool, dashTest: Tool): Builtin['run'] {
  const run = fromTool(standard)
  const runInDash = fromTool(dashTest)
  return (shell, fields) => (shell.dialect === 'dash' ? runInDash : run)(shell, fields)
}

// biome-ignore lint/correctness/useYield: nothing to wait for
const succeed = function* (): Task<number> {
  return 0
}
// biome-ignore lint/correctness/useYield: nothing to wait for
const failAlways = function* (): Task<number> {
  return 1
}

function* echoOf(shell: Shell, fields: readonly string[]): Task<number> {
  return yield* fromPrinter(shell.dialect === 'dash' ? dashEcho : echo)(shell, fields)
}

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', { run: succeed, special: true }],
  ['true', { run: succeed }],
  ['false', { run: failAlways }],
  ['echo', { run: echoOf }],
  ['printf', { run: printTo(fromPrinter(printf)) }],
  ['test', { run: testOf(test, inDash.test) }],
  ['[', { run: testOf(bracket, inDash.bracket) }],
  ['break', { run: breakLoop, special: true }],
  ['continue', { run: continueLoop, special: true }],
  ['return', { run: returnFrom, special: true }],
  ['exit', { run: exit, special: true }],
  ['eval', { run: evalText, special: true }],
  ['.', { run: source, special: true }],
  ['source', { run: source, dialects: ['ash', 'bash'] }],
  ['exec', { run: execute, special: true }],
  ['command', { run: commandBuiltin }],
  ['builtin', { run: commandBuiltin, dialects: bash }],
  ['type', { run: type }],
  ['let', { run: let_, dialects: ['ash', 'bash'] }],
  ['cd', { run: changeDirectory }],
  ['pwd', { run: printDirectory }],
  ['export', { run: exportVariables, special: true }],
  ['readonly', { run: readonlyVariables, special: true }],
  ['unset', { run: unset, special: true }],
  ['local', { run: local }],
  ['declare', { run: declare, dialects: bash }],
  ['typeset', { run: declare, dialects: bash }],
  ['read', { run: read }],
  ['getopts', { run: getopts }],
  ['set', { run: set, special: true }],
  ['shift', { run: shift, special: true }],
  ['shopt', { run: shopt, dialects: bash }],
  ['trap', { run: trap, special: true }],
  ['wait', { run: wait }],
  ['jobs', { run: jobs }],
  ['kill', { run: killJobs(fromTool(kill)) }],
  ['bg', { run: background }],
  ['fg', { run: background }],
  ['disown', { run: disown, dialects: bash }],
  ['umask', { run: umask }],
  ['ulimit', { run: nothing('unlimited\n') }],
  ['times', { run: nothing('0m0.00s 0m0.00s\n0m0.00s 0m0.00s\n'), special: true }],
  ['hash', { run: nothing('') }],
  ['alias', { run: alias }],
  ['unalias', { run: unalias }],
  ['mapfile', { run: mapfile, dialects: bash }],
  ['readarray', { run: mapfile, dialects: bash }],
])
