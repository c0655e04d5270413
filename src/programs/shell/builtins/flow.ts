import type { Task } from '../../../engine/program-api/task.ts'
import { absolute, errorText } from '../../tool.ts'
import { runText } from '../child.ts'
import { cannotOpen } from '../dialect.ts'
import { arithmetic } from '../expand.ts'
import type { Shell } from '../shell.ts'
import { cannotRun, runExternal } from '../simple-command.ts'
import { ShellError, Unwind } from '../unwind.ts'
import { builtins } from './builtins.ts'
import { describe, findInPath } from './type.ts'

type Fields = readonly string[]

/** A number that a built-in takes. Another text ends the shell. */
function* numberOf(shell: Shell, fields: Fields, standard: number): Task<number> {
  const [name, text] = fields
  if (text === undefined) return standard
  if (/^\d+$/.test(text)) return Number(text)
  const message = shell.dialect === 'bash' ? `${text}: numeric argument required` : `Illegal number: ${text}`
  yield* shell.complain(message, name)
  throw new ShellError(undefined, 2)
}

function unwound(shell: Shell, kind: Unwind['kind'], value: number): Unwind {
  shell.sys.work('unwind')
  return new Unwind(kind, value)
}

export function* breakLoop(shell: Shell, fields: Fields): Task<number> {
  const count = yield* numberOf(shell, fields, 1)
  if (shell.loops > 0) throw unwound(shell, 'break', Math.min(count, shell.loops))
  return 0
}

export function* continueLoop(shell: Shell, fields: Fields): Task<number> {
  const count = yield* numberOf(shell, fields, 1)
  if (shell.loops > 0) throw unwound(shell, 'continue', Math.min(count, shell.loops))
  return 0
}

export function* returnFrom(shell: Shell, fields: Fields): Task<number> {
  throw unwound(shell, 'return', (yield* numberOf(shell, fields, shell.status)) & 0xff)
}

export function* exit(shell: Shell, fields: Fields): Task<number> {
  throw new Unwind('exit', (yield* numberOf(shell, fields, shell.status)) & 0xff)
}

export function* evalText(shell: Shell, fields: Fields): Task<number> {
  const text = fields.slice(1).join(' ')
  if (text.trim() === '') return 0
  // busybox goes on counting lines from where `eval` stands; the others begin at 1.
  const above = shell.dialect === 'ash' && shell.isFile ? '\n'.repeat(shell.line - 1) : ''
  const { textName } = shell
  shell.textName = 'eval'
  try {
    return yield* runText(shell, above + text)
  } catch (error) {
    if (shell.dialect === 'bash' && error instanceof ShellError && error.isSyntax) return error.status
    throw error
  } finally {
    shell.textName = textName
  }
}

/** . and source */
export function* source(shell: Shell, fields: Fields): Task<number> {
  const [name = '.', file, ...rest] = fields
  if (file === undefined) {
    yield* shell.complain('filename argument required', name)
    return 2
  }
  const path = file.includes('/')
    ? absolute(shell.sys.cwd, file)
    : (findInPath(shell, file, false) ?? absolute(shell.sys.cwd, file))
  const content = shell.sys.files.read(path)
  if (typeof content === 'string') {
    const message = cannotOpen(shell.dialect, file, false, content === 'ENOENT', errorText(content))
    // ash says it like this here, and otherwise than for a redirection.
    yield* shell.complain(
      shell.dialect === 'ash' ? `can't open '${file}': ${errorText(content)}` : message,
      shell.dialect === 'bash' ? undefined : name,
    )
    if (shell.dialect === 'bash') return 1
    throw new ShellError(undefined, 2)
  }
  const { positional } = shell
  if (rest.length > 0) shell.positional = rest
  try {
    if (shell.dialect !== 'bash') shell.speaker = file
    return yield* runText(shell, content.text)
  } catch (error) {
    if (error instanceof Unwind && error.kind === 'return') return error.value
    if (shell.dialect === 'bash' && error instanceof ShellError && error.isSyntax) return error.status
    throw error
  } finally {
    if (rest.length > 0) shell.positional = positional
  }
}

export function* execute(shell: Shell, fields: Fields): Task<number> {
  const args = fields[1] === '--' ? fields.slice(2) : fields.slice(1)
  const [name] = args
  if (name === undefined) return 0
  const stdio = { stdin: shell.stdin, stdout: shell.stdout, stderr: shell.stderr }
  const running = shell.sys.exec(args, shell.variables.environment(), stdio)
  if (typeof running === 'string') {
    throw new Unwind('exit', yield* cannotRun(shell, name, running, 'exec'))
  }
  // The shell is gone, its EXIT trap with it.
  shell.traps.set('EXIT', undefined)
  throw new Unwind('exit', yield* running)
}

/** command: without functions; -v and -V say what a name is. */
export function* commandBuiltin(shell: Shell, fields: Fields): Task<number> {
  let rest = fields.slice(1)
  let how: 'run' | 'name' | 'sentence' = 'run'
  while (/^-[pvV]+$/.test(rest[0] ?? '')) {
    if (rest[0]?.includes('v')) how = 'name'
    if (rest[0]?.includes('V')) how = 'sentence'
    rest = rest.slice(1)
  }
  const [name] = rest
  if (name === undefined) return 0
  if (how !== 'run') return yield* describe(shell, name, how)
  const builtin = builtins.get(name)
  if (!builtin || (builtin.dialects && !builtin.dialects.includes(shell.dialect)))
    return yield* runExternal(shell, rest)
  return yield* builtin.run(shell, rest)
}

export function* let_(shell: Shell, fields: Fields): Task<number> {
  let value = 0n
  for (const text of fields.slice(1)) value = yield* arithmetic(shell, text)
  return value === 0n ? 1 : 0
}

/** A built-in that has nothing to do in a simulated process; without arguments it prints. */
export function nothing(text: string): (shell: Shell, fields: Fields) => Task<number> {
  return function* (shell, fields) {
    if (fields.length < 3 && text !== '' && !/^\d+$/.test(fields[1] ?? '')) yield* shell.stdout.write(text)
    return 0
  }
}
