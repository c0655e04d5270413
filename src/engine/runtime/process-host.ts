import type { Duration } from '../../lib/time.ts'
import type { ProcessAtWork } from '../../trace/cut.ts'
import type { Seq } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { Task } from '../kernel/task.ts'
import type { Programs } from '../program-api/image.ts'
import type { KubernetesAccess, Program, SpawnError, Standing } from '../program-api/program.ts'
import { SIGNAL_NUMBERS, type Signal } from '../program-api/signal.ts'
import type { Stdio } from '../program-api/stdio.ts'
import type { World } from '../world/world.ts'
import type { RuntimeContainer } from './container.ts'
import type { Credentials } from './credentials.ts'
import { argumentsTooLong, resolveInContainer } from './executable.ts'
import type { Volume } from './files/volume.ts'
import { HostPids } from './host-pids.ts'
import type { Network } from './network.ts'
import type { NodeLoad } from './node-facts.ts'
import { OsProcess, type SignalEffect } from './os-process.ts'
import { ProcessSys } from './process-sys.ts'
import type { Sandbox } from './sandbox.ts'
import { isShared, NULL_INPUT, NULL_OUTPUT } from './stream.ts'

/** A node refuses more processes than this in one container (the kubelet's podPidsLimit is unset; the node's is finite). */
const PROCESS_LIMIT = 1000

/** Beside so many others a process is twice the work that it is alone: all that they are in the middle of is held. */
const CROWD = 1000

export interface StartProcess {
  readonly parent: OsProcess | undefined
  readonly argv: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly stdio?: Partial<Stdio>
  readonly background?: boolean
  /** Without: as its parent, or whoever the container runs as. */
  readonly who?: Credentials
  /** Without: as its parent's. */
  readonly standing?: Standing
  readonly awaited?: boolean
}

/** Starts and ends processes in containers. */
export class ProcessHost {
  readonly world: World
  readonly programs: Programs
  readonly network: Network
  /** The node's disk, for those who may mount it. */
  disk: Volume | undefined
  /** How much a new file system in memory holds. */
  memoryFileSystemBytes: number | undefined
  /** By how much somebody has put the node's clock forward or back. */
  clockOffset: Duration = 0
  /** The API server that its processes can reach, and as whom; a workstation's. */
  kubernetes: KubernetesAccess | undefined
  /** All processes of the node. */
  readonly pids = new HostPids()
  /** A Pod's pause container was told to end. */
  onPauseEnd: (sandbox: Sandbox) => void = () => {}
  readonly #alive = new Map<OsProcess, RuntimeContainer>()

  /** How many processes a Pod may have at once, where its kubelet says so. */
  readonly podPidsLimit: number | undefined

  constructor(world: World, programs: Programs, network: Network, podPidsLimit?: number) {
    this.podPidsLimit = podPidsLimit
    this.world = world
    this.programs = programs
    this.network = network
  }

  /** Starts a program by name or path; says why not otherwise. */
  start(container: RuntimeContainer, how: StartProcess): OsProcess | SpawnError {
    const executable = resolveInContainer(container, this.programs, how.argv, how.env.get('PATH'), how.cwd)
    if (typeof executable === 'string') return executable
    if (argumentsTooLong(executable.argv, how.env)) {
      if (how.parent) return 'E2BIG'
      return this.startProgram(container, tooLong(how.argv[0] ?? ''), how)
    }
    return this.startProgram(container, executable.program, { ...how, argv: executable.argv })
  }

  /** A process belongs to nobody who may have to stop: it goes on when the kubelet that started it does not. */
  startProgram(container: RuntimeContainer, program: Program, how: StartProcess): OsProcess | 'EAGAIN' {
    return this.world.kernel.within(undefined, () => this.#startProgram(container, program, how))
  }

  #startProgram(container: RuntimeContainer, program: Program, how: StartProcess): OsProcess | 'EAGAIN' {
    const { kernel, assumptions } = this.world
    if (container.processes.size >= PROCESS_LIMIT || this.#isFull(container)) return 'EAGAIN'
    const stdio: Stdio = {
      stdin: how.stdio?.stdin ?? how.parent?.stdio.stdin ?? NULL_INPUT,
      stdout: how.stdio?.stdout ?? how.parent?.stdio.stdout ?? NULL_OUTPUT,
      stderr: how.stdio?.stderr ?? how.parent?.stdio.stderr ?? NULL_OUTPUT,
    }
    for (const stream of [stdio.stdin, stdio.stdout, stdio.stderr]) if (isShared(stream)) stream.acquire()
    // The more there are, the more there is to hold and to share a CPU with.
    kernel.work('process', 1 + container.processes.size / CROWD)
    const hostPid = this.pids.takePid()
    const process = new OsProcess({
      pid: container.pids === this.pids ? hostPid : container.pids.takePid(),
      hostPid,
      parent: how.parent,
      argv: how.argv,
      env: how.env,
      cwd: how.cwd,
      who: how.who ?? how.parent?.who ?? container.who,
      startedAt: kernel.now,
      stdio,
      standing: standingOf(how),
    })
    if (how.parent) process.ignoresWhat(how.parent)
    if (how.background) {
      process.dispositions.set('SIGINT', 'ignore')
      process.dispositions.set('SIGQUIT', 'ignore')
    }
    if (container.pids !== this.pids) container.pids.add(process)
    this.pids.enter(process, container)
    container.processes.add(process)
    this.#alive.set(process, container)
    container.memory.set(process, assumptions.processMemory)
    process.body = kernel.spawn(this.#run(container, process, program), () => atWork(container, process))
    return process
  }

  /** The processes of a Pod are bounded together; its pause container's is one of them. */
  // kubelet: cm/pod_container_manager_linux.go EnsureExists, podPidsLimit (v1.36)
  #isFull({ sandbox }: RuntimeContainer): boolean {
    if (this.podPidsLimit === undefined) return false
    let count = 1
    for (const { processes } of sandbox.containers) count += processes.size
    return count >= this.podPidsLimit
  }

  *#run(container: RuntimeContainer, process: OsProcess, program: Program): Task<number> {
    const code = yield* program(new ProcessSys(this, container, process))
    this.finish(container, process, code & 0xff, undefined)
    return code
  }

