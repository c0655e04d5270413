import type { Duration, Time } from '../../../lib/time.ts'
import { isIndexedJob, type Job } from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodTerminating } from '../base/active-pods.ts'
import { type BackOffRecord, finishedTime, remainingTime } from './back-off.ts'
import { onlyReplaceFailedPods } from './failed-pods.ts'
import { firstMissing, type Interval, withIndexes } from './index-intervals.ts'
import { absoluteFailureCount, activePodsForRemoval, carriedFailures, indexesOf } from './indexed-pods.ts'

// controller-manager: pkg/controller/job/job_controller.go MaxPodCreateDeletePerSync (v1.36)
const MAX_PER_SYNC = 500

/** A Pod that is to be made: which index it is for, and what is noted on it. */
export interface Wanted {
  readonly index?: number
  readonly annotations?: Readonly<Record<string, string>>
}

/** What to do about the number of Pods: only one of these in one sync. */
export type PodPlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'delete'; readonly pods: readonly Pod[] }
  | { readonly kind: 'create'; readonly pods: readonly Wanted[] }
  | { readonly kind: 'wait'; readonly delay: Duration }

/** A Job's Pods, and what follows from them. */
export interface JobPods {
  readonly all: readonly Pod[]
  readonly active: readonly Pod[]
  readonly succeeded: number
  /** Of an Indexed Job. */
  readonly succeededIndexes: readonly Interval[]
  /** Of a Job with a back-off limit per index. */
  readonly failedIndexes: readonly Interval[] | undefined
  /** Of a Job with a back-off limit per index: the last failed Pod of each that is to be tried again. */
  readonly held: ReadonlyMap<number, Pod>
}

// controller-manager: pkg/controller/job/job_controller.go manageJob (v1.36)
export function planPods(job: Job, pods: JobPods, backOff: BackOffRecord, now: Time): PodPlan {
  const { active } = pods
  if (job.spec.suspend) return deletion(activePodsForRemoval(job, active, active.length))
  const wanted = wantedActive(job, pods)
  const surplus = activePodsForRemoval(job, active, Math.max(0, active.length - wanted))
  if (surplus.length > 0) return deletion(surplus.slice(0, MAX_PER_SYNC))

  const terminating = onlyReplaceFailedPods(job) ? pods.all.filter(isPodTerminating) : []
  const lacking = Math.min(wanted - terminating.length - active.length, MAX_PER_SYNC)
  if (lacking <= 0) return { kind: 'nothing' }
  const perIndex = pods.failedIndexes !== undefined
  const delay = perIndex ? 0 : remainingTime(backOff, now)
  if (delay > 0) return { kind: 'wait', delay }
  if (!isIndexedJob(job)) return { kind: 'create', pods: Array.from({ length: lacking }, () => ({})) }
  const busy = indexesOf([...active, ...terminating])
  const taken = withIndexes([...pods.succeededIndexes, ...(pods.failedIndexes ?? [])], busy)
  const missing = firstMissing(withIndexes(taken, []), lacking, job.spec.completions ?? 0)
  return perIndex ? planIndexes(job, missing, pods.held, now) : create(missing.map((index) => ({ index })))
}

/** Each index waits for itself. */
// controller-manager: pkg/controller/job/job_controller.go getPodCreationInfoForIndependentIndexes (v1.36)
function planIndexes(job: Job, indexes: readonly number[], held: ReadonlyMap<number, Pod>, now: Time): PodPlan {
  const waits = indexes.map((index) => ({ index, delay: remainingOf(held.get(index), now) }))
  const ready = waits.filter(({ delay }) => delay === 0)
  if (ready.length === 0 && waits.length > 0) {
    return { kind: 'wait', delay: Math.min(...waits.map(({ delay }) => delay)) }
  }
  return create(ready.map(({ index }) => ({ index, annotations: carriedFailures(job, held.get(index)) })))
}

// controller-manager: pkg/controller/job/backoff_utils.go getRemainingTimePerIndex (v1.36)
export function remainingOf(lastFailed: Pod | undefined, now: Time, ...limits: Duration[]): Duration {
  if (!lastFailed) return 0
  const record = {
    failuresAfterLastSuccess: absoluteFailureCount(lastFailed) + 1,
    lastFailureTime: finishedTime(lastFailed),
  }
  return remainingTime(record, now, ...limits)
}

function wantedActive({ spec }: Job, { active, succeeded }: JobPods): number {
  const parallelism = spec.parallelism ?? 0
  if (spec.completions !== undefined) return Math.max(0, Math.min(parallelism, spec.completions - succeeded))
  // Without completions the first success means that no more Pods are begun.
  return succeeded > 0 ? active.length : parallelism
}

function deletion(pods: readonly Pod[]): PodPlan {
  return pods.length === 0 ? { kind: 'nothing' } : { kind: 'delete', pods }
}

function create(pods: readonly Wanted[]): PodPlan {
  return pods.length === 0 ? { kind: 'nothing' } : { kind: 'create', pods }
}
