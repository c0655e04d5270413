import type { RandomStream } from '../../lib/random.ts'
import type { Duration, Time } from '../../lib/time.ts'
import type { Capability } from '../../manifest/pod/security-context.ts'
import type { DescribedProgram } from '../../scenario/described-program.ts'
import type { ScenarioImage } from '../../scenario/scenario.ts'
import type { Task } from '../kernel/task.ts'
import type { Identity } from './credentials.ts'
import type { FileError, FileSystem, FileTree } from './files/file-system.ts'

/**
 * What runs in a process. A program sees its process (arguments, files, signals, memory, network) and nothing of
 * Kubernetes. It returns its exit code. It may be cut off at any `yield` (SIGKILL, OOM): a `finally` must not yield.
 */
export type Program = (sys: Sys) => Task<number>

export type Signal =
  | 'SIGHUP'
  | 'SIGINT'
  | 'SIGQUIT'
  | 'SIGKILL'
  | 'SIGUSR1'
  | 'SIGSEGV'
  | 'SIGUSR2'
  | 'SIGPIPE'
  | 'SIGALRM'
  | 'SIGTERM'
  | 'SIGCHLD'
  | 'SIGCONT'
  | 'SIGSTOP'
  | 'SIGWINCH'

export const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGWINCH: 28,
}

/** How a process that a signal ended looks to its parent: 128 + the signal's number. */
export type ExitStatus = number

/** What a process does about a signal. PID 1 ignores a signal left at 'default' that comes from its own container. */
export type Disposition = 'default' | 'ignore' | 'catch'

/** One end of a stream. Closing the last writer makes readers see the end; writing without a reader is SIGPIPE. */
export interface Writable {
  /** Waits while a pipe is full. False: nobody reads any more. */
  write(text: string): Task<boolean>
  close(): void
}

export interface Readable {
  /** The next text, at least one character; undefined at the end. */
  read(): Task<string | undefined>
  /** The next line without its newline; undefined at the end. */
  readLine(): Task<string | undefined>
  /** False: the line that `readLine` gave last had no newline, because the stream ended there. */
  readonly lineEnded?: boolean
  close(): void
}

export interface Stdio {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

export interface SpawnOptions {
  readonly argv: readonly string[]
  readonly env?: ReadonlyMap<string, string>
  readonly cwd?: string
  readonly stdio?: Partial<Stdio>
  /** Starts like a background job of a shell without job control: SIGINT and SIGQUIT ignored. */
  readonly background?: boolean
  /** Its parent waits for it and then goes on. */
  readonly awaited?: boolean
}

export interface Child {
  readonly pid: number
  /** undefined while it runs. */
  readonly status: ExitStatus | undefined
  /** Set when a signal ended it. */
  readonly signal: Signal | undefined
}

export type SpawnError = 'ENOENT' | 'EACCES' | 'EISDIR' | 'EAGAIN' | 'E2BIG' | 'ELOOP'

/** Interrupted by a caught signal, or done. Ask `takeSignal` for the signal. */
export type Waited<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'interrupted' }

export type { AnswerRule, DescribedProgram, ServedPort } from '../../scenario/described-program.ts'
export type { ScenarioImage } from '../../scenario/scenario.ts'

/**
 * What a process is to its container. `program`: what the container is for, or a part of it; `passing`: a command that
 * others come after; `probe`: what a probe runs; `asked`: what a hook or a person runs. Children inherit it.
 */
export type Standing = 'program' | 'passing' | 'probe' | 'asked'

/** The system calls of one process. */
export interface Sys {
  /** argv[0] is the name it was called by. */
  readonly argv: readonly string[]
  readonly env: Map<string, string>
  cwd: string
  readonly pid: number
  readonly parentPid: number
  /** What the process is to be called (PR_SET_NAME). */
  setName(name: string): void
  /** What is to stand in the process's command line, in place of how it was started. */
  setTitle(title: string): void
  readonly uid: number
  readonly gid: number
  /** All its groups, its first among them. */
  readonly groups: readonly number[]
  /** Mounts a file system, where the process may: the node's disk, new memory, or a directory that is there already. */
  mount?(what: Mountable, path: string): FileError | undefined
  umount?(path: string): FileError | undefined
  /** The node's clock, which its containers share. Setting it needs SYS_TIME. */
  readonly clock?: Time
  setClock?(to: Time): 'EPERM' | undefined
  hasCapability(capability: Capability): boolean
  /** Changes who the process is, for good; what is not said stays (setgid, setgroups, setuid). */
  become(identity: Identity): 'EPERM' | undefined
  readonly hostname: string
  readonly podIP: string
  /** What is said, or assumed, of a program of this container that nobody knows. */
  readonly described: DescribedProgram
  readonly standing: Standing
  /** How long the container has been running. */
  readonly containerAge: Duration
  /** What a probe or hook comes to is what a program says that nobody knows: it is content. */
  vouch(): void
  readonly files: FileSystem
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable

