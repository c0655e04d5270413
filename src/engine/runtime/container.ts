import type { NumberSet } from '../../lib/number-ranges.ts'
import type { Time } from '../../lib/time.ts'
import type { ContainerKind, PodRef } from '../../trace/entry.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { DescribedProgram, Image } from '../program-api/image.ts'
import type { Signal } from '../program-api/signal.ts'
import type { Writable } from '../program-api/stdio.ts'
import type { CgroupValues } from './cgroup.ts'
import type { CpuCgroup } from './cpu-cgroup.ts'
import type { Credentials } from './credentials.ts'
import type { MountableFiles } from './files/file-system.ts'
import type { MountFailure } from './files/mount-failure.ts'
import type { Volume } from './files/volume.ts'
import type { MemoryCgroup } from './memory-cgroup.ts'
import type { OsProcess, PidNamespace } from './os-process.ts'
import type { Sandbox } from './sandbox.ts'

/** What the kubelet asks the runtime to create. */
export interface ContainerConfig {
  readonly name: string
  readonly kind: ContainerKind
  /** How many instances of this container there were before: the restartCount it will show. */
  readonly attempt: number
  readonly image: Image
  /** The image string of the manifest, and the image's id on the node. */
  readonly imageName: string
  readonly imageID: string
  readonly argv: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly workingDir: string
  readonly uid: number
  readonly gid: number
  /** With `gid`. */
  readonly groups: readonly number[]
  readonly privileged?: boolean
  /** Its first process's input is open. */
  readonly stdin?: boolean
  /** Until the first who typed there has gone. */
  readonly stdinOnce?: boolean
  /** And that is a terminal, which is open for reading in any case. */
  readonly tty?: boolean
  /** Whose processes it is to be among: another container of the Pod. */
  readonly target?: RuntimeContainer
  /** In force for its first process, and for what is started in it from outside. */
  readonly capabilities: ReadonlySet<string>
  readonly files: MountableFiles
  /** What it has written that is in no volume. */
  readonly layer: Volume
  readonly memoryLimit: number | undefined
  readonly memoryRequest: number | undefined
  /** What the kernel is told about its CPU; the limit of its memory is above. */
  readonly cgroup?: CgroupValues
  readonly oomScoreAdj?: number
  /** The CPUs that it may run on; undefined: all. */
  readonly cpus?: () => NumberSet
  /** How many of them nobody else may run on. */
  readonly exclusiveCPUs?: number
  /** Milliseconds of CPU time in each 100, where that is limited for itself and not only for the whole Pod. */
  readonly ownCpuQuota?: number
  readonly terminationMessagePath: string
  readonly terminationMessageFromLogs: boolean
  /** What a program does that its image does not have. */
  readonly described: DescribedProgram
  /** Why its mounts cannot be made. */
  readonly mountFailure: MountFailure | undefined
}

export interface ContainerExit {
  readonly exitCode: number
  readonly reason: string
  readonly message?: string
  readonly signal?: Signal
  readonly at: Time
}

/**
 * One container instance in the runtime. `exit` is the truth; `state` is what the runtime reports, a moment later.
 */
export class RuntimeContainer {
  state: 'created' | 'running' | 'exited' = 'created'
  startedAt: Time | undefined
  exit: ContainerExit | undefined
  /** Fires at the true end. */
  readonly ended = new Trigger<ContainerExit>()
  /** Fires when the runtime reports the end. */
  readonly reportedExit = new Trigger<void>()
  init: OsProcess | undefined
  /** What is written here its first process reads. */
  input: Writable | undefined
  /** Which process looked at files last: /proc/self is its own. */
  reader: OsProcess | undefined
  oomKilled = false
  /** What the program left in its termination log. */
  terminationMessage: string | undefined
  /** The trace's numbers of its run span, and of what ended it. */
  runSpan: number | undefined
  exitSeq: number | undefined
  readonly id: string
  readonly pod: PodRef
  readonly sandbox: Sandbox
  readonly config: ContainerConfig
  readonly createdAt: Time
  readonly memory: MemoryCgroup<OsProcess>
  readonly #cpu: CpuCgroup | undefined
  readonly pids: PidNamespace
  readonly processes = new Set<OsProcess>()
  /** The newest pieces of its log, each with its newline. */
  readonly logTail: string[] = []
  /** What its log takes of the node's disk. */
  logBytes = 0
  /** The log file that is written to, as whoever reads it gets it: pieces with their newlines. */
  log: { readonly at: Time; readonly stream: 'stdout' | 'stderr'; readonly text: string }[] = []
  #logged: Trigger<void> | undefined

  constructor(init: {
    readonly id: string
    readonly sandbox: Sandbox
    readonly config: ContainerConfig
    readonly createdAt: Time
    readonly memory: (container: RuntimeContainer) => MemoryCgroup<OsProcess>
    readonly cpu?: CpuCgroup
    readonly pids: PidNamespace
  }) {
    this.id = init.id
    this.sandbox = init.sandbox
    this.pod = init.sandbox.pod
    this.config = init.config
    this.createdAt = init.createdAt
    this.pids = init.pids
    this.#cpu = init.cpu
    this.memory = init.memory(this)
  }

  /** Fires when something more is in the log, or the container has ended. */
  logged(): Trigger<void> {
    if (this.#logged) return this.#logged
    const logged = new Trigger<void>()
    this.#logged = logged
    this.ended.listen(() => logged.offer(undefined))
    return logged
  }

  addToLog(at: Time, stream: 'stdout' | 'stderr', text: string): void {
    this.log.push({ at, stream, text })
    const logged = this.#logged
    this.#logged = undefined
    logged?.offer(undefined)
  }

  /** Its own, or what it shares with the rest of its Pod. */
  get cpu(): CpuCgroup | undefined {
    return this.#cpu?.quota === undefined && this.sandbox.cpu?.quota !== undefined ? this.sandbox.cpu : this.#cpu
  }

  get ownCpu(): CpuCgroup | undefined {
    return this.#cpu
  }

  /** Who its first process is, and what is started in it from outside. */
  get who(): Credentials {
    return this.config
  }

  get name(): string {
    return this.config.name
  }
}
