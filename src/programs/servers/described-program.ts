import type { DescribedProgram, ServedPort } from '../../engine/program-api/image.ts'
import type { HttpResponse, Listener, Server } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Disposition, Signal } from '../../engine/program-api/signal.ts'
import type { Task } from '../../engine/program-api/task.ts'
import type { Duration } from '../../lib/time.ts'
import { touchMemory } from '../memory.ts'
import { pathOf } from './server-loop.ts'

/** Stands for every program of an image that nobody knows: it does what is said, or assumed, of it. */
export const describedProgram: Program = function* (sys) {
  const { described } = sys
  if (sys.argv[1] === '--') return yield* before(sys, sys.argv.slice(2))
  switch (sys.standing) {
    case 'passing':
      yield* sys.sleep(described.commandMs)
      return 0
    case 'asked':
      sys.vouch()
      return 0
    case 'probe':
      if (!sys.isWellAt(sys.containerAge)) return 1
      sys.vouch()
      return 0
    case 'program':
      return yield* new Life(sys, described).run()
  }
}

/** A known server that was told what nobody knows: it does what its manifest asks of it. */
export function* fittingManifest(sys: Sys, stopSignal?: Signal): Task<number> {
  if (sys.standing !== 'program') return yield* describedProgram(sys)
  return yield* new Life(sys, { ...sys.described, ...(stopSignal ? { stopSignal } : {}) }).run()
}

/** What SIGTERM does to a program of which only its language is known; `default`: nobody asked for the signal. */
export type TermOfLanguage = Exclude<DescribedProgram['onTerm'], 'ignore'> | 'default'

/** The same for a script in a language: unless somebody says otherwise, SIGTERM does what it does in that language. */
export function* scriptDescribed(sys: Sys, term: TermOfLanguage): Task<number> {
  const { described } = sys
  if (sys.standing !== 'program' || described.onTermIsSaid) return yield* describedProgram(sys)
  if (term !== 'default') return yield* new Life(sys, { ...described, onTerm: term }).run()
  return yield* new Life(sys, described, 'default').run()
}

/** A known program that is only said to start later, or to take more memory. */
function* before(sys: Sys, argv: readonly string[]): Task<number> {
  const { startMs, memoryBytes } = sys.described
  yield* takeMemory(sys, memoryBytes)
  if (startMs > 0) yield* sys.sleep(startMs)
  const running = sys.exec(argv)
  return typeof running === 'string' ? 127 : yield* running
}

function* takeMemory(sys: Sys, bytes: number | undefined): Task<void> {
  if (bytes !== undefined && bytes !== sys.memory) yield* touchMemory(sys, bytes)
}

class Life {
  readonly #sys: Sys
  readonly #described: DescribedProgram
  readonly #born: number
  readonly #disposition: Disposition
  readonly #open = new Map<ServedPort, Listener>()
  #started = false

  constructor(sys: Sys, described: DescribedProgram, disposition?: 'default') {
    this.#sys = sys
    this.#described = described
    this.#disposition = disposition ?? (described.onTerm === 'ignore' ? 'ignore' : 'catch')
    this.#born = sys.now()
  }

