import { rfc3339, type Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

/** The condition that says who put an end to a Pod, and why, set or put in the place of an earlier one. */
// api: pkg/api/v1/pod/util.go UpdatePodCondition; core/v1 DisruptionTarget (v1.36)
export function withDisruptionTarget(pod: Pod, reason: string, message: string, now: Time): Pod {
  const { conditions = [] } = pod.status
  return {
    ...pod,
    status: {
      ...pod.status,
      conditions: [
        ...conditions.filter(({ type }) => type !== 'DisruptionTarget'),
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason,
          message,
          lastProbeTime: null,
          lastTransitionTime: rfc3339(now),
          observedGeneration: pod.metadata.generation ?? 1,
        },
      ],
    },
  }
}