  /** The containers of this node that have processes. */
  containers(): RuntimeContainer[] {
    return [...new Set(this.#alive.values())]
  }

  /** What all processes of this node do together. */
  load(): Omit<NodeLoad, 'memoryBytes'> {
    let busy = 0
    for (const process of this.#alive.keys()) if (process.spinning) busy++
    return { busy, processes: this.#alive.size }
  }

  /** Sends a signal and says what it does. `fromOutside`: from the node, not from a process of the same namespace. */
  signal(container: RuntimeContainer, process: OsProcess, signal: Signal, fromOutside: boolean): SignalEffect {
    if (process.exited.fired) return 'ignored'
    const effect = process.effectOf(signal, container.pids.isInit(process), fromOutside)
    if (effect === 'caught') process.catchSignal(signal)
    if (effect === 'ends') this.finish(container, process, 128 + SIGNAL_NUMBERS[signal], signal)
    return effect
  }

  /** Signals the trace should show: those to a container's first process. */
  recordSignal(
    container: RuntimeContainer,
    process: OsProcess,
    signal: Signal,
    effect: SignalEffect,
    rule?: RuleId,
  ): Seq {
    return this.world.recordCause({
      kind: 'signal',
      pod: container.pod,
      container: container.name,
      restart: container.config.attempt,
      signal,
      pid: process.pid,
      effect,
      ...(effect === 'ignored' ? { rule: 'PROC-2' as const } : rule === undefined ? {} : { rule }),
    })
  }

  finish(container: RuntimeContainer, process: OsProcess, status: number, signal: Signal | undefined): void {
    this.world.kernel.within(undefined, () => this.#finish(container, process, status, signal))
  }

  #finish(container: RuntimeContainer, process: OsProcess, status: number, signal: Signal | undefined): void {
    if (process.exited.fired) return
    if (container.pids !== this.pids) container.pids.remove(process)
    this.pids.leave(process)
    container.processes.delete(process)
    this.#alive.delete(process)
    container.memory.remove(process)
    process.hangUp()
    process.exited.fire({ status, signal })
    process.body?.cancel()
    process.endThreads()
    const { stdin, stdout, stderr } = process.stdio
    for (const stream of [stdin, stdout, stderr]) if (isShared(stream)) stream.close()
    process.leaveChildrenTo(container.init)
    if (process === container.init) {
      // The end of a PID namespace's first process ends all others; in a shared one the runtime kills the cgroup.
      for (const other of [...container.processes]) this.finish(container, other, 137, 'SIGKILL')
      // So do those of a container that was let into its namespace to look around.
      for (const other of container.pids.isInit(process) ? container.pids.list() : []) {
        const owner = this.#alive.get(other)
        if (owner) this.finish(owner, other, 137, 'SIGKILL')
      }
    }
  }
}

function standingOf({ standing, parent, awaited, background }: StartProcess): Standing {
  if (standing) return standing
  // What goes on beside its parent is a part of what the container is for, whoever has started it.
  if (background) return 'program'
  const inherited = parent?.standing ?? 'program'
  return inherited === 'program' && awaited ? 'passing' : inherited
}

/** The container is there when its first process turns out to have too many words: its own runtime says so, and exits. */
// runc: libcontainer/init_linux.go Init (v1.3)
function tooLong(path: string): Program {
  return function* (sys) {
    yield* sys.stderr.write(`exec ${path}: argument list too long\n`)
    return 255
  }
}

function atWork({ name, pod }: RuntimeContainer, { pid, argv }: OsProcess): ProcessAtWork {
  return { pod: pod.name, container: name, pid, command: argv.join(' ').slice(0, 200) }
}