  now(): Time
  /** A stream of its own for this program in this container. */
  random(purpose: string): RandomStream
  /** Somebody could type here: its standard input is the container's terminal. */
  readonly terminal: boolean
  /** Memory limit of the container in bytes, if any. */
  readonly memoryLimit: number | undefined

  /** Sleeps; a caught signal ends it early. */
  sleep(ms: Duration): Task<Waited<void>>
  /** Waits for ever, or until a caught signal. */
  pause(): Task<void>
  /** Uses the processor: time passes, signals wait. For programs that compute; every loop without another wait must call it. */
  compute(ms: Duration): Task<void>
  /** Uses a whole CPU, or what the container may have of one, until a caught signal. */
  spin(): Task<void>

  /** Starts a program by name or path in a process of its own. Relative names are looked up along $PATH. */
  spawn(options: SpawnOptions): Child | SpawnError
  /** A process that runs `body` (a subshell): it gets copies of env and cwd. */
  fork(body: Program, options?: ForkOptions): Child
  /** Goes on beside the program, in the same process, until it returns or the process ends: one connection's talk. */
  thread(body: Task<void>): void
  /** Runs another program in this very process (exec): same pid. The result is its exit code. */
  exec(argv: readonly string[], env?: ReadonlyMap<string, string>, stdio?: Partial<Stdio>): Task<number> | SpawnError
  /** Waits for a child to end; a caught signal ends the wait early. */
  wait(child: Child): Task<Waited<ExitStatus>>
  /** Waits for any of the children to end; the value is the child. */
  waitAny(children: readonly Child[]): Task<Waited<Child>>
  /** False: no such process. EPERM: it is another user's. */
  kill(pid: number, signal: Signal): boolean | 'EPERM'
  /** What runs in this PID namespace, by pid. */
  processes(): readonly ProcessInfo[]

  /** What this process does about a signal; SIGKILL and SIGSTOP cannot be changed. */
  on(signal: Signal, disposition: Disposition): void
  /** The oldest caught signal that was not taken yet. */
  takeSignal(): Signal | undefined

  /** Sets the process's memory at once. May end the process (OOM) before it returns. */
  setMemory(bytes: number): Task<void>
  /** Grows (or shrinks) the process's memory in a straight line; returns when it is there. Signals wait. */
  rampMemory(bytes: number, overMs: Duration): Task<void>
  readonly memory: number
  /** How fast this node's processes touch fresh memory, bytes per second; without, a standard rate. */
  readonly memoryTouchRate?: number

  pipe(): { readonly reader: Readable; readonly writer: Writable }
  /** A stream that keeps what was written to it. */
  capture(): { readonly writer: Writable; text(): string }
  readonly nullInput: Readable
  readonly nullOutput: Writable
  /** What the container's first process writes to: /proc/1/fd/1, the way of a hook or a cron job into the container's log. */
  initOutput?(stream: 'stdout' | 'stderr'): Writable | undefined

  listen(port: number, server: Server, address?: 'any' | 'loopback'): Listener | 'EADDRINUSE' | 'EACCES'
  /** Opens a TCP connection and closes it again. */
  connect(host: string, port: number, timeoutMs: Duration): Task<ConnectOutcome>
  request(host: string, port: number, request: HttpRequest, timeoutMs: Duration): Task<HttpOutcome>
  /** Asks a server by the gRPC health protocol. */
  grpcHealth(host: string, port: number, service: string, timeoutMs: Duration): Task<GrpcOutcome>
  /** Opens a TCP connection to speak over. */
  dial(host: string, port: number, timeoutMs: Duration): Task<Connection | Exclude<ConnectOutcome, 'connected'>>
  /** Addresses of a name, by /etc/hosts and the name server of /etc/resolv.conf. Empty: unknown. */
  resolve(host: string): readonly string[]
  /** Asks a name server for exactly this name. */
  askName(server: string, name: string): DnsReply
  /** Rules that the Pod's network follows; those with NET_ADMIN change them. */
  readonly packetRules: PacketRule[]
  /** Who listens in this network namespace. */
  sockets(): readonly ListeningSocket[]
}

/** What can be mounted; `from` is a directory that is there. */
export type Mountable =
  | { readonly kind: 'disk' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'bind'; readonly from: string }

export interface ForkOptions {
  readonly stdio?: Partial<Stdio>
  readonly background?: boolean
  /** Its parent waits for it and then goes on. */
  readonly awaited?: boolean
  /** A process of root may become somebody else's. */
  readonly uid?: number
}

export interface ProcessInfo {
  readonly pid: number
  readonly parentPid: number
  readonly argv: readonly string[]
  readonly memory: number
  readonly startedAt: Time
  readonly uid: number
  /** Its program's name, or what it calls itself; at most 15 characters. */
  readonly name: string
  /** Milliseconds of CPU time it has had. */
  readonly cpuTime: number
  /** It wants a CPU now. */
  readonly running: boolean
}

