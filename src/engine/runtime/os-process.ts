import type { Time } from '../../lib/time.ts'
import type { Process } from '../kernel/process.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { Connection, Listener } from '../program-api/network.ts'
import type { Child, ExitStatus, Standing } from '../program-api/program.ts'
import type { Disposition, Signal } from '../program-api/signal.ts'
import type { Stdio } from '../program-api/stdio.ts'
import type { Credentials } from './credentials.ts'

export interface ExitRecord {
  readonly status: ExitStatus
  readonly signal: Signal | undefined
}

/** What the default action of a signal is. */
const IGNORED_BY_DEFAULT: ReadonlySet<Signal> = new Set<Signal>(['SIGCHLD', 'SIGCONT', 'SIGWINCH', 'SIGSTOP'])

export interface Session {
  /** A program that nobody knows had its say. */
  vouched: boolean
  /** It looked at something of a process that stands for a program that nobody knows. */
  askedStandIn: boolean
  /** It called somebody beyond its own Pod. */
  askedElsewhere: boolean
}

/** What a signal does to a process. */
export type SignalEffect = 'ends' | 'caught' | 'ignored'

export class OsProcess implements Child {
  readonly pid: number
  /** Its number in the node's own namespace. */
  readonly hostPid: number
  #parent: OsProcess | undefined
  // Most processes have none of these, and there are many processes.
  #children: Set<OsProcess> | undefined
  #dispositions: Map<Signal, Disposition> | undefined
  #listeners: Set<Listener> | undefined
  #connections: Set<Connection> | undefined
  #threads: Set<Process<void>> | undefined
  argv: readonly string[]
  /** What it was started with; copied only for who looks closer, which few programs do. */
  readonly #given: ReadonlyMap<string, string>
  #env: Map<string, string> | undefined
  cwd: string
  /** What it calls itself, where that is not its program's name. */
  name: string | undefined
  who: Credentials
  readonly startedAt: Time
  readonly stdio: Stdio
  /** Milliseconds of CPU time it has had, beside what it spins away now. */
  cpuTime = 0
  /** Since when it uses a whole CPU, or as much of one as its container may have. */
  spinning: { readonly since: Time; readonly share: number } | undefined
  readonly exited = new Trigger<ExitRecord>()
  readonly pending: Signal[] = []
  /** Fires when a caught signal arrives; a new one is laid afterwards. */
  interrupt = new Trigger<void>()
  /** A caught signal has arrived that has cut no wait short yet: each does so once, whether it is taken or not. */
  alerted = false
  body: Process<number> | undefined
  readonly standing: Standing
  /** Shared by all that a probe or hook starts. */
  readonly session: Session
  /** It stands for a program that nobody knows. */
  standsIn = false

  constructor(init: {
    readonly pid: number
    readonly hostPid: number
    readonly parent: OsProcess | undefined
    readonly argv: readonly string[]
    readonly env: ReadonlyMap<string, string>
    readonly cwd: string
    readonly who: Credentials
    readonly startedAt: Time
    readonly stdio: Stdio
    readonly standing: Standing
  }) {
    this.pid = init.pid
    this.hostPid = init.hostPid
    this.parent = init.parent
    this.argv = init.argv
    this.#given = init.env
    this.cwd = init.cwd
    this.who = init.who
    this.startedAt = init.startedAt
    this.stdio = init.stdio
    this.standing = init.standing
    this.session = init.parent?.session ?? { vouched: false, askedStandIn: false, askedElsewhere: false }
  }

  get parent(): OsProcess | undefined {
    return this.#parent
  }

