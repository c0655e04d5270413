import type { Time } from '../../../lib/time.ts'
import type { StatefulSet, StatefulSetStatus } from '../../../manifest/object/stateful-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { revisionOf } from './identity.ts'
import { isRunningAndAvailable, isRunningAndReady, isTerminating } from './pod-health.ts'

export type ReplicaCounts = Required<
  Pick<StatefulSetStatus, 'replicas' | 'readyReplicas' | 'availableReplicas' | 'currentReplicas' | 'updatedReplicas'>
>

// controller-manager: pkg/controller/statefulset/stateful_set_control.go computeReplicaStatus (v1.36)
export function countReplicas(
  pods: readonly Pod[],
  minReadySeconds: number,
  current: string,
  update: string,
  now: Time,
): ReplicaCounts {
  const staying = pods.filter((pod) => !isTerminating(pod))
  return {
    replicas: pods.length,
    readyReplicas: pods.filter(isRunningAndReady).length,
    availableReplicas: pods.filter((pod) => isRunningAndAvailable(pod, minReadySeconds, now)).length,
    currentReplicas: staying.filter((pod) => revisionOf(pod) === current).length,
    updatedReplicas: staying.filter((pod) => revisionOf(pod) === update).length,
  }
}

/** STS-4: when all are of the new revision and ready, it is the present one. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go completeRollingUpdate (v1.36)
function completed({ spec }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { replicas = 1, updateStrategy } = spec
  const { updateRevision, updatedReplicas } = status
  if (updateStrategy?.type !== 'RollingUpdate' || updateRevision === undefined) return status
  if (updatedReplicas !== replicas || status.readyReplicas !== replicas || status.replicas !== replicas) return status
  return { ...status, currentReplicas: replicas, currentRevision: updateRevision }
}

/** As it is written: what is none is left out, but for what the API always says. */
export function writtenStatus({ spec }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { readyReplicas, currentReplicas, updatedReplicas, ...rest } = completed({ spec } as StatefulSet, status)
  return {
    ...rest,
    ...(readyReplicas ? { readyReplicas } : {}),
    ...(currentReplicas ? { currentReplicas } : {}),
    ...(updatedReplicas ? { updatedReplicas } : {}),
  }
}
