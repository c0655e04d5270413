import type { Task } from '../../engine/kernel/task.ts'
import type { HttpRequest, HttpResponse, Program, Server, Sys } from '../../engine/runtime/program.ts'
import { parseGoDuration } from '../../lib/time.ts'
import { touchMemory } from '../memory.ts'
import { parseSize } from '../sizes.ts'
import { listenOr, pathOf, writeNow } from './server-loop.ts'

const MIB = 1024 * 1024

/** The program whose behaviour its arguments spell out: `podlapse run|http|tcp|grpc|leak`. */
export const podlapse: Program = function* (sys) {
  const [verb = '', ...args] = sys.argv.slice(1)
  if (verb === 'leak' && args[0] !== undefined && !args[0].startsWith('-')) return yield* leakSteps(sys, args)
  const known = VERBS[verb]
  if (!known) return yield* usage(sys, verb === '' ? 'a verb is missing' : `unknown verb: ${verb}`)
  const flags = readFlags(args)
  if (typeof flags === 'string') return yield* usage(sys, flags)
  return yield* known(sys, flags, args)
}

/** `leak STEP_MiB EVERY_MS MAX_MiB` */
export const leak: Program = function* (sys) {
  return yield* leakSteps(sys, sys.argv.slice(1))
}

interface Flags {
  readonly values: ReadonlyMap<string, string>
  readonly ignoresTerm: boolean
}

const VALUED = new Set(
  'for code term-delay term-code print port start-delay ok-after fail-after fail-code slow close-after from to over'.split(
    ' ',
  ),
)

function readFlags(args: readonly string[]): Flags | string {
  const values = new Map<string, string>()
  let ignoresTerm = false
  for (let i = 0; i < args.length; i++) {
    const [, name = '', joined] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(args[i] as string) ?? []
    if (name === 'ignore-term') ignoresTerm = true
    else if (VALUED.has(name)) {
      const value = joined ?? args[++i]
      if (value === undefined) return `--${name} needs a value`
      if (name !== 'print' && name !== 'from' && name !== 'to' && milliseconds(value) === undefined) {
        return `--${name}: not a number or duration: ${value}`
      }
      values.set(name, value)
    } else return `unknown flag: ${args[i]}`
  }
  return { values, ignoresTerm }
}

/** Seconds, or a Go duration. */
function milliseconds(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : parseGoDuration(text)
}

function duration(flags: Flags, name: string): number | undefined {
  const text = flags.values.get(name)
  return text === undefined ? undefined : milliseconds(text)
}

function integer(flags: Flags, name: string, standard: number): number {
  return Number.parseInt(flags.values.get(name) ?? '', 10) || (flags.values.get(name) === '0' ? 0 : standard)
}

function* usage(sys: Sys, problem: string): Task<number> {
  yield* sys.stderr.write(`podlapse: ${problem}\nusage: podlapse run|http|tcp|grpc|leak [--flag value]...\n`)
  return 2
}

type Verb = (sys: Sys, flags: Flags, args: readonly string[]) => Task<number>

const VERBS: Readonly<Record<string, Verb>> = {
  *run(sys, flags, args) {
    yield* sys.stdout.write(`start [${args.join(' ')}]\n`)
    const text = flags.values.get('print')
    if (text !== undefined) yield* sys.stdout.write(`${text}\n`)
    return yield* live(sys, flags, duration(flags, 'for'))
  },

  *http(sys, flags) {
    const ended = yield* startDelay(sys, flags)
    if (ended !== undefined) return ended
    const start = sys.now()
    let count = 0
    const server: Server = {
      kind: 'http',
      handle: (request) => {
        count++
        writeNow(sys.stdout, `${count} ${((sys.now() - start) / 1000).toFixed(3)} ${request.method} ${request.path}\n`)
        const afterMs = integer(flags, 'slow', 0)
        return { ...answer(flags, sys.now() - start, request), ...(afterMs > 0 ? { afterMs } : {}) }
      },
    }
    return yield* listenAndLive(sys, flags, 8080, server)
  },

  *tcp(sys, flags) {
    const ended = yield* startDelay(sys, flags)
    if (ended !== undefined) return ended
    const port = integer(flags, 'port', 6379)
    const listener = yield* listenOr(sys, port, { kind: 'tcp' }, (reason) => `listen tcp :${port}: bind: ${reason}`)
    if (!listener) return 1
    const until = duration(flags, 'close-after')
    if (until === undefined) return yield* live(sys, flags, undefined)
    const early = yield* live(sys, flags, until, 'goOn')
    if (early !== GOES_ON) return early
    listener.close()
    return yield* live(sys, flags, undefined)
  },

  *grpc(sys, flags) {
    const ended = yield* startDelay(sys, flags)
    if (ended !== undefined) return ended
    const start = sys.now()
    const failAfter = duration(flags, 'fail-after')
    const okAfter = duration(flags, 'ok-after') ?? 0
    return yield* listenAndLive(sys, flags, 9000, {
      kind: 'grpc',
      check: () => {
        const age = sys.now() - start
        const good = age >= okAfter && (failAfter === undefined || age < failAfter)
        return { health: good ? 'SERVING' : 'NOT_SERVING' }
      },
    })
  },

  *leak(sys, flags) {
    const from = parseSize(flags.values.get('from') ?? '20Mi') ?? 20 * MIB
    const to = parseSize(flags.values.get('to') ?? '250Mi') ?? 250 * MIB
    const over = duration(flags, 'over') ?? 60_000
    yield* touchMemory(sys, from)
    yield* sys.rampMemory(to, over)
    return yield* live(sys, flags, undefined)
  },
}

