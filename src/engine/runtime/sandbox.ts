import type { Time } from '../../lib/time.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { RuntimeContainer } from './container.ts'
import type { NetworkNamespace } from './network.ts'
import type { PidNamespace } from './os-process.ts'

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
  readonly containers: Set<RuntimeContainer>
  ready: boolean
}
