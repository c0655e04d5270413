import { type Duration, MINUTE, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import type { PodMetric, PodMetricsInfo } from './pod-metric.ts'

/** So long after its start a Pod that is not ready, or was not for a whole window, counts nothing. */
// controller-manager: cmd/kube-controller-manager HPAController options, --horizontal-pod-autoscaler-cpu-initialization-period (v1.36)
const CPU_INITIALIZATION_PERIOD: Duration = 5 * MINUTE
/** One that lost its readiness within this from its start on has never been ready. */
// controller-manager: --horizontal-pod-autoscaler-initial-readiness-delay (v1.36)
const DELAY_OF_INITIAL_READINESS: Duration = 30 * SECOND

export interface PodGroups {
  readonly readyCount: number
  readonly unready: readonly string[]
  readonly missing: readonly string[]
  readonly ignored: readonly string[]
}

/** HPA-2: whose usage counts, and whose is to be taken for something. */
// controller-manager: podautoscaler/replica_calculator.go groupPods (v1.36)
export function groupPods(pods: readonly Pod[], metrics: PodMetricsInfo, resource: string, now: Time): PodGroups {
  const [unready, missing, ignored]: [string[], string[], string[]] = [[], [], []]
  let readyCount = 0
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata
    const metric = metrics.get(name)
    if (deletionTimestamp !== undefined || isTerminal(pod.status.phase)) ignored.push(name)
    else if (pod.status.phase === 'Pending') unready.push(name)
    else if (!metric) missing.push(name)
    else if (resource === 'cpu' && isUnready(pod, metric, now)) unready.push(name)
    else readyCount++
  }
  return { readyCount, unready, missing, ignored }
}

function isUnready({ status }: Pod, { timestamp, window }: PodMetric, now: Time): boolean {
  const condition = status.conditions?.find(({ type }) => type === 'Ready')
  const startedAt = parseRfc3339(status.startTime ?? '')
  const changedAt = parseRfc3339(condition?.lastTransitionTime ?? '')
  if (!condition || startedAt === undefined || changedAt === undefined) return true
  const isFalse = condition.status === 'False'
  if (startedAt + CPU_INITIALIZATION_PERIOD > now) return isFalse || timestamp < changedAt + window
  return isFalse && startedAt + DELAY_OF_INITIAL_READINESS > changedAt
}