function answer(flags: Flags, age: number, request: HttpRequest): HttpResponse {
  const asked = /^\/status\/(\d{3})$/.exec(pathOf(request))
  if (asked) return { status: Number(asked[1]), body: `${asked[1]}\n` }
  const okAfter = duration(flags, 'ok-after') ?? 0
  const failAfter = duration(flags, 'fail-after')
  if (age < okAfter) return { status: integer(flags, 'fail-code', 503), body: 'not yet\n' }
  if (failAfter !== undefined && age >= failAfter)
    return { status: integer(flags, 'fail-code', 500), body: 'failing\n' }
  return { status: 200, body: 'ok\n' }
}

function* listenAndLive(sys: Sys, flags: Flags, standard: number, server: Server): Task<number> {
  const port = integer(flags, 'port', standard)
  const listener = yield* listenOr(sys, port, server, (reason) => `listen tcp :${port}: bind: ${reason}`)
  return listener ? yield* live(sys, flags, undefined) : 1
}

/** The exit code where a signal ended the program before it listened. */
function* startDelay(sys: Sys, flags: Flags): Task<number | undefined> {
  const delay = duration(flags, 'start-delay')
  if (delay === undefined || delay === 0) return undefined
  const code = yield* live(sys, flags, delay, 'goOn')
  return code === GOES_ON ? undefined : code
}

/** No exit code of a process. */
const GOES_ON = -1

/** Lives for a while, or for ever, and deals with SIGTERM as the flags say. */
function* live(sys: Sys, flags: Flags, forMs: number | undefined, then: 'exit' | 'goOn' = 'exit'): Task<number> {
  sys.on('SIGTERM', 'catch')
  sys.on('SIGINT', 'catch')
  const until = forMs === undefined ? undefined : sys.now() + forMs
  for (;;) {
    const signal = sys.takeSignal()
    if (signal && flags.ignoresTerm) yield* sys.stdout.write('got terminated, ignoring\n')
    else if (signal) {
      yield* sys.stdout.write('got terminated\n')
      return yield* terminate(sys, flags)
    } else if (until === undefined) yield* sys.pause()
    else if (sys.now() < until) yield* sys.sleep(until - sys.now())
    else return then === 'goOn' ? GOES_ON : integer(flags, 'code', 0)
  }
}

/** Takes its time after SIGTERM; a second one does not hurry it. */
function* terminate(sys: Sys, flags: Flags): Task<number> {
  const until = sys.now() + (duration(flags, 'term-delay') ?? 0)
  while (sys.now() < until) {
    yield* sys.sleep(until - sys.now())
    while (sys.takeSignal());
  }
  return integer(flags, 'term-code', 0)
}

function* leakSteps(sys: Sys, args: readonly string[]): Task<number> {
  const [step, every, most] = args.map(Number)
  if (!(step && step > 0) || every === undefined || !(every >= 0) || !(most && most > 0)) {
    yield* sys.stderr.write('usage: leak STEP_MiB EVERY_MS MAX_MiB\n')
    return 2
  }
  const base = sys.memory
  sys.on('SIGTERM', 'catch')
  for (let held = 0; held < most; ) {
    held = Math.min(held + step, most)
    yield* touchMemory(sys, base + held * MIB)
    yield* sys.stdout.write(`allocated ${held} MiB\n`)
    const waited = yield* sys.sleep(every)
    if (waited.kind === 'interrupted') return 0
  }
  yield* sys.pause()
  return 0
}
