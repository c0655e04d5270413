import { sameValue } from '../../../lib/same-value.ts'
import { rfc3339, type Time } from '../../../lib/time.ts'
import { hasLabels } from '../../../manifest/object/has-labels.ts'
import type { ReplicaSet, ReplicaSetStatus } from '../../../manifest/object/replica-set.ts'
import type { WorkloadCondition } from '../../../manifest/object/workload-condition.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import { isPodAvailable } from '../base/pod-availability.ts'

export interface ReplicaSetPods {
  readonly active: readonly Pod[]
  readonly terminating: readonly Pod[]
}

/** RS-4. `refusal`: why Pods could not be made or deleted just now. */
// controller-manager: pkg/controller/replicaset/replica_set_utils.go calculateStatus, updateReplicaSetStatus (v1.36)
export function replicaSetStatus(
  replicaSet: ReplicaSet,
  { active, terminating }: ReplicaSetPods,
  refusal: string | undefined,
  now: Time,
): ReplicaSetStatus {
  const { metadata, spec, status: before } = replicaSet
  const labels = spec.template?.metadata?.labels ?? {}
  const fullyLabeled = active.filter((pod) => hasLabels(pod.metadata.labels ?? {}, labels)).length
  const ready = active.filter(isPodReady).length
  const available = active.filter((pod) => isPodAvailable(pod, spec.minReadySeconds ?? 0, now)).length
  const conditions = conditionsWith(before.conditions ?? [], refusal, active.length - (spec.replicas ?? 0), now)
  const status: ReplicaSetStatus = {
    replicas: active.length,
    ...counted('fullyLabeledReplicas', fullyLabeled),
    ...counted('readyReplicas', ready),
    ...counted('availableReplicas', available),
    terminatingReplicas: terminating.length,
    ...counted('observedGeneration', metadata.generation ?? 0),
    ...(conditions.length > 0 ? { conditions } : {}),
  }
  return sameValue(status, before) ? before : status
}

/** A zero is left out, as Go's omitempty does. */
function counted<K extends string>(field: K, count: number): { readonly [P in K]?: number } {
  return count === 0 ? {} : ({ [field]: count } as { readonly [P in K]: number })
}

function conditionsWith(
  before: WorkloadCondition[],
  refusal: string | undefined,
  surplus: number,
  now: Time,
): WorkloadCondition[] {
  const known = before.some(({ type }) => type === 'ReplicaFailure')
  if (refusal === undefined) return known ? before.filter(({ type }) => type !== 'ReplicaFailure') : before
  if (known) return before
  const reason = surplus < 0 ? 'FailedCreate' : surplus > 0 ? 'FailedDelete' : ''
  const at = rfc3339(now)
  return [...before, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: at, reason, message: refusal }]
}
