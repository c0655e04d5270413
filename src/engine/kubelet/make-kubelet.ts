import type { Node } from '../../manifest/object/node.ts'
import type { KubeletOptions } from '../../scenario/kubelet-options.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Scope } from '../kernel/kernel.ts'
import type { Programs } from '../program-api/image.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import { allocatableOf, diskBytesOf } from '../world/allocatable.ts'
import type { World } from '../world/world.ts'
import { generalPredicates } from './admission/general-predicates.ts'
import { nodePressure } from './admission/node-pressure.ts'
import { SAFE_SYSCTLS, sysctlAllowlist } from './admission/sysctl-allowlist.ts'
import { AllocationManager } from './allocation-manager.ts'
import { crashLoopBackOff } from './back-off.ts'
import type { CpuManager } from './cpu-manager/cpu-manager.ts'
import { evictionConfig } from './eviction/configured.ts'
import { EvictionManager } from './eviction/eviction-manager.ts'
import type { NodeOutside } from './eviction/observe.ts'
import { ImageManager, type ImagesOnNode } from './image-manager.ts'
import { Kubelet, podRefOf } from './kubelet.ts'
import { NodeStatusReporter } from './node-status.ts'
import { Pleg } from './pleg.ts'
import type { PodState } from './pod-state.ts'
import { PodWorker } from './pod-worker.ts'
import { ProbeManager } from './prober/manager.ts'
import { credentialsFor } from './registry-credentials.ts'
import { StatusManager } from './status-manager.ts'

/** What is there before a kubelet starts, and stays when it stops. */
interface Surroundings {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly runtime: NodeRuntime
  /** The node's own files. */
  readonly hostFiles: Volume
  /** What PersistentVolumes hold, by name; the same on every node. */
  readonly persistentVolumes: Map<string, Volume>
  readonly images: ImagesOnNode
  /** Where its policy is static. */
  readonly cpuManager?: CpuManager
  /** What runs on the node outside of Pods. */
  readonly outside: NodeOutside
  /** As the API server has it. */
  node(): Node
}

interface Configuration {
  readonly ip: string
  /** The node's. */
  readonly uid: string
  readonly capacity: ScenarioNode
  readonly programs: Programs
  readonly scenario: Pick<Scenario, 'images' | 'imagesPresent'>
}

interface Start {
  /** What belongs to the kubelet, and ends with it. */
  readonly scope: Scope
  /** What an earlier kubelet of this node has left in the runtime, by Pod. */
  readonly found: ReadonlyMap<string, PodState>
  /** Undefined: it was there when the clock began. */
  readonly startedAt: number | undefined
}

/** A kubelet, and what its node asks of its managers. */
export interface MadeKubelet {
  readonly kubelet: Kubelet
  readonly reporter: NodeStatusReporter
  readonly eviction: EvictionManager
}

/** How many images are pulled at once; a number that nobody has set is no limit. */
// kubelet: images/puller.go newParallelImagePuller (v1.36)
function parallelPulls({ serializeImagePulls = true, maxParallelImagePulls }: KubeletOptions): number {
  return serializeImagePulls ? 1 : (maxParallelImagePulls ?? Number.POSITIVE_INFINITY)
}

/** Puts one node's kubelet together. */
export function makeKubelet(
  around: Surroundings,
  { ip, uid, capacity, programs, scenario }: Configuration,
  { scope, found, startedAt }: Start,
): MadeKubelet {
  const { world, api, network, runtime, hostFiles, cpuManager } = around
  const { name, kubelet: options = {} } = capacity
  const events = new EventRecorder(world, { name: 'kubelet', node: name })
  const workers = new Map<string, PodWorker>()
  const reporter: NodeStatusReporter = new NodeStatusReporter(world, api, events, name, () => eviction.conditions)
  const eviction: EvictionManager = new EvictionManager(world, events, evictionConfig(options), {
    measured: {
      memory: runtime.memory,
      diskBytes: diskBytesOf(capacity),
      hostFiles,
      outside: around.outside,
      processes: () => runtime.host.load().processes,
    },
    node: around.node,
    workers: () => workers.values(),
    onConditions: () => reporter.note(),
  })
  const node = {
    name,
    ip,
    uid,
    memoryBytes: capacity.memoryBytes,
    allocatable: () => around.node().status.allocatable ?? {},
  }
  const ofCpus = cpuManager ? { cpuManager } : {}
  const kubelet = new Kubelet(
    workers,
    (self) => {
      const status = new StatusManager(world, api, self)
      const probes = new ProbeManager(world, {
        runtime,
        network,
        status,
        events,
        kubeletStartedAt: startedAt,
        findInstance: (pod, id) => self.stateOf(pod)?.find(id),
        podRef: podRefOf,
        onResult: (pod, kind, id, result) => self.onProbeResult(pod, kind, id, result),
      })
      const images = new ImageManager(world, programs, events, scenario.images, scenario.imagesPresent, around.images, {
        credentials: (pod, image) => credentialsFor(api, pod, image),
        parallelPulls: parallelPulls(options),
      })
      const pleg = new Pleg(
        world,
        (pod) => self.read(pod),
        (pod, seen) => self.onPlegEvents(pod, seen),
      )
      const ofWorkers = {
        world,
        api,
        network,
        runtime,
        node,
        events,
        status,
        probes,
        images,
        pleg,
        ...ofCpus,
        crashLoop: crashLoopBackOff(options.maxContainerRestartPeriod),
        hostFiles,
        persistentVolumes: around.persistentVolumes,
      }
      return {
        world,
        api,
        node,
        runtime,
        events,
        status,
        images,
        pleg,
        eviction,
        allocation: new AllocationManager(
          world,
          events,
          { capacity: allocatableOf(capacity), exclusiveCpus: cpuManager !== undefined },
          () => workers.values(),
        ),
        ...ofCpus,
        admitHandlers: [
          nodePressure(() => eviction.conditions),
          sysctlAllowlist([...SAFE_SYSCTLS, ...(options.allowedUnsafeSysctls ?? [])]),
          ...(cpuManager ? [cpuManager.admit] : []),
          generalPredicates(around.node),
        ],
        makeWorker: (pod, state, requeue) => new PodWorker(ofWorkers, pod, state, requeue),
      }
    },
    scope,
    found,
  )
  return { kubelet, reporter, eviction }
}
