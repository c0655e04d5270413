import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import type { Scaling } from './plan-rolling.ts'
import { actualTotal, isActive } from './replica-counts.ts'

/** DEPLOY-3: all of the old go before any of the new come. */
// controller-manager: pkg/controller/deployment/recreate.go scaleDownOldReplicaSetsForRecreate (v1.36)
export function planOldAway(old: readonly ReplicaSet[]): readonly Scaling[] {
  return old.filter(isActive).map((replicaSet) => ({ replicaSet, to: 0 }))
}

/** Whether a Pod of another ReplicaSet has not ended yet. `pods`: by the uid of the ReplicaSet that has them. */
// controller-manager: pkg/controller/deployment/recreate.go oldPodsRunning (v1.36)
export function oldPodsRunning(
  newReplicaSet: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
  pods: ReadonlyMap<string, readonly Pod[]>,
): boolean {
  if (actualTotal(old) > 0) return true
  for (const [uid, list] of pods) {
    if (uid === newReplicaSet?.metadata.uid) continue
    if (list.some(({ status }) => !isTerminal(status.phase))) return true
  }
  return false
}
