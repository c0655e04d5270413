import type { FileError } from '../../engine/program-api/files.ts'
import type {
  Connection,
  HttpAnswer,
  HttpRequest,
  HttpResponse,
  Listener,
  Server,
} from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Signal } from '../../engine/program-api/signal.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import type { Duration } from '../../lib/time.ts'
import { formatDate } from '../calendar.ts'
import { touchMemory } from '../memory.ts'
import { pathOf } from './server-loop.ts'

const MIB = 1024 * 1024

/** What a path answers: a body with 200, a status, both, or what it says at the time (ms since the process started). */
export type Answer =
  | string
  | number
  | readonly [status: number, body: string]
  | ((request: HttpRequest, sys: Sys, age: Duration) => Answered)

/** A server that has to wait itself, as for another one, answers with a task. */
export type Answered = HttpResponse | Task<HttpAnswer>

/** By path; `*` is every other path. Without it these are 404. */
export type Routes = Readonly<Record<string, Answer>>

export interface Port {
  readonly port: number
  /** Where the arguments, joined by blanks, say another one: its first group. */
  readonly flag?: RegExp
  /** The variable that says another one. */
  readonly env?: string
  /** Speaks HTTP; otherwise it takes connections and no more. */
  readonly http?: Routes
  readonly tls?: boolean
  readonly loopback?: boolean
  /** What it says over a connection of its own protocol. */
  readonly talks?: (connection: Connection, sys: Sys) => Task<void>
}

/** Ends at once with an exit code and words on stderr. */
export type Refusal = readonly [code: number, text: string]

/**
 * A server in a few words. Times and memory are about what such a server takes on an idle node, and assumed: nobody
 * recorded them. Texts are as strftime takes them, with %L for milliseconds.
 */
export interface Daemon {
  /** Why it does not start. */
  readonly refuses?: (sys: Sys) => Refusal | undefined
  /** From its start until it listens. */
  readonly startMs?: Duration
  readonly memoryMiB?: number | ((sys: Sys) => number)
  /** Said at once. */
  readonly says?: string
  /** Said when it listens. */
  readonly ready?: string
  readonly toStdout?: boolean
  readonly ports?: readonly Port[]
  /** What it makes before it listens, and how it ends where it may not. */
  readonly writes?: readonly Written[]
  /** Signals that it hears and that do not end it, and what it says then. */
  readonly hears?: Partial<Readonly<Record<Signal, string>>>
  /** What it does at the end, after it has said so. */
  readonly leaves?: (sys: Sys) => void
  /** What ends it. Without: SIGTERM and SIGINT, at once, with 0. */
  readonly stop?: Stop
}

/** A file, or a directory where there is no text. */
export interface Written {
  readonly path: string
  readonly text?: string
  readonly mode?: number
  readonly cannot: (error: FileError) => Refusal
}

export interface Stop {
  readonly on?: readonly Signal[]
  /** The exit code, where it depends on the signal by signal. */
  readonly code?: number | Partial<Readonly<Record<Signal, number>>>
  readonly afterMs?: Duration
  readonly says?: string | Partial<Readonly<Record<Signal, string>>>
}

/** A program without a handler: as a container's first process it does not hear SIGTERM, and SIGKILL ends it. */
export const DEAF: Stop = { on: [] }

/** A Go program without a handler: its runtime has one, and exits with 2 where the signal itself cannot end PID 1. */
export const GO: Stop = { code: 2 }

/** A Java machine runs its shutdown hooks, then exits with 128 + 15. */
export function jvmStop(afterMs: Duration): Stop {
  return { code: 143, afterMs }
}

export function daemon(description: Daemon): Program {
  return startingIn(description.startMs, (sys) => runDaemon(sys, description))
}

const STARTUPS = new WeakMap<Program, Duration>()

/** How long it is taken to need until it listens, for those who want to show it. */
export function startupOf(program: Program): Duration | undefined {
  return STARTUPS.get(program)
}

export function startingIn(ms: Duration | undefined, program: Program): Program {
  if (ms !== undefined) STARTUPS.set(program, ms)
  return program
}

export function* runDaemon(sys: Sys, description: Daemon): Task<number> {
  const { startMs = 0, memoryMiB = 0, stop = {} } = description
  const refusal = description.refuses?.(sys)
  if (refusal) return yield* refused(sys, refusal)
  const born = sys.now()
  const signals = stop.on ?? (['SIGTERM', 'SIGINT'] as const)
  const hears = description.hears ?? {}
  for (const signal of [...signals, ...(Object.keys(hears) as Signal[])]) sys.on(signal, 'catch')
  yield* say(sys, description.says, description.toStdout)
  for (const written of description.writes ?? []) {
    const failed = write(sys, written)
    if (failed) return yield* refused(sys, failed, description.toStdout)
  }
  const megabytes = typeof memoryMiB === 'number' ? memoryMiB : memoryMiB(sys)
  if (megabytes * MIB > sys.memory) yield* touchMemory(sys, megabytes * MIB)
  if (startMs > 0) yield* sys.sleep(startMs)
  let signal = sys.takeSignal()
  if (!signal) {
    for (const port of description.ports ?? []) if (!(yield* open(sys, port, born))) return 1
    yield* say(sys, description.ready, description.toStdout)
    signal = yield* untilOneEnds(sys, signals, hears, description.toStdout)
  }
  yield* say(sys, typeof stop.says === 'object' ? stop.says[signal] : stop.says, description.toStdout)
  if (stop.afterMs) {
    const until = sys.now() + stop.afterMs
    while (sys.now() < until) yield* sys.sleep(until - sys.now())
  }
  description.leaves?.(sys)
  return (typeof stop.code === 'object' ? stop.code[signal] : stop.code) ?? 0
}

