import type { Time } from '../../../lib/time.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { podsToDelete } from './pods-to-delete.ts'

// controller-manager: pkg/controller/replicaset/replica_set.go BurstReplicas (v1.36)
const BURST_REPLICAS = 500

/** What to do about the number of Pods: only one of these in one sync. */
export type ReplicasPlan =
  | { readonly kind: 'nothing'; readonly because: 'gone' | 'enough' }
  | { readonly kind: 'create'; readonly count: number }
  | { readonly kind: 'delete'; readonly pods: readonly Pod[] }

/** RS-1, RS-2. `related`: the Pods of all ReplicaSets of the same owner; asked for only where one has to go. */
// controller-manager: pkg/controller/replicaset/replica_set.go manageReplicas (v1.36)
export function planReplicas(
  { metadata, spec }: ReplicaSet,
  active: readonly Pod[],
  related: () => readonly Pod[],
  now: Time,
): ReplicasPlan {
  if (metadata.deletionTimestamp !== undefined) return { kind: 'nothing', because: 'gone' }
  const surplus = active.length - (spec.replicas ?? 0)
  if (surplus === 0) return { kind: 'nothing', because: 'enough' }
  if (surplus < 0) return { kind: 'create', count: Math.min(-surplus, BURST_REPLICAS) }
  return { kind: 'delete', pods: podsToDelete(active, related(), Math.min(surplus, BURST_REPLICAS), now) }
}
