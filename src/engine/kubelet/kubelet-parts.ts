import type { ResourceList } from '../../manifest/pod/resources.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Programs } from '../program-api/image.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'
import type { AdmitHandler } from './admission/admit-handler.ts'
import type { AllocationManager } from './allocation-manager.ts'
import type { BackOff } from './back-off.ts'
import type { CpuManager } from './cpu-manager/cpu-manager.ts'
import type { EvictionManager } from './eviction/eviction-manager.ts'
import type { ImageManager } from './image-manager.ts'
import type { Pleg } from './pleg.ts'
import type { ProbeManager } from './prober/manager.ts'
import type { StatusManager } from './status-manager.ts'

/** What one node's kubelet works with. */
export interface KubeletParts {
  readonly world: World
  readonly api: ApiServer
  readonly node: {
    readonly name: string
    readonly ip: string
    readonly uid: string
    readonly milliCPU: number
    readonly memoryBytes: number
    /** What its Node says that Pods may have. */
    allocatable(): ResourceList
  }
  readonly programs: Programs
  readonly network: Network
  readonly runtime: NodeRuntime
  readonly events: EventRecorder
  readonly status: StatusManager
  readonly probes: ProbeManager
  readonly images: ImageManager
  readonly pleg: Pleg
  readonly crashLoop: BackOff
  readonly eviction: EvictionManager
  readonly allocation: AllocationManager
  /** Where its policy is static. */
  readonly cpuManager?: CpuManager
  readonly admitHandlers: readonly AdmitHandler[]
  /** The node's own files, which hostPath volumes show. */
  readonly hostFiles: Volume
  /** What PersistentVolumes hold, by name; the same on every node. */
  readonly persistentVolumes: Map<string, Volume>
}
