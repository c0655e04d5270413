import { sameValue } from '../../../lib/same-value.ts'
import { type Duration, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Deployment, DeploymentStatus } from '../../../manifest/object/deployment.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import type { WorkloadCondition } from '../../../manifest/object/workload-condition.ts'
import {
  AVAILABLE,
  type Conditions,
  conditionOf,
  progressing,
  UNAVAILABLE,
  withCondition,
  withConditionAnew,
  withFailure,
  withoutCondition,
} from './deployment-conditions.ts'
import { desiredReplicas, maxUnavailable } from './fenceposts.ts'
import { actualTotal, availableTotal, readyTotal, terminatingTotal, wantedTotal } from './replica-counts.ts'

// controller-manager: pkg/controller/deployment/util/deployment_util.go HasProgressDeadline (v1.36)
export function hasProgressDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== 2 ** 31 - 1
}

/** What there is, and whether it is enough. */
// controller-manager: pkg/controller/deployment/sync.go calculateStatus (v1.36)
export function countedStatus(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  now: Time,
): DeploymentStatus {
  const { metadata, status: before } = deployment
  const available = availableTotal(all)
  const enough = available >= desiredReplicas(deployment) - maxUnavailable(deployment)
  const conditions = withCondition(before.conditions ?? [], enough ? AVAILABLE : UNAVAILABLE, now)
  const counts: DeploymentStatus = {
    observedGeneration: metadata.generation ?? 0,
    replicas: actualTotal(all),
    updatedReplicas: newReplicaSet ? actualTotal([newReplicaSet]) : 0,
    readyReplicas: readyTotal(all),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wantedTotal(all) - available),
  }
  const { collisionCount } = before
  return {
    ...withoutZeros(counts),
    terminatingReplicas: terminatingTotal(all),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: [...conditions],
  }
}

/** As Go's omitempty leaves them out. */
function withoutZeros(counts: DeploymentStatus): DeploymentStatus {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

export interface RolloutStatus {
  /** The very same where nothing changes. */
  readonly status: DeploymentStatus
  /** Nothing has moved on: when it is to be asked again whether it has taken too long. 0: soon. */
  readonly askAgainIn?: Duration
}

/** DEPLOY-6: what is told of a rollout that goes on, is done, or is stuck. */
// controller-manager: pkg/controller/deployment/progress.go syncRolloutStatus (v1.36)
export function rolloutStatus(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  now: Time,
): RolloutStatus {
  const before = deployment.status
  const counted = countedStatus(deployment, newReplicaSet, all, now)
  const judged = hasProgressDeadline(deployment)
    ? withProgress(deployment, newReplicaSet, counted, now)
    : withoutCondition(counted.conditions ?? [], 'Progressing')
  const failed = [...(newReplicaSet ? [newReplicaSet] : []), ...all].map(failureOf).find((failure) => failure)
  const status = { ...counted, conditions: [...withFailure(judged, failed)] }
  if (!sameValue(before, status)) return { status }
  const askAgainIn = stuckFor(deployment, status, now)
  return { status: before, ...(askAgainIn === undefined ? {} : { askAgainIn }) }
}

function withProgress(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  status: DeploymentStatus,
  now: Time,
): Conditions {
  const conditions = status.conditions ?? []
  const present = conditionOf(deployment.status.conditions, 'Progressing')
  const done = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && present?.reason === 'NewReplicaSetAvailable'
  if (done) return conditions
  const subject = newReplicaSet
    ? `ReplicaSet ${JSON.stringify(newReplicaSet.metadata.name)}`
    : `Deployment ${JSON.stringify(deployment.metadata.name)}`
  if (deploymentComplete(deployment, status)) {
    const said = progressing('NewReplicaSetAvailable', `${subject} has successfully progressed.`)
    return withCondition(conditions, said, now)
  }
  if (deploymentProgressing(deployment.status, status)) {
    return withConditionAnew(conditions, progressing('ReplicaSetUpdated', `${subject} is progressing.`), now)
  }
  if (deploymentTimedOut(deployment, status, now)) {
    const said = progressing('ProgressDeadlineExceeded', `${subject} has timed out progressing.`, 'False')
    return withCondition(conditions, said, now)
  }
  return conditions
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go DeploymentComplete (v1.36)
export function deploymentComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const desired = desiredReplicas(deployment)
  return (
    (status.updatedReplicas ?? 0) === desired &&
    (status.replicas ?? 0) === desired &&
    (status.availableReplicas ?? 0) === desired &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  )
}

/** More are updated, ready or available than before, or fewer old ones are left. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go DeploymentProgressing (v1.36)
export function deploymentProgressing(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const oldOf = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) => replicas - updatedReplicas
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldOf(after) < oldOf(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go DeploymentTimedOut (v1.36)
export function deploymentTimedOut(deployment: Deployment, status: DeploymentStatus, now: Time): boolean {
  if (!hasProgressDeadline(deployment)) return false
  const present = conditionOf(status.conditions, 'Progressing')
  if (!present || present.reason === 'NewReplicaSetAvailable') return false
  if (present.reason === 'ProgressDeadlineExceeded') return true
  return deadlineOf(deployment, present) < now
}

// controller-manager: pkg/controller/deployment/progress.go requeueStuckDeployment (v1.36)
function stuckFor(deployment: Deployment, status: DeploymentStatus, now: Time): Duration | undefined {
  const present = conditionOf(deployment.status.conditions, 'Progressing')
  if (!hasProgressDeadline(deployment) || !present) return undefined
  if (deploymentComplete(deployment, status) || present.reason === 'ProgressDeadlineExceeded') return undefined
  const left = deadlineOf(deployment, present) - now
  return left < SECOND ? 0 : left + SECOND
}

function deadlineOf({ spec }: Deployment, { lastUpdateTime = '' }: WorkloadCondition): Time {
  return (parseRfc3339(lastUpdateTime) ?? 0) + (spec.progressDeadlineSeconds ?? 0) * SECOND
}

function failureOf({ status }: ReplicaSet): WorkloadCondition | undefined {
  return conditionOf(status?.conditions, 'ReplicaFailure')
}