/** Ends at once, saying why. */
export function* refused(sys: Sys, [code, text]: Refusal, toStdout = false): Task<number> {
  yield* say(sys, text, toStdout)
  return code
}

function write(sys: Sys, { path, text, mode, cannot }: Written): Refusal | undefined {
  const { files } = sys
  if (text === undefined) {
    const error = files.makeDirectory(path, true)
    const there = files.stat(path)
    if (error && typeof there === 'string') return cannot(error)
    if (!files.access(path, 'write')) return cannot(isReadOnly(sys, path) ? 'EROFS' : 'EACCES')
  } else {
    const error = files.write(path, text)
    if (error) return cannot(error)
  }
  if (mode !== undefined) files.chmod(path, mode)
  return undefined
}

/** Is it the mount and not the mode that keeps one from writing? */
export function isReadOnly(sys: Sys, path: string): boolean {
  return sys.files.touch(path) === 'EROFS'
}

function* untilOneEnds(
  sys: Sys,
  signals: readonly Signal[],
  hears: Partial<Readonly<Record<Signal, string>>>,
  toStdout: boolean | undefined,
): Task<Signal> {
  for (;;) {
    const signal = sys.takeSignal()
    if (!signal) yield* sys.pause()
    else if (signals.includes(signal)) return signal
    else yield* say(sys, hears[signal], toStdout)
  }
}

function* open(sys: Sys, port: Port, born: number): Task<Listener | undefined> {
  const { http, tls } = port
  const number = portOf(sys, port)
  const handle = (request: HttpRequest): Answered => respond(http as Routes, request, sys, sys.now() - born)
  const { talks } = port
  const accept = talks && ((connection: Connection): void => sys.thread(talks(connection, sys)))
  const server: Server = http
    ? { kind: 'http', ...(tls ? { tls } : {}), handle }
    : { kind: 'tcp', ...(accept ? { accept } : {}) }
  const listener = sys.listen(number, server, port.loopback ? 'loopback' : 'any')
  if (typeof listener !== 'string') return listener
  const reason = listener === 'EADDRINUSE' ? 'address already in use' : 'permission denied'
  yield* sys.stderr.write(`listen tcp :${number}: bind: ${reason}\n`)
  return undefined
}

function portOf(sys: Sys, { port, flag, env }: Port): number {
  const said = flag?.exec(sys.argv.slice(1).join(' '))?.[1] ?? (env === undefined ? undefined : sys.env.get(env))
  return Number(said) || port
}

function respond(routes: Routes, request: HttpRequest, sys: Sys, age: Duration): Answered {
  const answer = ownValue(routes, pathOf(request)) ?? routes['*'] ?? ([404, '404 page not found\n'] as const)
  if (typeof answer === 'function') return answer(request, sys, age)
  if (typeof answer === 'string') return { status: 200, body: answer }
  return typeof answer === 'number' ? { status: answer, body: '' } : { status: answer[0], body: answer[1] }
}

/** Writes lines, their time filled in. */
export function* say(sys: Sys, text: string | undefined, toStdout = false): Task<void> {
  if (!text) return
  const dated = text.includes('%') ? formatDate(sys.now(), text.replaceAll('%L', milliseconds(sys.now()))) : text
  yield* (toStdout ? sys.stdout : sys.stderr).write(`${dated}\n`)
}

function milliseconds(now: number): string {
  return formatDate(now, '%N').slice(0, 3)
}

/**
 * What a Java machine takes: its heap, as far as it says, and a quarter GiB around it, which is assumed. A heap that
 * nobody has bounded stays below a quarter of what the container may have, or what -XX:MaxRAMPercentage says.
 */
export function javaMemory(heapMiB: number, ...variables: readonly string[]): (sys: Sys) => number {
  return (sys) => {
    const options = [
      ...sys.argv,
      ...[...variables, 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'].map((name) => sys.env.get(name) ?? ''),
    ].join(' ')
    const [, size, unit = ''] = /-Xm[xs](\d+)([mMgGkK]?)/.exec(options) ?? /^\s*(\d+)([mMgG])\s*$/.exec(options) ?? []
    if (size !== undefined)
      return Number(size) * (/g/i.test(unit) ? 1024 : /k/i.test(unit) ? 1 / 1024 : unit === '' ? 1 / MIB : 1) + 256
    const percentage = Number(/-XX:MaxRAMPercentage=([\d.]+)/.exec(options)?.[1] ?? 25)
    const most = sys.memoryLimit === undefined ? heapMiB : (sys.memoryLimit / MIB) * (percentage / 100)
    return Math.min(heapMiB, Math.max(most, 16)) + 256
  }
}

export function hasAny(sys: Sys, names: string): boolean {
  return names.split(' ').some((name) => (sys.env.get(name) ?? '') !== '')
}

export function isEmpty(sys: Sys, path: string): boolean {
  const names = sys.files.list(path)
  return typeof names === 'string' || names.length === 0
}
