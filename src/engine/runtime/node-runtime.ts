import type { Duration } from '../../lib/time.ts'
import type { Assumptions } from '../../scenario/assumptions.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf } from '../kernel/trigger.ts'
import type { Programs } from '../program-api/image.ts'
import type { Server } from '../program-api/network.ts'
import type { Signal } from '../program-api/signal.ts'
import { hexDigits } from '../world/uid.ts'
import type { World } from '../world/world.ts'
import { type CgroupValues, quotaMs } from './cgroup.ts'
import { type ContainerConfig, type ContainerExit, RuntimeContainer } from './container.ts'
import { containerLog, type LogRotation, logRotation } from './container-log.ts'
import { type ExecResult, exec } from './exec.ts'
import { mountFailureText } from './files/mount-failure.ts'
import { Volume } from './files/volume.ts'
import { MemoryCgroup } from './memory-cgroup.ts'
import { containerFailure, sandboxFailure } from './memory-too-small.ts'
import type { Caller, Network, NetworkNamespace } from './network.ts'
import { cpuWeightOf, NodeCpu } from './node-cpu.ts'
import type { NodeFacts } from './node-facts.ts'
import { NodeMemory } from './node-memory.ts'
import { type NodeVictim, OomKiller } from './oom-killer.ts'
import { type OsProcess, PidNamespace } from './os-process.ts'
import { PodMemory } from './pod-memory.ts'
import { ProcessHost } from './process-host.ts'
import type { Sandbox } from './sandbox.ts'
import { podWeights, type SandboxConfig } from './sandbox-config.ts'
import { initFailure, startFailure } from './start-failure.ts'
import { createPipe, NULL_INPUT } from './stream.ts'
import { type NodeOfContainer, provideSystemFiles } from './system-files/system-files.ts'
import { terminationMessage } from './termination-message.ts'
import { cpuCgroup } from './throttling.ts'

export interface RuntimeOptions extends NodeFacts {
  readonly podSubnet: string
  readonly podPidsLimit?: number | undefined
  readonly logRotation?: LogRotation
}

/** A node's container runtime: sandboxes and containers, as the kubelet drives them through the CRI. */
export class NodeRuntime {
  readonly host: ProcessHost
  readonly memory: NodeMemory
  readonly #world: World
  readonly #network: Network
  readonly #nodeNetwork: NetworkNamespace
  readonly #oomKiller: OomKiller
  readonly #podSubnet: string
  readonly #node: NodeOfContainer
  readonly #nodeShm: Volume
  readonly #logRotation: LogRotation
  readonly cpu: NodeCpu
  #nextAddress = 2
  /** Called whenever something that a relist would see has changed. */
  onChange: (pod: PodRef) => void = () => {}
  /** Called when the node had no memory left and the kernel has ended somebody for it. */
  onSystemOom: (victim: NodeVictim) => void = () => {}

  constructor(world: World, programs: Programs, network: Network, node: RuntimeOptions) {
    this.#world = world
    this.#network = network
    this.#podSubnet = node.podSubnet
    this.#logRotation = node.logRotation ?? logRotation()
    this.#nodeNetwork = network.open(node.ip, [node.name], { node: node.name, nodeSide: node.ip })
    for (const [port, server, loopbackOnly] of KUBELET_PORTS) {
      network.listen(this.#nodeNetwork, port, server, loopbackOnly)
    }
    this.host = new ProcessHost(world, programs, network, node.podPidsLimit)
    this.memory = new NodeMemory(world.kernel, node.memoryBytes, systemMemory(world.assumptions, node.memoryBytes))
    // Linux: mm/shmem.c shmem_default_max_blocks
    this.host.memoryFileSystemBytes = Math.floor(node.memoryBytes / 2)
    this.host.onPauseEnd = (sandbox) => this.#losePause(sandbox)
    this.#oomKiller = new OomKiller(world, this.host, node.cgroup)
    this.memory.watch({
      bytes: node.memoryBytes,
      reached: () => {
        const victim = this.#oomKiller.onNode(this.host.containers(), this.memory)
        if (victim) this.onSystemOom(victim)
      },
    })
    this.cpu = new NodeCpu(node.milliCPU)
    this.#nodeShm = sharedMemory(() => world.now)
    this.#node = {
      facts: node,
      sysctls: new Map(),
      now: () => world.now,
      load: () => ({ ...this.host.load(), memoryBytes: this.memory.usage() }),
    }
  }

  /** The node's own network. */
  get nodeNetwork(): NetworkNamespace {
    return this.#nodeNetwork
  }