  get #age(): Duration {
    return this.#sys.now() - this.#born
  }

  *run(): Task<number> {
    const { ends, onTerm, processName, stopSignal } = this.#described
    const sys = this.#sys
    sys.standIn()
    if (processName !== undefined) sys.setName(processName.replace(/^.*\//, '').slice(0, 15))
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', ...(stopSignal ? [stopSignal as Signal] : [])] as Signal[]) {
      sys.on(signal, this.#disposition)
    }
    yield* takeMemory(sys, this.#described.memoryBytes)
    for (;;) {
      if (onTerm !== 'ignore' && sys.takeSignal()) return yield* this.#stop(onTerm.code, onTerm.afterMs)
      if (ends && this.#age >= ends.afterMs) return ends.code
      if (this.#age >= this.#described.startMs) {
        const failed = yield* this.#serve()
        if (failed !== undefined) return failed
      }
      const next = this.#nextChange()
      if (next === undefined) yield* sys.pause()
      else yield* sys.sleep(next - this.#age)
    }
  }

  /** Takes its time; a second signal does not hurry it. */
  *#stop(code: number, afterMs: Duration): Task<number> {
    const until = this.#sys.now() + afterMs
    while (this.#sys.now() < until) {
      yield* this.#sys.sleep(until - this.#sys.now())
      while (this.#sys.takeSignal());
    }
    return code
  }

  #nextChange(): Duration | undefined {
    const { startMs, ends, answers } = this.#described
    const times = [
      startMs,
      ...(ends ? [ends.afterMs] : []),
      ...answers.flatMap(({ fromMs, toMs }) => [fromMs, toMs ?? 0]),
    ]
    const later = times.filter((time) => time > this.#age)
    return later.length > 0 ? Math.min(...later) : undefined
  }

  *#serve(): Task<number | undefined> {
    const { ports, makes, shares } = this.#described
    const sys = this.#sys
    const isWell = sys.isWellAt(this.#age)
    for (const served of ports) {
      const listener = this.#open.get(served)
      // Where only connections are asked for, nobody listening is the one way to say no.
      const isOpen = isWell || served.protocols.some((protocol) => protocol !== 'tcp')
      if (listener && !isOpen) {
        listener.close()
        this.#open.delete(served)
      } else if (!listener && isOpen && !this.#isTaken(served)) {
        const opened = sys.listen(served.port, this.#server(served))
        if (typeof opened !== 'string') this.#open.set(served, opened)
        else {
          yield* sys.stderr.write(`listen tcp :${served.port}: bind: address already in use\n`)
          return 1
        }
      }
    }
    if (!this.#started) {
      for (const path of makes) makeFile(sys, path)
      for (const path of shares) makeShared(sys, path)
    }
    this.#started = true
    return undefined
  }

  /** By another process of this container, which is the same program to the manifest; or nobody says that it is ours. */
  #isTaken({ port, declared }: ServedPort): boolean {
    const socket = this.#sys.sockets().find((each) => each.port === port)
    return socket !== undefined && (socket.process !== undefined || !declared)
  }

  #server({ protocols }: ServedPort): Server {
    const check = () => ({ health: this.#sys.isWellAt(this.#age) ? 'SERVING' : 'NOT_SERVING' }) as const
    if (protocols.every((protocol) => protocol === 'grpc')) return { kind: 'grpc', check }
    const tls = !protocols.includes('https') ? false : protocols.includes('http') ? 'both' : true
    return {
      kind: 'http',
      tls,
      handle: (request) => this.#answer(pathOf(request)),
      ...(protocols.includes('grpc') ? { check } : {}),
    }
  }

  #answer(path: string): HttpResponse {
    const { status = 200, delayMs = 0 } = this.#sys.answerAt(this.#age, path) ?? {}
    const body = status < 400 ? 'ok\n' : `${status}\n`
    return { status, body, ...(delayMs > 0 ? { afterMs: delayMs } : {}) }
  }
}

/** What cannot be made is left: the probe that looks for it says so. */
function makeFile(sys: Sys, path: string): void {
  if (typeof sys.files.stat(path) !== 'string') return
  const directory = path.slice(0, path.lastIndexOf('/'))
  if (directory !== '') sys.files.makeDirectory(directory, true)
  sys.files.write(path, /\.pid$/.test(path) ? `${sys.pid}\n` : '')
}

/** Runs what it is given to run, if that is what it is for; else it ends well. */
const PLACEHOLDER = `#!/bin/sh
# A placeholder: nobody knows what this is.
case "$1" in '' | -*) ;; *) exec "$@" ;; esac
`

function makeShared(sys: Sys, path: string): void {
  if (typeof sys.files.stat(path) !== 'string') return
  makeFile(sys, path)
  // What has the ending of a file to be read is no program.
  const isProgram = !/\.\w+$/.test(path) && !/\/(?:config|env)$/.test(path)
  sys.files.write(path, isProgram ? PLACEHOLDER : '')
  if (isProgram) sys.files.chmod(path, 0o755)
}
