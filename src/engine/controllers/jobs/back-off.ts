import { type Duration, MINUTE, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'

/** What a Job remembers of its failures. */
export interface BackOffRecord {
  readonly failuresAfterLastSuccess: number
  readonly lastFailureTime?: Time
}

export const NO_FAILURES: BackOffRecord = { failuresAfterLastSuccess: 0 }

// controller-manager: pkg/controller/job/job_controller.go DefaultJobPodFailureBackOff, MaxJobPodFailureBackOff (v1.36)
const POD_FAILURE_BACKOFF: Duration = 10 * SECOND
const MAX_POD_FAILURE_BACKOFF: Duration = 10 * MINUTE

// controller-manager: pkg/controller/job/backoff_utils.go newBackoffRecord (v1.36)
export function nextRecord(before: BackOffRecord, succeeded: readonly Pod[], failed: readonly Pod[]): BackOffRecord {
  if (succeeded.length === 0 && failed.length === 0) return before
  const failures = failed.map(finishedTime)
  const lastSuccess = succeeded.length === 0 ? undefined : Math.max(...succeeded.map(finishedTime))
  const since = lastSuccess === undefined ? failures : failures.filter((time) => time > lastSuccess)
  const kept = lastSuccess === undefined ? before.failuresAfterLastSuccess : 0
  if (since.length === 0) return { failuresAfterLastSuccess: kept }
  return { failuresAfterLastSuccess: kept + since.length, lastFailureTime: Math.max(...since) }
}

/** Of a Pod's several signs of its end the best there is: precise to the second, as Kubernetes writes times. */
// controller-manager: pkg/controller/job/backoff_utils.go getFinishedTime (v1.36)
export function finishedTime({ metadata, status }: Pod): Time {
  const ends = (status.containerStatuses ?? []).map(({ state }) => parsed(state.terminated?.finishedAt))
  const known = ends.filter((time) => time !== undefined)
  if (known.length > 0 && known.length === ends.length) return Math.max(...known)
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const notReadySince = ready?.status === 'False' ? parsed(ready.lastTransitionTime) : undefined
  if (notReadySince !== undefined) return notReadySince
  const deadline = parsed(metadata.deletionTimestamp)
  if (deadline !== undefined) return deadline - (metadata.deletionGracePeriodSeconds ?? 0) * SECOND
  return parsed(metadata.creationTimestamp) ?? 0
}

function parsed(text: string | null | undefined): Time | undefined {
  return text ? parseRfc3339(text) : undefined
}

/** How long the next Pod has to wait still. */
// controller-manager: pkg/controller/job/backoff_utils.go getRemainingTimeForFailuresCount (v1.36)
export function remainingTime(
  { failuresAfterLastSuccess, lastFailureTime }: BackOffRecord,
  now: Time,
  initial: Duration = POD_FAILURE_BACKOFF,
  max: Duration = MAX_POD_FAILURE_BACKOFF,
): Duration {
  if (failuresAfterLastSuccess === 0 || lastFailureTime === undefined) return 0
  const backOff = Math.min(max, initial * 2 ** (failuresAfterLastSuccess - 1))
  return Math.max(0, backOff - (now - lastFailureTime))
}
