import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'

export function sizeOf({ spec }: ReplicaSet): number {
  return spec.replicas ?? 0
}

export function availableOf({ status }: ReplicaSet): number {
  return status?.availableReplicas ?? 0
}

/** As many Pods as they ask for, whether they are there or not. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go GetReplicaCountForReplicaSets (v1.36)
export function wantedTotal(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, sizeOf)
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go GetActualReplicaCountForReplicaSets (v1.36)
export function actualTotal(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, ({ status }) => status?.replicas ?? 0)
}

export function readyTotal(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, ({ status }) => status?.readyReplicas ?? 0)
}

export function availableTotal(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, availableOf)
}

export function terminatingTotal(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, ({ status }) => status?.terminatingReplicas ?? 0)
}

// controller-manager: pkg/controller/controller_utils.go FilterActiveReplicaSets (v1.36)
export function isActive(replicaSet: ReplicaSet): boolean {
  return sizeOf(replicaSet) > 0
}

/** The oldest first. */
// controller-manager: pkg/controller/controller_utils.go ReplicaSetsByCreationTimestamp (v1.36)
export function byCreation({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number {
  const [aSince, bSince] = [a.creationTimestamp ?? '', b.creationTimestamp ?? '']
  if (aSince !== bSince) return aSince < bSince ? -1 : 1
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function sum(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number): number {
  return replicaSets.reduce((total, each) => total + count(each), 0)
}
