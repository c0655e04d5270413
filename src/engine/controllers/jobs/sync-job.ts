import { type Duration, parseRfc3339, rfc3339, SECOND, type Time } from '../../../lib/time.ts'
import {
  conditionOf,
  hasTrackingFinalizer,
  isIndexedJob,
  type Job,
  type JobStatus,
} from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { isPodActive, isPodTerminating } from '../base/active-pods.ts'
import { type BackOffRecord, nextRecord } from './back-off.ts'
import { type Counted, countPods } from './count-pods.ts'
import { countsAsFailed, isPodFailed, pastBackoffLimitOnFailure } from './failed-pods.ts'
import { countIndexes } from './index-intervals.ts'
import { failedIndexes, heldPerIndex, isOfJob, succeededIndexes } from './indexed-pods.ts'
import {
  BACKOFF_LIMIT_EXCEEDED,
  COMPLETIONS_REACHED,
  DEADLINE_EXCEEDED,
  ensureCondition,
  FAILED_INDEXES,
  finalVerdict,
  type JobVerdict,
  MAX_FAILED_INDEXES_EXCEEDED,
  newCondition,
} from './job-conditions.ts'
import { type JobPods, type PodPlan, planPods } from './manage-job.ts'
import { matchPodFailurePolicy } from './pod-failure-policy.ts'
import { matchSuccessPolicy } from './success-policy.ts'

/** What one look at a Job and its Pods leads to, in the order in which it is done. */
export interface JobSync extends Counted {
  readonly plan: PodPlan
  /** Whether Pods that are deleted lose their finalizer first: nobody has to count them. */
  readonly releaseDeleted: boolean
  /** Why those are deleted that the plan deletes. */
  readonly deleteRule: RuleId
  /** Look again after so long, whatever happens until then. */
  readonly again?: Duration
  readonly record: BackOffRecord
  readonly turned?: 'Suspended' | 'Resumed'
}

// controller-manager: pkg/controller/job/job_controller.go syncJob (v1.36)
export function syncJob(job: Job, all: readonly Pod[], before: BackOffRecord, now: Time): JobSync {
  const { spec } = job
  const pods = podsOf(job, all)
  const { active } = pods
  const uncounted = job.status.uncountedTerminatedPods ?? {}
  const fresh = all.filter((pod) => hasTrackingFinalizer(pod) && isOfJob(pod, job))
  const notIn =
    (uids: readonly string[] = []) =>
    (pod: Pod) =>
      !uids.includes(pod.metadata.uid ?? '')
  const newSucceeded = fresh.filter(({ status }) => status.phase === 'Succeeded').filter(notIn(uncounted.succeeded))
  const newFailed = fresh.filter((pod) => isPodFailed(pod, job)).filter(notIn(uncounted.failed))
  const record = nextRecord(before, newSucceeded, newFailed)
  const failed =
    (job.status.failed ?? 0) +
    (uncounted.failed?.length ?? 0) +
    newFailed.filter((pod) => countsAsFailed(pod, job)).length

  const status: JobStatus = { ...job.status }
  if (status.startTime === undefined && !spec.suspend) status.startTime = rfc3339(now)
  const started = parseRfc3339(status.startTime ?? '') ?? now
  const deadline = spec.activeDeadlineSeconds
  const deadlineIn = deadline === undefined || spec.suspend ? undefined : started + deadline * SECOND - now

  let verdict = verdictOf(job, pods, failed, deadlineIn)
  let plan: PodPlan = { kind: 'nothing' }
  let turned: JobSync['turned']
  let left = active.length
  if (verdict) {
    if (active.length > 0) plan = { kind: 'delete', pods: active }
    left = 0
  } else {
    const managed = job.metadata.deletionTimestamp === undefined
    if (managed) plan = planPods(job, pods, record, now)
    left = activeAfter(plan, left)
    const enough = spec.completions === undefined ? pods.succeeded > 0 : pods.succeeded >= spec.completions
    if (enough && left === 0) verdict = COMPLETIONS_REACHED
    else if (managed) turned = turnedTo(job, status, now)
  }

  const deleted = plan.kind === 'delete' ? plan.pods : []
  const counts = {
    active: left,
    ready: active.filter((pod) => isPodReady(pod) && !deleted.includes(pod)).length,
    terminating: all.filter(isPodTerminating).length + deleted.length,
  }
  const delays = [plan.kind === 'wait' ? plan.delay : undefined, verdict ? undefined : deadlineIn]
  const known = delays.filter((delay) => delay !== undefined)
  return {
    plan,
    releaseDeleted: verdict === undefined,
    deleteRule: verdict
      ? finalVerdict(verdict).type === 'Complete'
        ? 'JOB-5'
        : 'JOB-3'
      : spec.suspend
        ? 'JOB-6'
        : 'JOB-1',
    record,
    ...(turned ? { turned } : {}),
    ...(known.length > 0 ? { again: Math.min(...known) } : {}),
    ...countPods({ job, status: { ...status, ...counts }, pods, verdict, changed: turned !== undefined, now }),
  }
}

