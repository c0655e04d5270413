import { rfc3339, type Time } from '../../../lib/time.ts'
import type { WorkloadCondition } from '../../../manifest/object/workload-condition.ts'

export type Conditions = readonly WorkloadCondition[]

export interface Saying {
  readonly type: 'Available' | 'Progressing' | 'ReplicaFailure'
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
}

export const PAUSED: Saying = {
  type: 'Progressing',
  status: 'Unknown',
  reason: 'DeploymentPaused',
  message: 'Deployment is paused',
}
export const RESUMED: Saying = {
  type: 'Progressing',
  status: 'Unknown',
  reason: 'DeploymentResumed',
  message: 'Deployment is resumed',
}
export const AVAILABLE: Saying = {
  type: 'Available',
  status: 'True',
  reason: 'MinimumReplicasAvailable',
  message: 'Deployment has minimum availability.',
}
export const UNAVAILABLE: Saying = {
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
}

export function progressing(reason: string, message: string, status: Saying['status'] = 'True'): Saying {
  return { type: 'Progressing', status, reason, message }
}

export function conditionOf(conditions: Conditions | undefined, type: string): WorkloadCondition | undefined {
  return conditions?.find((each) => each.type === type)
}

/** With what is said behind the others, since when its status is so; the same list where status and reason are so already. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go SetDeploymentCondition (v1.36)
export function withCondition(conditions: Conditions, saying: Saying, now: Time): Conditions {
  const before = conditionOf(conditions, saying.type)
  if (before && before.status === saying.status && before.reason === saying.reason) return conditions
  return [...withoutCondition(conditions, saying.type), made(saying, before, now)]
}

/** The same, but that it is said again counts, too. */
export function withConditionAnew(conditions: Conditions, saying: Saying, now: Time): Conditions {
  const before = conditionOf(conditions, saying.type)
  return [...withoutCondition(conditions, saying.type), made(saying, before, now)]
}

export function withoutCondition(conditions: Conditions, type: string): Conditions {
  return conditions.some((each) => each.type === type) ? conditions.filter((each) => each.type !== type) : conditions
}

function made({ type, status, reason, message }: Saying, before: WorkloadCondition | undefined, now: Time) {
  const at = rfc3339(now)
  const since = before?.status === status ? (before.lastTransitionTime ?? at) : at
  return { type, status, lastUpdateTime: at, lastTransitionTime: since, reason, message }
}

/** What a ReplicaSet says of a failure, as its Deployment says it. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go ReplicaSetToDeploymentCondition (v1.36)
export function withFailure(conditions: Conditions, failure: WorkloadCondition | undefined): Conditions {
  if (!failure) return withoutCondition(conditions, 'ReplicaFailure')
  const { type, status, lastTransitionTime, reason, message } = failure
  const before = conditionOf(conditions, type)
  if (before && before.status === status && before.reason === reason) return conditions
  const since = before?.status === status ? before.lastTransitionTime : lastTransitionTime
  const copied: WorkloadCondition = { type, status }
  if (lastTransitionTime !== undefined) copied.lastUpdateTime = lastTransitionTime
  if (since !== undefined) copied.lastTransitionTime = since
  if (reason !== undefined) copied.reason = reason
  if (message !== undefined) copied.message = message
  return [...withoutCondition(conditions, type), copied]
}
