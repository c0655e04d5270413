import type { Time } from '../../lib/time.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { RuntimeContainer } from './container.ts'
import type { CpuCgroup } from './cpu-cgroup.ts'
import type { Volume } from './files/volume.ts'
import type { NetworkNamespace } from './network.ts'
import type { PidNamespace } from './os-process.ts'
import type { PodMemory } from './pod-memory.ts'

/** A Pod's namespaces, held open by the pause container. */
export interface Sandbox {
  readonly id: string
  readonly pod: PodRef
  readonly attempt: number
  readonly createdAt: Time
  readonly ip: string
  readonly hostNetwork: boolean
  readonly hostname: string
  readonly network: NetworkNamespace
  /** Set where the Pod's containers share one (shareProcessNamespace, hostPID). */
  readonly sharedPids: PidNamespace | undefined
  /** Kernel parameters that the manifest or a privileged container has set for this Pod alone. */
  readonly sysctls?: Map<string, string>
  readonly containers: Set<RuntimeContainer>
  /** Where the Pod as a whole is limited. */
  readonly memory?: PodMemory
  /** The memory that its processes share by name: /dev/shm. */
  readonly shm: Volume
  /** The CPU time of all containers that have no limit of their own. */
  readonly cpu?: CpuCgroup
  ready: boolean
}
