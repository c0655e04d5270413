import type { Deployment } from '../../../manifest/object/deployment.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { desiredReplicas, isRollingUpdate, maxSurge } from './fenceposts.ts'
import type { Scaling } from './plan-rolling.ts'
import { availableOf, byCreation, isActive, sizeOf, wantedTotal } from './replica-counts.ts'
import { annotatedNumber, DESIRED_REPLICAS, MAX_REPLICAS } from './revisions.ts'

export interface ScalePlan {
  readonly scalings: readonly Scaling[]
  /** In proportion: also those whose size stays are told of the Deployment's new one. */
  readonly noted: readonly ReplicaSet[]
}

/** Whether the Deployment's size is not the one that its ReplicaSets were scaled for. */
// controller-manager: pkg/controller/deployment/sync.go isScalingEvent (v1.36)
export function isScalingEvent(deployment: Deployment, replicaSets: readonly ReplicaSet[]): boolean {
  return replicaSets.filter(isActive).some((each) => {
    const desired = annotatedNumber(each, DESIRED_REPLICAS)
    return desired !== undefined && desired !== desiredReplicas(deployment)
  })
}

/** DEPLOY-5: a Deployment's new size, shared out among its ReplicaSets without going on with a rollout. */
// controller-manager: pkg/controller/deployment/sync.go scale (v1.36)
export function planScale(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): ScalePlan {
  const desired = desiredReplicas(deployment)
  const only = findActiveOrLatest(newReplicaSet, old)
  if (only) return of(sizeOf(only) === desired ? [] : [{ replicaSet: only, to: desired }])
  if (isSaturated(deployment, newReplicaSet)) {
    return of(old.filter(isActive).map((replicaSet) => ({ replicaSet, to: 0 })))
  }
  if (!isRollingUpdate(deployment)) return of([])
  const active = [...old, ...(newReplicaSet ? [newReplicaSet] : [])].filter(isActive)
  return inProportion(deployment, active)
}

function of(scalings: readonly Scaling[]): ScalePlan {
  return { scalings, noted: [] }
}

function inProportion(deployment: Deployment, active: readonly ReplicaSet[]): ScalePlan {
  const desired = desiredReplicas(deployment)
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0
  const toAdd = allowed - wantedTotal(active)
  // Of two of one size the newer one grows first, and the older one shrinks first.
  const sorted = active.toSorted((a, b) => sizeOf(b) - sizeOf(a) || (toAdd > 0 ? byCreation(b, a) : byCreation(a, b)))
  let added = 0
  const sizes = sorted.map((each) => {
    const share = toAdd === 0 ? 0 : proportionOf(deployment, each, toAdd, added)
    added += share
    return sizeOf(each) + share
  })
  // What is left over is the largest one's.
  const first = sizes[0]
  if (first !== undefined) sizes[0] = Math.max(0, first + toAdd - added)
  const scalings = sorted.flatMap((replicaSet, index) => {
    const to = sizes[index] ?? 0
    return to === sizeOf(replicaSet) ? [] : [{ replicaSet, to }]
  })
  return { scalings, noted: sorted }
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go GetReplicaSetProportion (v1.36)
function proportionOf(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
  if (sizeOf(replicaSet) === 0 || toAdd === added) return 0
  const fraction = fractionOf(deployment, replicaSet)
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added)
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go getReplicaSetFraction (v1.36)
function fractionOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  const size = sizeOf(replicaSet)
  const desired = desiredReplicas(deployment)
  if (desired === 0) return -size
  const before = annotatedNumber(replicaSet, MAX_REPLICAS) || (deployment.status.replicas ?? 0)
  if (before === 0) return 0
  return Math.round((size * (desired + maxSurge(deployment))) / before) - size
}

/** The only one that has Pods; where none has any the newest. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go FindActiveOrLatest (v1.36)
function findActiveOrLatest(newReplicaSet: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const active = [...old, ...(newReplicaSet ? [newReplicaSet] : [])].filter(isActive)
  if (active.length > 1) return undefined
  return active[0] ?? newReplicaSet ?? old.toSorted(byCreation).at(-1)
}

/** Whether the new one has all of its Pods, and was scaled for the Deployment's present size. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go IsSaturated (v1.36)
function isSaturated(deployment: Deployment, newReplicaSet: ReplicaSet | undefined): boolean {
  const desired = desiredReplicas(deployment)
  return (
    newReplicaSet !== undefined &&
    sizeOf(newReplicaSet) === desired &&
    annotatedNumber(newReplicaSet, DESIRED_REPLICAS) === desired &&
    availableOf(newReplicaSet) === desired
  )
}
