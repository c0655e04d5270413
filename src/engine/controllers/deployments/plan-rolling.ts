import type { Deployment } from '../../../manifest/object/deployment.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { desiredReplicas, isRollingUpdate, maxSurge, maxUnavailable } from './fenceposts.ts'
import { availableOf, availableTotal, byCreation, isActive, sizeOf, wantedTotal } from './replica-counts.ts'

/** A ReplicaSet is to have another size. */
export interface Scaling {
  readonly replicaSet: ReplicaSet
  readonly to: number
}

/** DEPLOY-1, DEPLOY-2: the next step of a rolling update: the new ones are made first, where that may be. */
// controller-manager: pkg/controller/deployment/rolling.go rolloutRolling (v1.36)
export function planRolling(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  old: readonly ReplicaSet[],
): readonly Scaling[] {
  const up = newReplicas(deployment, [...old, newReplicaSet], newReplicaSet)
  if (up !== sizeOf(newReplicaSet)) return [{ replicaSet: newReplicaSet, to: up }]
  return planOldDown(deployment, newReplicaSet, old)
}

/** As large as the new ReplicaSet may be now. */
// controller-manager: pkg/controller/deployment/rolling.go reconcileNewReplicaSet (v1.36)
export function newReplicas(deployment: Deployment, all: readonly ReplicaSet[], own: ReplicaSet): number {
  const desired = desiredReplicas(deployment)
  return sizeOf(own) >= desired ? desired : newRSNewReplicas(deployment, all, own)
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go NewRSNewReplicas (v1.36)
export function newRSNewReplicas(deployment: Deployment, all: readonly ReplicaSet[], own: ReplicaSet): number {
  const desired = desiredReplicas(deployment)
  if (!isRollingUpdate(deployment)) return desired
  const room = desired + maxSurge(deployment) - wantedTotal(all)
  return room <= 0 ? sizeOf(own) : sizeOf(own) + Math.min(room, desired - sizeOf(own))
}

/** What is not available among the old is no loss; of what is, only as many go as may be missing. */
// controller-manager: pkg/controller/deployment/rolling.go reconcileOldReplicaSets (v1.36)
export function planOldDown(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  allOld: readonly ReplicaSet[],
): readonly Scaling[] {
  const old = allOld.filter(isActive).toSorted(byCreation)
  if (old.length === 0) return []
  const least = desiredReplicas(deployment) - maxUnavailable(deployment)
  const notYet = sizeOf(newReplicaSet) - availableOf(newReplicaSet)
  const most = wantedTotal([...old, newReplicaSet]) - least - notYet
  if (most <= 0) return []
  const unhealthy = cleanupUnhealthy(old, most)
  const left = old.map((each) => withSize(each, unhealthy.find(({ replicaSet }) => replicaSet === each)?.to))
  const surplus = availableTotal([...left, newReplicaSet]) - least
  const healthy = scaleDown(left, surplus)
  // Of the same ReplicaSet it is scaled twice, and said twice.
  return [...unhealthy, ...healthy]
}

// controller-manager: pkg/controller/deployment/rolling.go cleanupUnhealthyReplicas (v1.36)
export function cleanupUnhealthy(old: readonly ReplicaSet[], most: number): readonly Scaling[] {
  return takeFrom(old, most, (each) => sizeOf(each) - availableOf(each))
}

// controller-manager: pkg/controller/deployment/rolling.go scaleDownOldReplicaSetsForRollingUpdate (v1.36)
export function scaleDown(old: readonly ReplicaSet[], surplus: number): readonly Scaling[] {
  return takeFrom(old, surplus, sizeOf)
}

/** `most` Pods at all, of each as many as `from` says. */
function takeFrom(
  replicaSets: readonly ReplicaSet[],
  most: number,
  from: (replicaSet: ReplicaSet) => number,
): readonly Scaling[] {
  const scalings: Scaling[] = []
  let left = most
  for (const replicaSet of replicaSets) {
    const count = Math.min(left, sizeOf(replicaSet) === 0 ? 0 : from(replicaSet))
    if (count <= 0) continue
    scalings.push({ replicaSet, to: sizeOf(replicaSet) - count })
    left -= count
  }
  return scalings
}

function withSize(replicaSet: ReplicaSet, replicas: number | undefined): ReplicaSet {
  return replicas === undefined ? replicaSet : { ...replicaSet, spec: { ...replicaSet.spec, replicas } }
}