  set parent(parent: OsProcess | undefined) {
    if (this.#parent) this.#parent.#children?.delete(this)
    this.#parent = parent
    parent?.children.add(this)
  }

  /** Those that it is the parent of now. */
  get children(): Set<OsProcess> {
    this.#children ??= new Set()
    return this.#children
  }

  get dispositions(): Map<Signal, Disposition> {
    this.#dispositions ??= new Map()
    return this.#dispositions
  }

  get listeners(): Set<Listener> {
    this.#listeners ??= new Set()
    return this.#listeners
  }

  get connections(): Set<Connection> {
    this.#connections ??= new Set()
    return this.#connections
  }

  get threads(): Set<Process<void>> {
    this.#threads ??= new Set()
    return this.#threads
  }

  /** What it has been told to ignore, a child of it ignores, too. */
  ignoresWhat(parent: OsProcess): void {
    for (const [signal, disposition] of parent.#dispositions ?? []) {
      if (disposition === 'ignore') this.dispositions.set(signal, 'ignore')
    }
  }

  /** It answers and calls nobody any more. */
  hangUp(): void {
    for (const listener of this.#listeners ?? []) listener.close()
    this.#listeners = undefined
    for (const connection of this.#connections ?? []) connection.close()
    this.#connections = undefined
  }

  /** Ends what runs beside its main thread. */
  endThreads(): void {
    for (const thread of this.#threads ?? []) thread.cancel()
    this.#threads = undefined
  }

  /** Its children are somebody else's from now on. */
  leaveChildrenTo(parent: OsProcess | undefined): void {
    if (this.#parent) this.#parent.#children?.delete(this)
    if (this.#children) for (const child of [...this.#children]) child.parent = parent
  }

  get uid(): number {
    return this.who.uid
  }

  /** Its own, to be changed. */
  get env(): Map<string, string> {
    this.#env ??= new Map(this.#given)
    return this.#env
  }

  set env(env: Map<string, string>) {
    this.#env = env
  }

  /** To be looked at. */
  get environ(): ReadonlyMap<string, string> {
    return this.#env ?? this.#given
  }

  cpuTimeAt(now: Time): number {
    const { spinning } = this
    return this.cpuTime + (spinning ? (now - spinning.since) * spinning.share : 0)
  }

  get status(): ExitStatus | undefined {
    return this.exited.value?.status
  }

  get signal(): Signal | undefined {
    return this.exited.value?.signal
  }

  /**
   * What a signal will do. The first process of a PID namespace is spared the default action: the kernel drops what it
   * has no handler for, except SIGKILL from outside its namespace.
   */
  effectOf(signal: Signal, isInit: boolean, fromOutside: boolean): SignalEffect {
    if (signal === 'SIGKILL') return isInit && !fromOutside ? 'ignored' : 'ends'
    const disposition = this.#dispositions?.get(signal) ?? 'default'
    if (disposition === 'ignore') return 'ignored'
    if (disposition === 'catch') return 'caught'
    return isInit || IGNORED_BY_DEFAULT.has(signal) ? 'ignored' : 'ends'
  }

  catchSignal(signal: Signal): void {
    this.pending.push(signal)
    this.alerted = true
    const interrupt = this.interrupt
    this.interrupt = new Trigger<void>()
    interrupt.fire(undefined)
  }
}

/** The processes that see each other: a container's, or a whole Pod's with shareProcessNamespace. */
export class PidNamespace {
  readonly #processes = new Map<number, OsProcess>()
  #nextPid = 1
  /** The namespace's first process is not one of ours (the sandbox's, or the node's). */
  readonly foreignInit: 'pause' | 'node' | undefined

  constructor(foreignInit?: 'pause' | 'node') {
    this.foreignInit = foreignInit
    if (foreignInit) this.#nextPid = 7
  }

  takePid(): number {
    return this.#nextPid++
  }

  add(process: OsProcess): void {
    this.#processes.set(process.pid, process)
  }

  remove(process: OsProcess): void {
    this.#processes.delete(process.pid)
  }

  get(pid: number): OsProcess | undefined {
    return this.#processes.get(pid)
  }

  list(): OsProcess[] {
    return [...this.#processes.values()]
  }

  isInit(process: OsProcess): boolean {
    return !this.foreignInit && process.pid === 1
  }
}