  /** As whom its node's kubelet speaks. */
  get kubeletSide(): Caller {
    return { kubeletOf: this.#nodeNetwork }
  }

  /** A text: why there is none, in the runtime's words. */
  *createSandbox(config: SandboxConfig): Task<Sandbox | string> {
    const { kernel, assumptions } = this.#world
    const span = this.#world.record({ kind: 'span', pod: config.pod, span: { kind: 'sandbox' }, rule: 'SANDBOX-1' })
    yield assumptions.sandboxCreateTime
    const id = hexDigits(this.#world.random(`sandbox/${config.pod.uid}/${config.attempt}`), 64)
    const tooSmall = sandboxFailure(id, config.cgroup?.memoryMax ?? config.memoryTogether)
    if (tooSmall !== undefined) {
      const outcome = { kind: 'failed', reason: 'FailedCreatePodSandBox', message: tooSmall } as const
      this.#world.record({ kind: 'spanEnd', opened: span, outcome, rule: 'OOM-4' })
      return tooSmall
    }
    const ip = config.hostNetwork ? this.#nodeNetwork.ip : `${this.#podSubnet}.${this.#nextAddress++}`
    const sandbox: Sandbox = {
      id,
      pod: config.pod,
      attempt: config.attempt,
      createdAt: kernel.now,
      ip,
      hostNetwork: config.hostNetwork,
      hostname: config.hostname,
      network: config.hostNetwork
        ? this.#nodeNetwork
        : this.#network.open(ip, [config.hostname], { node: this.#node.facts.name, pod: config.pod }),
      sharedPids:
        config.sharedPids === 'node'
          ? this.host.pids
          : config.sharedPids
            ? new PidNamespace(config.sharedPids)
            : undefined,
      sysctls: new Map(config.sysctls),
      containers: new Set(),
      shm: config.hostIPC ? this.#nodeShm : sharedMemory(() => kernel.now),
      memory: new PodMemory(
        kernel,
        config.cgroup?.memoryMax,
        () => this.#oomKiller.inPod(sandbox),
        config.memoryTogether,
      ),
      cpu: cpuCgroup(this.#world, config.pod, quotaMs(config.cgroup ?? {}), {
        node: this.cpu,
        weights: podWeights(config),
      }),
      ready: true,
    }
    this.host.pids.open(sandbox)
    this.#world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'done' }, cause: span })
    this.onChange(config.pod)
    return sandbox
  }

  *stopSandbox(sandbox: Sandbox): Task<void> {
    if (!sandbox.ready) return
    yield this.#world.assumptions.sandboxStopTime
    if (!sandbox.ready) return
    sandbox.ready = false
    this.host.pids.close(sandbox)
    if (!sandbox.hostNetwork) this.#network.close(sandbox.network)
    this.onChange(sandbox.pod)
  }

  *createContainer(sandbox: Sandbox, config: ContainerConfig): Task<RuntimeContainer> {
    const { kernel, assumptions, recorder } = this.#world
    yield assumptions.containerCreateTime
    const track = this.#memoryTrack(sandbox.pod, config.name, config)
    const weights = sandbox.cpu?.weights ?? podWeights({ pod: sandbox.pod })
    const container = new RuntimeContainer({
      id: hexDigits(this.#world.random(`container/${sandbox.pod.uid}/${config.name}/${config.attempt}`), 64),
      sandbox,
      config,
      createdAt: kernel.now,
      pids: sandbox.sharedPids ?? config.target?.pids ?? new PidNamespace(),
      cpu: cpuCgroup(
        this.#world,
        sandbox.pod,
        config.ownCpuQuota,
        { node: this.cpu, weights: { ...weights, ...cpuWeightOf(config) } },
        config,
      ),
      memory: (self) =>
        new MemoryCgroup<OsProcess>(
          kernel,
          config.memoryLimit,
          (bytes) => recorder.memory(track, kernel.now, bytes),
          () => this.#oomKiller.inContainer(self),
          ...(sandbox.memory ? [sandbox.memory, this.memory] : [this.memory]),
        ),
    })
    sandbox.containers.add(container)
    config.files.chargeTo(container.memory, (kind, count) => kernel.work(kind, count))
    provideSystemFiles(container, this.#node)
    return container
  }

  /** New limits for a container that runs. */
  updateContainer(container: RuntimeContainer, resources: Pick<ContainerConfig, 'memoryLimit' | 'ownCpuQuota'>): void {
    this.#memoryTrack(container.pod, container.name, { ...container.config, ...resources })
    container.memory.limit = resources.memoryLimit
    if (container.ownCpu) container.ownCpu.quota = resources.ownCpuQuota
  }

  /** New limits for all containers of a Pod together. */
  updateSandbox(sandbox: Sandbox, cgroup: Partial<CgroupValues>): void {
    if (sandbox.memory) sandbox.memory.limit = cgroup.memoryMax
    if (sandbox.cpu) sandbox.cpu.quota = quotaMs(cgroup)
  }

  #memoryTrack(
    pod: PodRef,
    container: string,
    { memoryLimit, memoryRequest }: Pick<ContainerConfig, 'memoryLimit' | 'memoryRequest'>,
  ): number {
    const description = { pod, container, limitBytes: memoryLimit, requestBytes: memoryRequest }
    return this.#world.recorder.memoryTrack(description, this.#world.now)
  }

  /** Starts the container's first process. Returns the runtime's words where that fails. */
  *startContainer(container: RuntimeContainer): Task<string | undefined> {
    const { kernel, assumptions } = this.#world
    yield assumptions.containerStartTime
    const { config } = container
    if (config.mountFailure) {
      const message = initFailure(mountFailureText(config.mountFailure, container.id))
      this.#exit(container, { exitCode: 128, reason: 'StartError', message, at: kernel.now })
      return message
    }
    const tooSmall = containerFailure(container.id, config.memoryLimit, container.sandbox.memory?.room())
    if (tooSmall !== undefined) {
      this.#exit(container, { exitCode: 128, reason: 'StartError', message: tooSmall, at: kernel.now })
      return tooSmall
    }
    const stdout = containerLog(this.#world, container, 'stdout', this.#logRotation)
    const stderr = containerLog(this.#world, container, 'stderr', this.#logRotation)
    const input = config.stdin || config.tty ? createPipe() : undefined
    if (config.stdin) container.input = input?.writer
    const how = {
      parent: undefined,
      argv: config.argv,
      env: config.env,
      cwd: config.workingDir,
      // A terminal is open for reading whether or not anybody may type.
      stdio: {
        stdin: input ? input.reader : NULL_INPUT,
        stdout: stdout.writer,
        stderr: stderr.writer,
      },
    }
    const started = this.host.start(container, how)
    if (typeof started === 'string') {
      const message = startFailure(config.argv[0] ?? '', started)
      this.#exit(container, { exitCode: 128, reason: 'StartError', message, at: kernel.now })
      return message
    }
    container.state = 'running'
    container.startedAt = kernel.now
    container.init = started
    container.runSpan = this.#world.record({
      kind: 'span',
      pod: container.pod,
      container: config.name,
      containerKind: config.kind,
      restart: config.attempt,
      span: {
        kind: 'run',
        containerID: container.id,
        image: config.imageName,
        ...(config.memoryLimit === undefined ? {} : { memoryLimit: config.memoryLimit }),
        ...cpuOf(config.cgroup),
        ...(config.oomScoreAdj === undefined ? {} : { oomScoreAdj: config.oomScoreAdj }),
      },
    })
    started.exited.listen(({ status, signal }) => {
      stdout.flush()
      stderr.flush()
      const reason = container.oomKilled ? 'OOMKilled' : status === 0 ? 'Completed' : 'Error'
      this.#exit(container, { exitCode: status, reason, at: kernel.now, ...(signal === undefined ? {} : { signal }) })
    })
    this.onChange(container.pod)
    return undefined
  }

  /** Stop signal, then SIGKILL at the end of `timeout`. Returns when the runtime reports the container's end. */
  *stopContainer(container: RuntimeContainer, signal: Signal, timeout: Duration, because: RuleId): Task<void> {
    const { kernel, assumptions } = this.#world
    if (container.exit) {
      if (!container.reportedExit.fired) yield* waitFor(container.reportedExit)
      return
    }
    yield assumptions.stopSignalTime
    const { init } = container
    if (init && !container.exit) {
      const grace = this.#world.recordCause({
        kind: 'span',
        pod: container.pod,
        container: container.name,
        restart: container.config.attempt,
        span: { kind: 'grace', deadline: kernel.now + timeout, graceMs: timeout, signal },
        rule: because,
      })
      this.#send(container, init, signal)
      const deadline = kernel.timeout(timeout)
      const first = yield* waitFor(firstOf(container.ended, deadline.trigger))
      deadline.cancel()
      if (first.index === 1) {
        kernel.cause = grace
        this.#send(container, init, 'SIGKILL', 'KILL-6')
      }
      this.#world.record({ kind: 'spanEnd', opened: grace, outcome: { kind: 'done' } })
    }
    if (!container.reportedExit.fired) yield* waitFor(container.reportedExit)
  }

