import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { KubeletOptions } from '../../scenario/kubelet-options.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { podUidOf } from '../../trace/pod-uid.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { NodeLifecycleController } from '../controllers/nodes/node-lifecycle.ts'
import { Scope } from '../kernel/kernel.ts'
import { CpuManager } from '../kubelet/cpu-manager/cpu-manager.ts'
import { thresholdsOf } from '../kubelet/eviction/configured.ts'
import { type NodeOutside, PID_MAX } from '../kubelet/eviction/observe.ts'
import { leastOf, type Threshold } from '../kubelet/eviction/thresholds.ts'
import { ImagesOnNode } from '../kubelet/image-manager.ts'
import type { Kubelet } from '../kubelet/kubelet.ts'
import { type MadeKubelet, makeKubelet } from '../kubelet/make-kubelet.ts'
import type { PodState } from '../kubelet/pod-state.ts'
import type { Programs } from '../program-api/image.ts'
import { logRotation } from '../runtime/container-log.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Network } from '../runtime/network.ts'
import { NodeRuntime } from '../runtime/node-runtime.ts'
import { diskBytesOf } from '../world/allocatable.ts'
import type { World } from '../world/world.ts'
import { hostFiles } from './host-files.ts'
import { nodeAddress, podSubnet } from './node-object.ts'

interface Surroundings {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly persistentVolumes: Map<string, Volume>
  readonly nodeLifecycle: NodeLifecycleController
}

/** How much less there is left than the kubelet wants to see, once something outside of Pods has taken its share. */
const SHORT_BYTES = 50 * 1024 * 1024

/** A node: its runtime, images and files stay; its kubelet can stop and start again. */
export class ClusterNode {
  readonly name: string
  readonly capacity: ScenarioNode
  readonly runtime: NodeRuntime
  readonly #around: Surroundings
  readonly #scenario: Scenario
  readonly #programs: Programs
  readonly ip: string
  readonly #registered: Node
  readonly #images = new ImagesOnNode()
  readonly #hostFiles: Volume
  readonly #cpuManager: CpuManager | undefined
  /** What its kubelet is configured with. */
  readonly #options: KubeletOptions
  /** What runs there outside of Pods, beside its system; its memory is the runtime's to know. */
  readonly outside: NodeOutside = { diskBytes: 0, processes: 0 }
  #made: MadeKubelet | undefined
  #scope = new Scope()
  /** It has crashed, and was not booted since. */
  isOff = false

  constructor(
    around: Surroundings,
    node: ScenarioNode,
    index: number,
    scenario: Scenario,
    programs: Programs,
    registered: Node,
  ) {
    this.#around = around
    this.#scenario = scenario
    this.#options = node.kubelet ?? {}
    this.#programs = programs
    this.name = node.name
    this.capacity = node
    this.ip = nodeAddress(index)
    this.#registered = registered
    this.runtime = new NodeRuntime(around.world, programs, around.network, {
      ip: this.ip,
      podSubnet: podSubnet(index),
      cgroup: node.cgroup,
      name: node.name,
      milliCPU: node.milliCPU,
      memoryBytes: node.memoryBytes,
      podPidsLimit: node.kubelet?.podPidsLimit,
      logRotation: logRotation(node.kubelet),
    })
    this.#hostFiles = hostFiles(node.name, this.ip, () => around.world.now)
    this.runtime.host.disk = this.#hostFiles
    this.#hostFiles.onGrow = () => this.kubelet?.onNodeUsage()
    this.#cpuManager = this.#options.cpuManager && new CpuManager(around.world, this.#options.cpuManager)
    if (this.#cpuManager) this.#cpuManager.onChange = (exclusive) => this.runtime.cpu.setExclusive(exclusive)
    this.#start(new Map(), undefined)
  }

  /** The one that runs, or ran last. */
  get kubelet(): Kubelet | undefined {
    return this.#made?.kubelet
  }

  get #thresholds(): readonly Threshold[] {
    return thresholdsOf(this.#options)
  }

  /** As the API server has it; as it was registered where somebody has deleted it. */
  #node(): Node {
    return this.#around.api.get('Node', '', this.name) ?? this.#registered
  }

  stateOf(pod: Pod): PodState | undefined {
    return this.kubelet?.stateOf(podUidOf(pod))
  }

  /** The kubelet is gone: nothing of its is done any more. Containers run on. False: it was not running. */
  stopKubelet(): boolean {
    if (this.#scope.ended || !this.kubelet) return false
    this.#around.world.kernel.end(this.#scope)
    this.kubelet.leave()
    this.#made?.reporter.leave()
    this.#around.nodeLifecycle.ceased(this.name)
    return true
  }

  /** The machine is off, with all that ran on it; nobody is told. `startKubelet` is its boot. */
  crash(): void {
    this.isOff = true
    this.stopKubelet()
    this.runtime.memory.outside = 0
    this.outside.processes = 0
    for (const state of this.kubelet?.states().values() ?? []) {
      for (const sandbox of state.sandboxes) this.runtime.losePower(sandbox)
    }
  }

  /** What runs outside of Pods grows until 50Mi less are left than the kubelet wants to see. */
  takeMemory(): void {
    const { memory } = this.runtime
    memory.outside += Math.max(0, memory.available - leastOf(this.#thresholds, 'memory', memory.capacity) + SHORT_BYTES)
    this.kubelet?.onNodeUsage()
  }

  takeDisk(): void {
    const capacity = diskBytesOf(this.capacity)
    const available = capacity - (this.#made?.eviction.diskUsed() ?? this.outside.diskBytes)
    this.outside.diskBytes += Math.max(
      0,
      available - leastOf(this.#thresholds, 'ephemeral-storage', capacity) + SHORT_BYTES,
    )
    this.kubelet?.onNodeUsage()
  }

  takeProcesses(): void {
    this.outside.processes =
      PID_MAX - Math.floor(leastOf(this.#thresholds, 'pids', PID_MAX) / 2) - this.runtime.host.load().processes
    this.kubelet?.onNodeUsage()
  }

  /** What the three above have taken is free again. */
  giveBack(): void {
    this.runtime.memory.outside = 0
    Object.assign(this.outside, { diskBytes: 0, processes: 0 })
    this.kubelet?.onNodeUsage()
  }

  /** A new kubelet, which remembers nothing and finds what the runtime has. False: one is running. */
  startKubelet(): boolean {
    if (!this.#scope.ended) return false
    this.isOff = false
    const { kernel, assumptions } = this.#around.world
    const found = this.kubelet?.states() ?? new Map()
    this.#scope = new Scope()
    const scope = this.#scope
    kernel.after(assumptions.kubeletStartTime, () => {
      if (!scope.ended) this.#start(found, kernel.now)
    })
    return true
  }

  #start(found: ReadonlyMap<string, PodState>, startedAt: number | undefined): void {
    const { world, nodeLifecycle } = this.#around
    this.#made = world.kernel.within(this.#scope, () =>
      makeKubelet(
        {
          ...this.#around,
          runtime: this.runtime,
          hostFiles: this.#hostFiles,
          images: this.#images,
          ...(this.#cpuManager ? { cpuManager: this.#cpuManager } : {}),
          outside: this.outside,
          node: () => this.#node(),
        },
        {
          ip: this.ip,
          uid: this.#registered.metadata.uid ?? '',
          capacity: this.capacity,
          programs: this.#programs,
          scenario: this.#scenario,
        },
        { scope: this.#scope, found, startedAt },
      ),
    )
    if (startedAt === undefined) return
    this.#made.reporter.post()
    nodeLifecycle.begun(this.name)
  }
}
