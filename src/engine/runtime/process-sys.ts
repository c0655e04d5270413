import type { RandomStream } from '../../lib/random.ts'
import type { Duration, Time } from '../../lib/time.ts'
import type { Capability } from '../../manifest/pod/security-context.ts'
import { answerAt, isWellAt } from '../../scenario/described-program.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, type Trigger } from '../kernel/trigger.ts'
import type { Work } from '../kernel/work.ts'
import type { FileError } from '../program-api/files.ts'
import type { AnswerRule, DescribedProgram } from '../program-api/image.ts'
import type {
  Child,
  ExitStatus,
  ForkOptions,
  Identity,
  Mountable,
  ProcessInfo,
  Program,
  SpawnError,
  SpawnOptions,
  Standing,
  Sys,
  Waited,
} from '../program-api/program.ts'
import type { Disposition, Signal } from '../program-api/signal.ts'
import type { Readable, Stdio, Writable } from '../program-api/stdio.ts'
import type { RuntimeContainer } from './container.ts'
import { becoming, type Credentials } from './credentials.ts'
import { resolveInContainer } from './executable.ts'
import type { MountableFiles } from './files/file-system.ts'
import { mountFor } from './mount-for.ts'
import { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'
import { processesSeenBy } from './process-list.ts'
import { ProcessNetwork } from './process-network.ts'
import { sendSignal } from './send-signal.ts'
import { createCapture, createPipe, NULL_INPUT, NULL_OUTPUT } from './stream.ts'

const INTERRUPTED = { kind: 'interrupted' } as const

/** The system calls as one process sees them. */
export class ProcessSys extends ProcessNetwork implements Sys {
  readonly #stdio: Stdio
  /** The files as this process sees them, where it has become somebody else than its container started as. */
  #filesOf: { readonly who: Credentials; readonly files: MountableFiles } | undefined
  readonly argv: readonly string[]
  readonly kubernetes: Sys['kubernetes']

  constructor(
    host: ProcessHost,
    container: RuntimeContainer,
    process: OsProcess,
    image?: { readonly argv: readonly string[]; readonly stdio: Stdio },
  ) {
    super(host, container, process)
    this.kubernetes = host.kubernetes
    this.#stdio = image?.stdio ?? process.stdio
    this.argv = image?.argv ?? process.argv
  }

  get cwd(): string {
    return this.process.cwd
  }
  set cwd(path: string) {
    this.process.cwd = path
  }
  get pid(): number {
    return this.process.pid
  }
  get env(): Map<string, string> {
    return this.process.env
  }
  get parentPid(): number {
    return this.process.parent?.pid ?? 0
  }
  get uid(): number {
    return this.process.uid
  }
  get terminal(): boolean {
    const { config, init } = this.container
    return config.tty === true && this.stdin === init?.stdio.stdin
  }
  setName(name: string): void {
    this.process.name = name
  }
  setTitle(title: string): void {
    this.process.name ??= (this.process.argv[0] ?? '').replace(/^.*\//, '')
    this.process.argv = [title]
  }
  get gid(): number {
    return this.process.who.gid
  }
  get groups(): readonly number[] {
    return this.process.who.groups
  }
  hasCapability(capability: Capability): boolean {
    return this.process.who.capabilities.has(capability)
  }
  become(identity: Identity): 'EPERM' | undefined {
    const who = becoming(this.process.who, identity)
    if (who === 'EPERM') return who
    this.process.who = who
    return undefined
  }
  get hostname(): string {
    return this.container.sandbox.hostname
  }
  get podIP(): string {
    return this.container.sandbox.ip
  }
  get described(): DescribedProgram {
    return this.container.config.described
  }
  get standing(): Standing {
    return this.process.standing
  }
  get containerAge(): Duration {
    return this.now() - (this.container.startedAt ?? this.now())
  }
  answerAt(age: Duration, path?: string): AnswerRule | undefined {
    return answerAt(this.described, age, path)
  }
  isWellAt(age: Duration): boolean {
    return isWellAt(this.described, age)
  }
  vouch(): void {
    this.process.session.vouched = true
  }
  standIn(): void {
    this.process.standsIn = true
  }
  get files(): MountableFiles {
    this.#spend()
    this.container.reader = this.process
    const { files } = this.container.config
    const { who } = this.process
    if (who === this.container.who) return files
    if (this.#filesOf?.who !== who) this.#filesOf = { who, files: files.as(who) }
    return this.#filesOf.files
  }
  get stdin(): Readable {
    this.#spend()
    return this.#stdio.stdin
  }
  get stdout(): Writable {
    return this.#stdio.stdout
  }
  get stderr(): Writable {
    return this.#stdio.stderr
  }
  get memoryLimit(): number | undefined {
    return this.container.memory.limit
  }
  get memoryTouchRate(): number {
    return this.host.world.assumptions.memoryTouchRate
  }
  get memory(): number {
    return this.container.memory.of(this.process)
  }
  readonly #copied = (length: number): void => this.work('character', length)
  readonly nullInput = NULL_INPUT
  readonly nullOutput = NULL_OUTPUT

  now(): Time {
    return this.host.world.now
  }

  work(kind: Work, count?: number): void {
    this.host.world.kernel.work(kind, count)
  }

  random(purpose: string): RandomStream {
    const { pod, name, config } = this.container
    return this.host.world.random(`program/${pod.namespace}/${pod.name}/${name}/${config.attempt}/${purpose}`)
  }

  *sleep(ms: Duration): Task<Waited<void>> {
    const timeout = this.host.world.kernel.timeout(Math.max(0, Math.round(ms)))
    const waited = yield* this.#interruptibly(timeout.trigger)
    timeout.cancel()
    return waited
  }

  *pause(): Task<void> {
    this.#spend()
    if (!this.process.alerted) yield* waitFor(this.process.interrupt)
    this.process.alerted = false
  }

  *compute(ms: Duration): Task<void> {
    const { cpu } = this.container
    if (cpu) yield* cpu.compute(ms)
    else if (ms > 0) yield Math.ceil(ms)
    this.process.cpuTime += Math.max(0, ms)
  }

  *spin(): Task<void> {
    const process = this.process
    process.spinning = { since: this.now(), share: 1 }
    const leave = this.container.cpu?.spin((share) => {
      process.cpuTime = process.cpuTimeAt(this.now())
      process.spinning = { since: this.now(), share }
    })
    try {
      yield* this.pause()
    } finally {
      leave?.()
      process.cpuTime = process.cpuTimeAt(this.now())
      process.spinning = undefined
    }
  }

  spawn(options: SpawnOptions): Child | SpawnError {
    this.#spend()
    return this.host.start(this.container, {
      parent: this.process,
      argv: options.argv,
      env: options.env ?? this.env,
      cwd: options.cwd ?? this.cwd,
      stdio: { ...this.#stdio, ...options.stdio },
      ...(options.background === undefined ? {} : { background: options.background }),
      ...(options.awaited === undefined ? {} : { awaited: options.awaited }),
    })
  }

  fork(body: Program, options: ForkOptions = {}): Child {
    this.#spend()
    const child = this.host.startProgram(this.container, body, {
      parent: this.process,
      argv: this.argv,
      env: this.process.environ,
      cwd: this.cwd,
      stdio: { ...this.#stdio, ...options.stdio },
      ...(options.background === undefined ? {} : { background: options.background }),
      ...(options.awaited === undefined ? {} : { awaited: options.awaited }),
      ...(options.uid === undefined ? {} : { who: { ...this.process.who, uid: options.uid, capabilities: new Set() } }),
    })
    return child === 'EAGAIN' ? FAILED_FORK : child
  }

  thread(body: Task<void>): void {
    const { kernel } = this.host.world
    const thread = kernel.within(undefined, () => kernel.spawn(body))
    this.process.threads.add(thread)
    thread.ended.listen(() => this.process.threads.delete(thread))
  }

  exec(argv: readonly string[], env?: ReadonlyMap<string, string>, stdio?: Partial<Stdio>): Task<number> | SpawnError {
    const environment = env ?? this.env
    const path = environment.get('PATH')
    const executable = resolveInContainer(this.container, this.host.programs, argv, path, this.cwd)
    if (typeof executable === 'string') return executable
    const { dispositions } = this.process
    for (const [signal, disposition] of dispositions) if (disposition === 'catch') dispositions.delete(signal)
    this.process.argv = executable.argv
    this.process.env = new Map(environment)
    this.process.name = undefined
    const image = { argv: executable.argv, stdio: { ...this.#stdio, ...stdio } }
    return executable.program(new ProcessSys(this.host, this.container, this.process, image))
  }

  *wait(child: Child): Task<Waited<ExitStatus>> {
    this.#spend()
    if (child.status !== undefined) return { kind: 'done', value: child.status }
    if (!(child instanceof OsProcess)) return { kind: 'done', value: 1 }
    const waited = yield* this.#interruptibly(child.exited)
    return waited.kind === 'done' ? { kind: 'done', value: waited.value.status } : waited
  }

  *waitAny(children: readonly Child[]): Task<Waited<Child>> {
    this.#spend()
    const ended = children.find((child) => child.status !== undefined)
    if (ended) return { kind: 'done', value: ended }
    const running = children.filter((child) => child instanceof OsProcess)
    if (running.length === 0) {
      yield* this.pause()
      return INTERRUPTED
    }
    const waited = yield* this.#interruptibly(firstOf(...running.map((child) => child.exited)))
    return waited.kind === 'done' ? { kind: 'done', value: running[waited.value.index] as Child } : waited
  }

  mount(what: Mountable, path: string): FileError | undefined {
    return mountFor(this.host, this.container, this.process, this.files, what, path)
  }

  umount(path: string): FileError | undefined {
    return this.process.who.capabilities.has('SYS_ADMIN') ? this.files.unmount(path) : 'EPERM'
  }

  get clock(): Time {
    return this.now() + this.host.clockOffset
  }

  setClock(to: Time): 'EPERM' | undefined {
    if (!this.process.who.capabilities.has('SYS_TIME')) return 'EPERM'
    this.host.clockOffset = to - this.now()
    this.host.world.record({ kind: 'notSimulated', note: { kind: 'nodeClock' } })
    return undefined
  }

  kill(pid: number, signal: Signal): boolean | 'EPERM' {
    this.#spend()
    return sendSignal(this.host, this.container, this.process, pid, signal)
  }

  processes(): readonly ProcessInfo[] {
    this.seesStandIn()
    const processes = processesSeenBy(this.container, this.now())
    this.work('call', processes.length)
    return processes
  }

  on(signal: Signal, disposition: Disposition): void {
    if (signal !== 'SIGKILL' && signal !== 'SIGSTOP') this.process.dispositions.set(signal, disposition)
  }

  takeSignal(): Signal | undefined {
    this.#spend()
    const signal = this.process.pending.shift()
    if (this.process.pending.length === 0) this.process.alerted = false
    return signal
  }

  *setMemory(bytes: number): Task<void> {
    this.container.memory.set(this.process, bytes)
    // Whoever is over the limit is dealt with before this process goes on.
    yield 0
  }

  *rampMemory(bytes: number, overMs: Duration): Task<void> {
    const over = Math.max(1, Math.round(overMs))
    this.container.memory.ramp(this.process, bytes, over)
    yield over
    this.container.memory.set(this.process, bytes)
  }

  pipe(): { readonly reader: Readable; readonly writer: Writable } {
    return createPipe(this.#copied)
  }

  capture(): { readonly writer: Writable; text(): string } {
    return createCapture(undefined, this.#copied)
  }

  initOutput(stream: 'stdout' | 'stderr'): Writable | undefined {
    return this.container.init?.stdio[stream]
  }

  /** A system call is work, so that a program that makes them without end comes to its end. */
  #spend(): void {
    const { kernel } = this.host.world
    kernel.spend()
    kernel.work('call')
  }

  *#interruptibly<T>(trigger: Trigger<T>): Task<Waited<T>> {
    this.#spend()
    if (!this.process.alerted) {
      const first = yield* waitFor(firstOf(trigger, this.process.interrupt))
      if (first.index === 0) return { kind: 'done', value: first.value as T }
    }
    this.process.alerted = false
    return INTERRUPTED
  }
}

/** What fork gives where the process limit is reached: a child that has failed. */
const FAILED_FORK: Child = { pid: 0, status: 2, signal: undefined }
