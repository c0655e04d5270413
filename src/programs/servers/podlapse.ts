import type { Listener, Server } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { touchMemory } from '../memory.ts'
import { type Flags, readFlags } from './podlapse-flags.ts'
import { PodlapseHttp } from './podlapse-http.ts'
import { listenOr } from './server-loop.ts'

const MIB = 1024 * 1024

/** The program whose behaviour its arguments spell out: `podlapse run|http|tcp|grpc|leak`. */
export const podlapse: Program = function* (sys) {
  const [verb = '', ...args] = sys.argv.slice(1)
  if (verb === 'leak' && args[0] !== undefined && !args[0].startsWith('-')) return yield* leakSteps(sys, args)
  const flags = readFlags(verb, args)
  if (typeof flags === 'string') {
    yield* sys.stderr.write(`podlapse: ${flags}\nusage: podlapse run|http|tcp|grpc|leak [--flag value]...\n`)
    return 2
  }
  return yield* new Life(sys, flags).of(verb)
}

/** `leak STEP_MiB EVERY_MS MAX_MiB` */
export const leak: Program = function* (sys) {
  return yield* leakSteps(sys, sys.argv.slice(1))
}

/** So often, while its memory grows, it looks whether it was told to stop; and no more than so many times. */
const LEAK_STEP = 100
const LEAK_STEPS = 300

/** One run. Where a part gives an exit code, the program ends with it; undefined: it goes on. */
class Life {
  readonly #sys: Sys
  readonly #flags: Flags
  readonly #end: number
  #listener: Listener | undefined
  #http: PodlapseHttp | undefined

  constructor(sys: Sys, flags: Flags) {
    this.#sys = sys
    this.#flags = flags
    this.#end = sys.now() + (this.#number('for') ?? Number.POSITIVE_INFINITY)
    sys.on('SIGTERM', 'catch')
    sys.on('SIGINT', 'catch')
  }

  *of(verb: string): Task<number> {
    const { stdout, argv } = this.#sys
    const { print } = this.#flags
    if (verb === 'run') yield* stdout.write(`start [${argv.slice(2).join(' ')}]\n`)
    if (print !== undefined) yield* stdout.write(`${print}\n`)
    const delay = this.#number('start-delay')
    const early = delay === undefined ? undefined : yield* this.#live(this.#sys.now() + delay)
    return early ?? (yield* this.#act(verb)) ?? (yield* this.#live()) ?? 0
  }

  *#act(verb: string): Task<number | undefined> {
    switch (verb) {
      case 'http':
        this.#http = new PodlapseHttp(this.#sys, this.#flags)
        return yield* this.#listen(8080, this.#http.server)
      case 'grpc':
        return yield* this.#listen(9000, this.#grpc())
      case 'tcp':
        return yield* this.#listen(6379, { kind: 'tcp' })
      case 'leak':
        return yield* this.#leak()
      default:
        return undefined
    }
  }

  #number(name: string): number | undefined {
    return this.#flags.numbers.get(name)
  }

  *#listen(standard: number, server: Server): Task<number | undefined> {
    const port = this.#number('port') ?? standard
    const listener = yield* listenOr(this.#sys, port, server, (reason) => `listen tcp :${port}: bind: ${reason}`)
    if (!listener) return 1
    this.#listener = listener
    const closes = this.#number('close-after')
    if (closes === undefined) return undefined
    const ended = yield* this.#live(this.#sys.now() + closes)
    if (ended === undefined) listener.close()
    return ended
  }

  #grpc(): Server {
    const start = this.#sys.now()
    const [from, until] = [this.#number('ok-after') ?? 0, this.#number('fail-after') ?? Number.POSITIVE_INFINITY]
    return {
      kind: 'grpc',
      check: () => {
        const age = this.#sys.now() - start
        return { health: age >= from && age < until ? 'SERVING' : 'NOT_SERVING' }
      },
    }
  }

  /** In a straight line. The line is cut in pieces, because a process hears no signal while its memory grows. */
  *#leak(): Task<number | undefined> {
    const sys = this.#sys
    const from = this.#number('from') ?? 20 * MIB
    const to = this.#number('to') ?? 250 * MIB
    const over = this.#number('over') ?? 60_000
    yield* touchMemory(sys, from)
    const step = Math.max(LEAK_STEP, Math.ceil(over / LEAK_STEPS))
    for (let at = 0; at < over; ) {
      const next = Math.min(over, at + step)
      yield* sys.rampMemory(from + ((to - from) * next) / over, next - at)
      at = next
      const ended = yield* this.#live(sys.now())
      if (ended !== undefined) return ended
    }
    if (over === 0) yield* touchMemory(sys, to)
    return undefined
  }

  /** Lives until then, or until its end, and deals with SIGTERM as the flags say. */
  *#live(until = Number.POSITIVE_INFINITY): Task<number | undefined> {
    const sys = this.#sys
    const first = Math.min(until, this.#end)
    for (;;) {
      const signal = sys.takeSignal()
      if (signal && this.#flags.ignoresTerm) yield* sys.stdout.write('got terminated, ignoring\n')
      else if (signal) return yield* this.#terminate()
      else if (sys.now() >= this.#end) return this.#number('code') ?? 0
      else if (sys.now() >= until) return undefined
      else if (first === Number.POSITIVE_INFINITY) yield* sys.pause()
      else yield* sys.sleep(first - sys.now())
    }
  }

  /** Serves on for a while, closes its port and finishes what it has under way, takes its time: as far as the flags say so. */
  *#terminate(): Task<number> {
    yield* this.#sys.stdout.write('got terminated\n')
    yield* this.#rest(this.#number('shutdown-delay') ?? 0)
    if (this.#flags.drains) {
      this.#listener?.close()
      if (this.#http) yield* this.#http.drained()
    }
    yield* this.#rest(this.#number('term-delay') ?? 0)
    return this.#number('term-code') ?? 0
  }

  /** A second SIGTERM does not hurry it. */
  *#rest(ms: number): Task<void> {
    const sys = this.#sys
    const until = sys.now() + ms
    while (sys.now() < until) {
      yield* sys.sleep(until - sys.now())
      while (sys.takeSignal());
    }
  }
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
