import type { ApiClient } from '../../kubectl/client/api-client.ts'
import type { RandomStream } from '../../lib/random.ts'
import type { Duration, Time } from '../../lib/time.ts'
import type { Capability } from '../../manifest/pod/security-context.ts'
import type { AnswerRule, DescribedProgram } from '../../scenario/described-program.ts'
import type { Task } from '../kernel/task.ts'
import type { Work } from '../kernel/work.ts'
import type { FileError, FileSystem } from './files.ts'
import type {
  Connection,
  ConnectOutcome,
  DnsReply,
  GrpcOutcome,
  HttpOutcome,
  HttpRequest,
  Listener,
  PacketRule,
  Server,
} from './network.ts'
import type { Disposition, Signal } from './signal.ts'
import type { Readable, Stdio, Writable } from './stdio.ts'

/**
 * What runs in a process. A program sees its process (arguments, files, signals, memory, network) and nothing of
 * Kubernetes. It returns its exit code. It may be cut off at any `yield` (SIGKILL, OOM): a `finally` must not yield.
 */
export type Program = (sys: Sys) => Task<number>

/** How a process that a signal ended looks to its parent: 128 + the signal's number. */
export type ExitStatus = number

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

/**
 * What a process is to its container. `program`: what the container is for, or a part of it; `passing`: a command that
 * others come after; `probe`: what a probe runs; `asked`: what a hook or a person runs. Children inherit it.
 */
export type Standing = 'program' | 'passing' | 'probe' | 'asked'

/** Who a process would like to be; what is not said stays. */
export interface Identity {
  readonly uid?: number
  readonly gid?: number
  /** The groups beside the first. */
  readonly groups?: readonly number[]
}

/** The system calls of one process. */
export interface Sys {
  /** Counts work of the simulator's that a program makes, so that no run takes for ever. It costs no simulated time. */
  work(kind: Work, count?: number): void
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
  /** What kubectl finds in its kubeconfig, on a machine that has one. */
  readonly kubernetes?: KubernetesAccess | undefined
  /** What is said, or assumed, of a program of this container that nobody knows. */
  readonly described: DescribedProgram
  readonly standing: Standing
  /** How long the container has been running. */
  readonly containerAge: Duration
  /** The rule of `described` that holds at an age of the program. */
  answerAt(age: Duration, path?: string): AnswerRule | undefined
  /** Whether a program that is described is well at an age: what gRPC, TCP and commands ask. */
  isWellAt(age: Duration): boolean
  /** What a probe or hook comes to is what a program says that nobody knows: it is content. */
  vouch(): void
  /** This process stands for a program that nobody knows: what is seen of it is not what would be seen of that one. */
  standIn(): void
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

/** An API server, and the namespace in which its user works. */
export interface KubernetesAccess {
  readonly client: ApiClient
  readonly namespace: string
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

export interface ListeningSocket {
  readonly port: number
  readonly loopbackOnly: boolean
  /** Whose it is, where that is a process of the caller's PID namespace. */
  readonly process?: ProcessInfo
}
