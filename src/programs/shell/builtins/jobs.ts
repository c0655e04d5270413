import type { Child } from '../../../engine/program-api/program.ts'
import { signalOf } from '../../../engine/program-api/signal.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { endBySignal, reportDeath, signalStatus } from '../child.ts'
import type { Job, Shell } from '../shell.ts'
import type { Trapped } from '../traps.ts'

type Fields = readonly string[]

function jobOf(shell: Shell, text: string): Job | undefined {
  if (text === '%%' || text === '%+' || text === '%') return shell.jobs.at(-1)
  if (text.startsWith('%')) return shell.jobs.find((job) => String(job.number) === text.slice(1))
  return shell.jobs.find((job) => job.child.pid === Number(text))
}

/** Waits for a child; a signal that a trap catches ends the waiting at once. */
function* waitFor(shell: Shell, child: Child): Task<number | { readonly interrupted: number }> {
  for (;;) {
    const waited = yield* shell.sys.wait(child)
    if (waited.kind === 'done') return waited.value
    const signal = shell.traps.collect()
    endBySignal(shell)
    if (signal) return { interrupted: signalStatus(signal) }
  }
}

export function* wait(shell: Shell, fields: Fields): Task<number> {
  const args = fields.slice(1).filter((arg) => arg !== '--')
  if (args[0] === '-n') return yield* waitForAny(shell)
  if (args.length === 0) {
    for (const job of [...shell.jobs]) {
      const status = yield* waitFor(shell, job.child)
      if (typeof status === 'object') return status.interrupted
    }
    shell.jobs = []
    return 0
  }
  let status = 0
  for (const arg of args) {
    const job = jobOf(shell, arg)
    if (!job) {
      status = 127
      continue
    }
    const ended = yield* waitFor(shell, job.child)
    if (typeof ended === 'object') return ended.interrupted
    shell.jobs = shell.jobs.filter((each) => each !== job)
    if (shell.dialect !== 'bash') yield* reportDeath(shell, job.child)
    status = ended
  }
  return status
}

function* waitForAny(shell: Shell): Task<number> {
  if (shell.jobs.length === 0) return 127
  for (;;) {
    const waited = yield* shell.sys.waitAny(shell.jobs.map((job) => job.child))
    if (waited.kind === 'done') {
      shell.jobs = shell.jobs.filter((job) => job.child !== waited.value)
      return waited.value.status ?? 0
    }
    const signal = shell.traps.collect()
    endBySignal(shell)
    if (signal) return signalStatus(signal)
  }
}

export function* jobs(shell: Shell, fields: Fields): Task<number> {
  for (const job of shell.jobs) {
    if (fields[1] === '-p') {
      yield* shell.stdout.write(`${job.child.pid}\n`)
      continue
    }
    const current = job === shell.jobs.at(-1) ? '+' : job === shell.jobs.at(-2) ? '-' : ' '
    const { status } = job.child
    const state = status === undefined ? 'Running' : status === 0 ? 'Done' : `Done(${status})`
    yield* shell.stdout.write(`[${job.number}] ${current} ${state.padEnd(20)} ${job.text}\n`)
  }
  shell.jobs = shell.jobs.filter((job) => job.child.status === undefined)
  return 0
}

/** kill, which knows jobs by %1. */
export function killJobs(
  run: (shell: Shell, fields: Fields) => Task<number>,
): (shell: Shell, fields: Fields) => Task<number> {
  return function* (shell, fields) {
    const named: string[] = []
    for (const field of fields) {
      const job = field.startsWith('%') ? jobOf(shell, field) : undefined
      if (field.startsWith('%') && !job) {
        yield* shell.complain(`${field}: no such job`, 'kill')
        return 2
      }
      named.push(job ? String(job.child.pid) : field)
    }
    return yield* run(shell, named)
  }
}

/** fg and bg need a terminal's job control. */
export function* background(shell: Shell, fields: Fields): Task<number> {
  yield* shell.complain('no job control in this shell', fields[0])
  return 2
}

// biome-ignore lint/correctness/useYield: nothing to wait for
export function* disown(shell: Shell): Task<number> {
  shell.jobs = []
  return 0
}

function trappedOf(shell: Shell, text: string): Trapped | undefined {
  if (text === '0' || text.toUpperCase() === 'EXIT') return 'EXIT'
  const event = shell.dialect === 'bash' ? text.toUpperCase() : ''
  return event === 'ERR' || event === 'DEBUG' || event === 'RETURN' ? event : signalOf(text)
}

export function* trap(shell: Shell, fields: Fields): Task<number> {
  let args = fields.slice(1)
  if (args[0] === '--') args = args.slice(1)
  if (args.length === 0 || args[0] === '-p') {
    for (const [signal, action] of shell.traps.list()) {
      const name = shell.dialect === 'bash' ? signal : signal.replace(/^SIG/, '')
      yield* shell.stdout.write(`trap -- '${action.replace(/'/g, `'\\''`)}' ${name}\n`)
    }
    return 0
  }
  const [first = '', ...rest] = args
  // `trap TERM` and `trap 15` reset, as `trap - TERM` does.
  const resets = rest.length === 0 ? trappedOf(shell, first) !== undefined : /^\d+$/.test(first)
  const action = resets || first === '-' ? undefined : first
  let status = 0
  for (const text of resets ? args : rest) {
    const signal = trappedOf(shell, text)
    if (signal) shell.traps.set(signal, action)
    else {
      const message = shell.dialect === 'dash' ? `${text}: bad trap` : `${text}: invalid signal specification`
      yield* shell.complain(message, 'trap')
      status = 1
    }
  }
  return status
}