  /** A signal from outside the container, to its first process. */
  kill(container: RuntimeContainer, signal: Signal): void {
    if (container.init && !container.exit) this.#send(container, container.init, signal)
  }

  #send(container: RuntimeContainer, process: OsProcess, signal: Signal, rule?: RuleId): void {
    const effect = process.effectOf(signal, container.pids.isInit(process), true)
    const seq = this.host.recordSignal(container, process, signal, effect, rule)
    if (effect === 'ends') container.exitSeq = seq
    this.host.signal(container, process, signal, true)
  }

  /** Runs a command in a running container. Without a timeout it is waited for however long it takes. */
  exec(container: RuntimeContainer, argv: readonly string[], timeout?: Duration): Task<ExecResult> {
    return exec(this.host, container, argv, timeout)
  }

  /** Kills the pause container from outside: the sandbox is gone, its containers are left to the kubelet. */
  killSandbox(sandbox: Sandbox): void {
    if (!sandbox.ready) return
    sandbox.ready = false
    this.host.pids.close(sandbox)
    if (!sandbox.hostNetwork) this.#network.close(sandbox.network)
    this.onChange(sandbox.pod)
  }

  /** The pause container was ended from inside: in a shared PID namespace that ends all of the Pod's processes. */
  #losePause(sandbox: Sandbox): void {
    this.killSandbox(sandbox)
    if (sandbox.sharedPids?.foreignInit !== 'pause') return
    for (const container of sandbox.containers) {
      if (container.init && !container.exit) this.host.finish(container, container.init, 137, 'SIGKILL')
    }
  }

  /** The machine is off: nothing of a sandbox runs on, and after the boot the runtime cannot say how it ended. */
  // containerd: internal/cri/server/restart.go loadContainer, unknownExitCode (v2.1)
  losePower(sandbox: Sandbox): void {
    this.killSandbox(sandbox)
    for (const container of sandbox.containers) {
      if (!container.init || container.exit) continue
      this.#exit(container, { exitCode: 255, reason: 'Unknown', at: this.#world.now })
      this.host.finish(container, container.init, 137, 'SIGKILL')
    }
  }

  #exit(container: RuntimeContainer, exit: ContainerExit): void {
    const { kernel, assumptions } = this.#world
    if (container.exit) return
    container.exit = exit
    container.ownCpu?.close()
    container.terminationMessage = terminationMessage(container, exit)
    if (container.runSpan !== undefined) {
      container.exitSeq = this.#world.record({
        kind: 'spanEnd',
        opened: container.runSpan,
        outcome: {
          kind: 'exit',
          exitCode: exit.exitCode,
          reason: exit.reason,
          ...(exit.signal === undefined ? {} : { signal: exit.signal }),
        },
        rule: container.oomKilled ? 'OOM-2' : 'PROC-1',
        ...(container.exitSeq === undefined ? {} : { cause: container.exitSeq }),
      })
    }
    container.ended.fire(exit)
    kernel.because(container.exitSeq, () => {
      kernel.after(exit.reason === 'StartError' ? 0 : assumptions.exitReportTime, () => {
        container.state = 'exited'
        this.onChange(container.pod)
        container.reportedExit.fire(undefined)
      })
    })
  }
}

/** What the kubelet listens on. */
// kubelet: pkg/cluster/ports/ports.go; cmd/kubelet/app/server.go (v1.36)
const KUBELET_PORTS: readonly (readonly [number, Server, boolean])[] = [
  [10_248, { kind: 'http', handle: () => ({ status: 200, body: 'ok' }) }, true],
  [10_250, { kind: 'http', tls: true, handle: () => ({ status: 401, body: 'Unauthorized' }) }, false],
]

/** What a Pod gets of it. */
// containerd: internal/cri/server/podsandbox/sandbox_run_linux.go defaultShmSize (v2.1)
const SHM_BYTES = 64 * 1024 ** 2

function sharedMemory(now: () => number): Volume {
  return new Volume({ now, mode: 0o1777, medium: 'shm', limitBytes: SHM_BYTES })
}

/** A small machine runs a small system. */
function systemMemory({ systemMemory }: Assumptions, capacity: number): number {
  return Math.min(systemMemory, Math.floor(capacity / 10))
}

function cpuOf(cgroup: CgroupValues | undefined): Partial<Omit<CgroupValues, 'memoryMax'>> {
  const { memoryMax: _memoryMax, ...cpu } = cgroup ?? {}
  return cpu
}
