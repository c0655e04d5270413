import { rfc3339, type Time } from '../../../lib/time.ts'
import type { JobCondition } from '../../../manifest/object/job.ts'

export interface JobVerdict {
  readonly type: 'FailureTarget' | 'Failed' | 'SuccessCriteriaMet' | 'Complete'
  readonly reason: string
  readonly message: string
}

export const BACKOFF_LIMIT_EXCEEDED: JobVerdict = {
  type: 'FailureTarget',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
}
export const DEADLINE_EXCEEDED: JobVerdict = {
  type: 'FailureTarget',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
}
export const MAX_FAILED_INDEXES_EXCEEDED: JobVerdict = {
  type: 'FailureTarget',
  reason: 'MaxFailedIndexesExceeded',
  message: 'Job has exceeded the specified maximal number of failed indexes',
}
export const FAILED_INDEXES: JobVerdict = {
  type: 'FailureTarget',
  reason: 'FailedIndexes',
  message: 'Job has failed indexes',
}
export const COMPLETIONS_REACHED: JobVerdict = {
  type: 'SuccessCriteriaMet',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
}

/** What is written at last, when no Pod is left whose end is not counted. */
export function finalVerdict({ type, reason, message }: JobVerdict): JobVerdict {
  const succeeded = type === 'SuccessCriteriaMet' || type === 'Complete'
  return { type: succeeded ? 'Complete' : 'Failed', reason, message }
}

export function newCondition(
  type: string,
  status: string,
  reason: string,
  message: string,
  now: Time,
): Required<JobCondition> {
  const at = rfc3339(now)
  return { type, status, lastProbeTime: at, lastTransitionTime: at, reason, message }
}

/** The same list where nothing changes. What is not true and was never said is not said now. */
// controller-manager: pkg/controller/job/job_controller.go ensureJobConditionStatus (v1.36)
export function ensureCondition(list: JobCondition[], wanted: Required<JobCondition>): JobCondition[] {
  const found = list.find(({ type }) => type === wanted.type)
  if (!found) return wanted.status === 'False' ? list : [...list, wanted]
  const same = found.status === wanted.status && found.reason === wanted.reason && found.message === wanted.message
  return same ? list : list.map((each) => (each === found ? wanted : each))
}
