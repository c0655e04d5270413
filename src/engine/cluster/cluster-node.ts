import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { KubeletOptions } from '../../scenario/kubelet-options.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { NodeLifecycleController } from '../controllers/nodes/node-lifecycle.ts'
import { Scope } from '../kernel/kernel.ts'
import { generalPredicates } from '../kubelet/admission/general-predicates.ts'
import { nodePressure } from '../kubelet/admission/node-pressure.ts'
import { SAFE_SYSCTLS, sysctlAllowlist } from '../kubelet/admission/sysctl-allowlist.ts'
import { AllocationManager } from '../kubelet/allocation-manager.ts'
import { crashLoopBackOff } from '../kubelet/back-off.ts'
import { CpuManager } from '../kubelet/cpu-manager/cpu-manager.ts'
import { evictionConfig, thresholdsOf } from '../kubelet/eviction/configured.ts'
import { EvictionManager } from '../kubelet/eviction/eviction-manager.ts'
import { type NodeOutside, PID_MAX } from '../kubelet/eviction/observe.ts'
import { leastOf, type Threshold } from '../kubelet/eviction/thresholds.ts'
import { ImageManager, ImagesOnNode } from '../kubelet/image-manager.ts'
import { Kubelet, podRefOf } from '../kubelet/kubelet.ts'
import { NodeStatusReporter } from '../kubelet/node-status.ts'
import { Pleg } from '../kubelet/pleg.ts'
import type { PodState } from '../kubelet/pod-state.ts'
import { ProbeManager } from '../kubelet/prober/manager.ts'
import { credentialsFor } from '../kubelet/registry-credentials.ts'
import { StatusManager } from '../kubelet/status-manager.ts'
import type { Programs } from '../program-api/image.ts'
import { logRotation } from '../runtime/container-log.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Network } from '../runtime/network.ts'
import { NodeRuntime } from '../runtime/node-runtime.ts'
import { allocatableOf, diskBytesOf } from '../world/allocatable.ts'
import type { World } from '../world/world.ts'
import { hostFiles } from './host-files.ts'
import { nodeAddress } from './node-object.ts'

interface Surroundings {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly persistentVolumes: Map<string, Volume>
  readonly nodeLifecycle: NodeLifecycleController
}

/** How many images are pulled at once; a number that nobody has set is no limit. */
// kubelet: images/puller.go newParallelImagePuller (v1.36)
function parallelPulls({ serializeImagePulls = true, maxParallelImagePulls }: KubeletOptions): number {
  return serializeImagePulls ? 1 : (maxParallelImagePulls ?? Number.POSITIVE_INFINITY)
}

/** How much less there is left than the kubelet wants to see, once something outside of Pods has taken its share. */
const SHORT_BYTES = 50 * 1024 * 1024

/** A node: its runtime, images and files stay; its kubelet can stop and start again. */
export class ClusterNode {
  readonly name: string
  readonly capacity: ScenarioNode
  readonly runtime: NodeRuntime
  kubelet: Kubelet | undefined
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
  #eviction: EvictionManager | undefined
  #reporter: NodeStatusReporter | undefined
  #scope = new Scope()

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
      podSubnet: `10.244.${index + 1}`,
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

  get #thresholds(): readonly Threshold[] {
    return thresholdsOf(this.#options)
  }

  /** As the API server has it; as it was registered where somebody has deleted it. */
  #node(): Node {
    return this.#around.api.get('Node', '', this.name) ?? this.#registered
  }

  stateOf(pod: Pod): PodState | undefined {
    return this.kubelet?.stateOf(pod.metadata.uid ?? '')
  }

  /** The kubelet is gone: nothing of its is done any more. Containers run on. False: it was not running. */
  stopKubelet(): boolean {
    if (this.#scope.ended || !this.kubelet) return false
    this.#around.world.kernel.end(this.#scope)
    this.kubelet.leave()
    this.#around.nodeLifecycle.ceased(this.name)
    return true
  }

  /** The machine is off, with all that ran on it; nobody is told. `startKubelet` is its boot. */
  crash(): void {
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
    const available = capacity - (this.#eviction?.diskUsed() ?? this.outside.diskBytes)
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
    const { kernel } = this.#around.world
    this.kubelet = kernel.within(this.#scope, () => this.#makeKubelet(found, startedAt))
    if (startedAt === undefined) return
    this.#reporter?.post()
    this.#around.nodeLifecycle.begun(this.name)
  }

  #makeKubelet(found: ReadonlyMap<string, PodState>, startedAt: number | undefined): Kubelet {
    const { world, api, network } = this.#around
    const { runtime } = this
    const events = new EventRecorder(world, 'kubelet')
    return new Kubelet(
      (self) => {
        const reporter = new NodeStatusReporter(world, api, events, this.name, () => eviction.conditions)
        this.#reporter = reporter
        const eviction = new EvictionManager(world, events, evictionConfig(this.#options), {
          measured: {
            memory: runtime.memory,
            diskBytes: diskBytesOf(this.capacity),
            hostFiles: this.#hostFiles,
            outside: this.outside,
            processes: () => runtime.host.load().processes,
          },
          node: () => this.#node(),
          workers: () => self.workers(),
          onConditions: () => reporter.note(),
        })
        this.#eviction = eviction
        const status = new StatusManager(world, api, self)
        const probes = new ProbeManager(world, {
          runtime,
          network,
          status,
          events,
          kubeletStartedAt: startedAt,
          findInstance: (uid, id) => self.stateOf(uid)?.find(id),
          podRef: podRefOf,
          onResult: (pod, kind, id, result) => self.onProbeResult(pod, kind, id, result),
        })
        return {
          world,
          api,
          node: {
            name: this.name,
            ip: this.ip,
            uid: this.#registered.metadata.uid ?? '',
            milliCPU: this.capacity.milliCPU,
            memoryBytes: this.capacity.memoryBytes,
            allocatable: () => this.#node().status.allocatable ?? {},
          },
          programs: this.#programs,
          network,
          runtime,
          events,
          status,
          probes,
          images: new ImageManager(
            world,
            this.#programs,
            events,
            this.#scenario.images,
            this.#scenario.imagesPresent,
            this.#images,
            {
              credentials: (pod, image) => credentialsFor(api, pod, image),
              parallelPulls: parallelPulls(this.#options),
            },
          ),
          pleg: new Pleg(
            world,
            (uid) => self.read(uid),
            (uid, seen) => self.onPlegEvents(uid, seen),
          ),
          eviction,
          allocation: new AllocationManager(
            world,
            events,
            { capacity: allocatableOf(this.capacity), exclusiveCpus: this.#cpuManager !== undefined },
            () => self.workers(),
          ),
          admitHandlers: [
            nodePressure(() => eviction.conditions),
            sysctlAllowlist([...SAFE_SYSCTLS, ...(this.#options.allowedUnsafeSysctls ?? [])]),
            ...(this.#cpuManager ? [this.#cpuManager.admit] : []),
            generalPredicates(() => this.#node()),
          ],
          ...(this.#cpuManager ? { cpuManager: this.#cpuManager } : {}),
          crashLoop: crashLoopBackOff(this.#options.maxContainerRestartPeriod),
          hostFiles: this.#hostFiles,
          persistentVolumes: this.#around.persistentVolumes,
        }
      },
      this.#scope,
      found,
    )
  }
}