export interface HttpRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly scheme?: 'http' | 'https'
  /** Who asks, for access logs. */
  readonly remoteAddress?: string
}

export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** How long the server takes to answer. */
  readonly afterMs?: Duration
}

/** `closed`: the server closes the connection without a word. */
export type HttpAnswer = HttpResponse | 'closed'

export type GrpcHealth = 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN' | 'UNIMPLEMENTED'

export type GrpcOutcome =
  | { readonly kind: 'health'; readonly health: GrpcHealth }
  /** Nobody who speaks gRPC came on the line in time. */
  | { readonly kind: 'unconnected' }
  /** The answer did not come in time. */
  | { readonly kind: 'slow' }

/**
 * What stands behind a listening port. A handler runs at the instant of the request. One that has to wait (a proxy asks
 * others) answers with a task, which goes on when the client has gone away, and ends with the server's process.
 */
export type Server =
  | {
      readonly kind: 'http'
      /** `both`: it takes either. */
      readonly tls?: boolean | 'both'
      /** What a client hears that speaks without TLS where there is TLS. */
      readonly plainAnswer?: HttpResponse
      handle(request: HttpRequest): HttpResponse | Task<HttpAnswer>
      /** For one that speaks gRPC's health protocol on the same port. */
      check?: GrpcCheck
    }
  /** `accept`: for a server that speaks over the line itself; without, it listens and says nothing. */
  | { readonly kind: 'tcp'; accept?(connection: Connection): void }
  | { readonly kind: 'grpc'; readonly check: GrpcCheck }

type GrpcCheck = (service: string) => { readonly health: GrpcHealth; readonly afterMs?: Duration }

/** One end of a TCP connection. Closing `output` alone says that there is no more to come. */
export interface Connection {
  readonly input: Readable
  readonly output: Writable
  /** Who is at the other end, for a server that tells near from far. */
  readonly remoteAddress?: string
  close(): void
}

export interface DnsReply {
  /** `unreachable`: nobody answers. */
  readonly status: 'ok' | 'nxdomain' | 'unreachable'
  readonly addresses: readonly string[]
  /** The name is another's alias. */
  readonly canonicalName?: string
  /** Of a name below in-addr.arpa: the names that have this address. */
  readonly pointers?: readonly string[]
  /** Of a name such as _http._tcp.web…: where this service of a name is to be had. */
  readonly services?: readonly ServiceRecord[]
}

/** An SRV record. */
export interface ServiceRecord {
  readonly priority: number
  readonly weight: number
  readonly port: number
  readonly target: string
}

/** What is to become of packets to a port: INPUT's targets, and PREROUTING's REDIRECT. */
export interface PacketRule {
  readonly table: string
  readonly chain: string
  readonly protocol: string
  /** Without: any. */
  readonly port?: number
  readonly target: 'ACCEPT' | 'DROP' | 'REJECT' | 'REDIRECT'
  readonly toPort?: number
}

export interface ListeningSocket {
  readonly port: number
  readonly loopbackOnly: boolean
  /** Whose it is, where that is a process of the caller's PID namespace. */
  readonly process?: ProcessInfo
}

export interface Listener {
  readonly port: number
  close(): void
}

export type ConnectOutcome = 'connected' | 'refused' | 'timeout' | 'unknownHost'

export type HttpOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Connected, but what answered is no HTTP server (of this scheme). */
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'refused' | 'timeout' | 'unknownHost' }

/** What an image holds: its configuration as a registry has it, and its files. */
export interface Image {
  readonly reference: string
  /** Nobody knows what it does: that is assumed, and the page says so. */
  readonly assumed: boolean
  /** In somebody's own registry, under the name of this image alone: it is taken for that one. */
  readonly takenFor?: string
  /** The registry is known not to have this tag. */
  readonly hasNoSuchTag?: true
  /** What a pull transfers, bytes. undefined: nobody knows. */
  readonly sizeBytes: number | undefined
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workingDir: string
  /** "", "1000", "nginx": as in the image's configuration. */
  readonly user: string
  readonly exposedPorts: readonly number[]
  readonly stopSignal: Signal
  /** How long what it runs is taken to need until it listens. */
  readonly startupMs?: Duration
  readonly files: FileTree
  /** For an image that nobody knows: the program that stands for any command which its files do not have. */
  readonly fallbackProgram?: string
  /** What is known of a program that is not simulated itself; what else its manifest asks of it is taken to be so. */
  readonly facts?: ProgramFacts
}

export type ProgramFacts = Partial<Pick<DescribedProgram, 'startMs' | 'memoryBytes' | 'answers' | 'ends' | 'onTerm'>>

/** What the engine is given: images and the programs in them. */
export interface Programs {
  /** `said`: what a Scenario document says of it. */
  image(reference: string, said?: ScenarioImage): Image
  /** By the name that an executable file of an image carries (`FileNode.program`). */
  program(name: string): Program | undefined
}
