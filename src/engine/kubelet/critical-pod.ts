import type { Pod } from '../../manifest/pod/pod.ts'
import { isMirrorPod, isStaticPod } from './static-pods.ts'

// apis: pkg/apis/scheduling/types.go SystemCriticalPriority (v1.36)
const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000

/** EVICT-5: without it the node itself would be worse off. */
// kubelet: types/pod_update.go IsCriticalPod (v1.36)
export function isCriticalPod(pod: Pod): boolean {
  return isStaticPod(pod) || isMirrorPod(pod) || (pod.spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY
}
