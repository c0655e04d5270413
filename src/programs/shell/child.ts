import type { Child } from '../../engine/program-api/program.ts'
import { SIGNAL_NUMBERS, type Signal } from '../../engine/program-api/signal.ts'
import type { Stdio } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { syntaxError } from './dialect.ts'
import { runStatements } from './evaluate.ts'
import { type Parsed, parse } from './parse.ts'
import { closeSubstitutions } from './process-substitution.ts'
import { withoutBashisms } from './refusal.ts'
import type { Shell } from './shell.ts'
import { syntaxMistake } from './syntax-mistake.ts'
import type { SyntaxMistake } from './syntax-words.ts'
import { ShellError, Unwind } from './unwind.ts'

/** Starts a subshell: a process of its own with a copy of this shell. */
export function* forkShell(
  shell: Shell,
  body: (inner: Shell) => Task<number>,
  stdio: Partial<Stdio>,
  background = false,
): Task<Child> {
  shell.waits()
  yield* shell.effort.launch()
  shell.enter()
  shell.leave()
  const child = shell.sys.fork(
    function* (sys) {
      const inner = shell.inChild(sys)
      return yield* runToEnd(inner, () => body(inner))
    },
    { stdio, background, awaited: shell.following > 0 },
  )
  if (child.pid === 0) throw new ShellError(`can't fork: Resource temporarily unavailable`)
  return child
}

/** Runs what a shell has to do, turns whatever ends it into an exit status, and runs its EXIT trap. */
export function* runToEnd(shell: Shell, body: () => Task<number>): Task<number> {
  let status: number
  try {
    status = yield* body()
  } catch (error) {
    status = yield* statusOf(shell, error)
  }
  const action = shell.traps.get('EXIT')
  closeSubstitutions(shell, 0)
  if (!action) return status & 0xff
  shell.traps.set('EXIT', undefined)
  shell.traps.ending = undefined
  shell.status = status
  shell.tested = 0
  try {
    yield* runText(shell, action)
  } catch (error) {
    status = yield* statusOf(shell, error)
  }
  return status & 0xff
}

function* statusOf(shell: Shell, error: unknown): Task<number> {
  if (error instanceof Unwind) return error.kind === 'exit' || error.kind === 'return' ? error.value : shell.status
  if (error instanceof ShellError) {
    if (error.message !== undefined) yield* shell.complain(error.message)
    return error.status
  }
  throw error
}

export function parseIn(shell: Shell, text: string): Parsed {
  shell.effort.parses(text)
  return parse(text, shell.dialect)
}

/** Runs a text in this shell: eval, a trap's action, a sourced file. */
export function* runText(shell: Shell, text: string, tail = false): Task<number> {
  const { statements, error } = withoutBashisms(text, parseIn(shell, text), shell.dialect)
  const before = shell.source
  shell.source = text
  shell.enter()
  try {
    const status = statements.length > 0 ? yield* runStatements(shell, statements, tail && !error) : 0
    if (!error) return status
    shell.position = error.position
    const mistake = error.said ? undefined : syntaxMistake(text, shell.dialect)
    if (!mistake) throw new ShellError(error.said ? error.message : syntaxError(shell.dialect, error.message))
    yield* sayMistake(shell, text, mistake)
    const unreadable = new ShellError(undefined, 2)
    unreadable.isSyntax = true
    throw unreadable
  } finally {
    shell.leave()
    shell.source = before
  }
}

function* sayMistake(shell: Shell, text: string, { position, message, showsLine }: SyntaxMistake): Task<void> {
  shell.position = Math.min(position, text.length)
  if (shell.dialect !== 'bash') {
    yield* shell.complain(message)
    return
  }
  // bash finds out about the end on the line after the last.
  const line = shell.line + (position > text.length && !text.endsWith('\n') ? 1 : 0)
  const start = `${shell.self}: ${shell.textName === undefined ? '' : `${shell.textName}: `}line ${line}: `
  yield* shell.stderr.write(`${start}${message}\n`)
  if (showsLine) yield* shell.stderr.write(`${start}\`${text.split('\n')[line - 1] ?? ''}'\n`)
}

/** Waits for a child in the foreground: signals that a trap catches wait until it has ended. */
export function* waitForChild(shell: Shell, child: Child): Task<number> {
  for (;;) {
    shell.waits()
    const waited = yield* shell.sys.wait(child)
    if (waited.kind === 'done') return waited.value
    shell.traps.collect()
    endBySignal(shell)
  }
}

/** bash with an EXIT trap leaves at once when a signal is to end it, whatever runs in front of it. */
export function endBySignal(shell: Shell): void {
  const { ending } = shell.traps
  if (ending) throw new Unwind('exit', signalStatus(ending))
}

const DEATHS: Partial<Record<Signal, string>> = {
  SIGHUP: 'Hangup',
  SIGQUIT: 'Quit',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
}

/** A shell says when its foreground command was ended by a signal; not for Ctrl-C and broken pipes. */
export function* reportDeath(shell: Shell, child: Child): Task<void> {
  const text = child.signal && DEATHS[child.signal]
  if (!text) return
  yield* shell.stderr.write(`${text}\n`)
}

/** Runs the actions of traps whose signals have come. $? is afterwards what it was. */
export function* deliverTraps(shell: Shell): Task<void> {
  for (const { action } of shell.traps.due()) {
    const before = shell.status
    shell.following++
    try {
      yield* runText(shell, action)
    } finally {
      shell.following--
    }
    shell.status = before
  }
  endBySignal(shell)
}

/** Runs the action of an event that is no signal; not while it is running. $? is afterwards what it was. */
export function* runPseudoTrap(shell: Shell, event: 'ERR' | 'DEBUG' | 'RETURN'): Task<void> {
  const action = shell.traps.get(event)
  if (!action || shell.inTrap) return
  const { status, pipeStatus } = shell
  shell.inTrap = true
  shell.tested++
  try {
    yield* runText(shell, action)
  } finally {
    shell.tested--
    shell.inTrap = false
    shell.status = status
    shell.pipeStatus = pipeStatus
  }
}

/** What a process ended by this signal, or a `wait` cut short by it, gives. */
export function signalStatus(signal: Signal): number {
  return 128 + SIGNAL_NUMBERS[signal]
}
