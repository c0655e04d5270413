import type { Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'
import { isPodAvailable } from '../base/pod-availability.ts'

/** One that is only planned has no uid yet. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isCreated (v1.36)
export function isCreated({ metadata }: Pod): boolean {
  return metadata.uid !== undefined
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isFailed, isSucceeded (v1.36)
export function isOver({ status }: Pod): boolean {
  return isTerminal(status.phase)
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isTerminating (v1.36)
export function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isRunningAndReady (v1.36)
export function isRunningAndReady(pod: Pod): boolean {
  return pod.status.phase === 'Running' && isPodReady(pod)
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isRunningAndAvailable (v1.36)
export function isRunningAndAvailable(pod: Pod, minReadySeconds: number, now: Time): boolean {
  return isRunningAndReady(pod) && isPodAvailable(pod, minReadySeconds, now)
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isHealthy (v1.36)
export function isHealthy(pod: Pod): boolean {
  return isRunningAndReady(pod) && !isTerminating(pod)
}
