import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import type { PodAllocation } from './allocation.ts'
import { NO_RESIZE, type ResizeConditions } from './resize-conditions.ts'

/** What the kubelet keeps of a Pod's resources; it outlives the kubelet's own restart. */
// kubelet: allocation/state/state_checkpoint.go (v1.36)
export class PodResize {
  allocation: PodAllocation | undefined
  conditions: ResizeConditions = NO_RESIZE
  /** The resources of the Pod as a whole that are in force. */
  actuatedPod: ResourceRequirements | undefined
}