function podsOf(job: Job, all: readonly Pod[]): JobPods {
  const active = all.filter(isPodActive)
  if (!isIndexedJob(job)) {
    const { succeeded = 0, uncountedTerminatedPods: uncounted } = job.status
    const fresh = all.filter(
      (pod) =>
        hasTrackingFinalizer(pod) &&
        pod.status.phase === 'Succeeded' &&
        !uncounted?.succeeded?.includes(pod.metadata.uid ?? ''),
    )
    const sum = succeeded + (uncounted?.succeeded?.length ?? 0) + fresh.length
    return { all, active, succeeded: sum, succeededIndexes: [], failedIndexes: undefined, held: new Map() }
  }
  const { now: succeeded } = succeededIndexes(job, all)
  const failed = failedIndexes(job, all)
  return {
    all,
    active,
    succeeded: countIndexes(succeeded),
    succeededIndexes: succeeded,
    failedIndexes: failed,
    held: failed ? heldPerIndex(job, all, active, [...succeeded, ...failed]) : new Map(),
  }
}

/** Undefined: the Job goes on, for all that is known without looking at how many Pods it lacks. */
function verdictOf(job: Job, pods: JobPods, failed: number, deadlineIn: Duration | undefined): JobVerdict | undefined {
  const { spec } = job
  for (const type of ['SuccessCriteriaMet', 'FailureTarget'] as const) {
    const said = conditionOf(job, type)
    if (said) return { type, reason: said.reason ?? '', message: said.message ?? '' }
  }
  const message = spec.podFailurePolicy && failJobMessage(job, pods.all)
  if (message !== undefined) return { type: 'FailureTarget', reason: 'PodFailurePolicy', message }
  if (failed > (spec.backoffLimit ?? 0) || pastBackoffLimitOnFailure(job, pods.all)) return BACKOFF_LIMIT_EXCEEDED
  if (deadlineIn !== undefined && deadlineIn <= 0) return DEADLINE_EXCEEDED
  if (!isIndexedJob(job)) return undefined
  const completions = spec.completions ?? 0
  if (pods.failedIndexes) {
    const failures = countIndexes(pods.failedIndexes)
    if (spec.maxFailedIndexes !== undefined && failures > spec.maxFailedIndexes) return MAX_FAILED_INDEXES_EXCEEDED
    if (failures > 0 && failures + pods.succeeded >= completions) return FAILED_INDEXES
  }
  const met = matchSuccessPolicy(spec.successPolicy, completions, pods.succeededIndexes)
  return met === undefined ? undefined : { type: 'SuccessCriteriaMet', reason: 'SuccessPolicy', message: met }
}

// controller-manager: pkg/controller/job/job_controller.go getFailJobMessage (v1.36)
function failJobMessage(job: Job, pods: readonly Pod[]): string | undefined {
  for (const pod of pods) {
    if (!isPodFailed(pod, job)) continue
    const { failJobMessage: message } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod)
    if (message !== undefined) return message
  }
  return undefined
}

/** While the next Pod has to wait none counts as active, even where others run: that is what the controller writes. */
function activeAfter(plan: PodPlan, active: number): number {
  switch (plan.kind) {
    case 'delete':
      return active - plan.pods.length
    case 'create':
      return active + plan.pods.length
    case 'wait':
      return 0
    case 'nothing':
      return active
  }
}

/** Whether a Job is held back or let go on just now. Changes the status: a Job that is held back has no start. */
function turnedTo({ spec }: Job, status: JobStatus, now: Time): JobSync['turned'] {
  const conditions = status.conditions ?? []
  const wanted = spec.suspend
    ? newCondition('Suspended', 'True', 'JobSuspended', 'Job suspended', now)
    : newCondition('Suspended', 'False', 'JobResumed', 'Job resumed', now)
  const next = ensureCondition(conditions, wanted)
  if (next === conditions) return undefined
  status.conditions = next
  if (spec.suspend) delete status.startTime
  else status.startTime = rfc3339(now)
  return spec.suspend ? 'Suspended' : 'Resumed'
}
