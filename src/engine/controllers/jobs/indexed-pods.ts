import { hasTrackingFinalizer, isIndexedJob, type Job } from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { compareActivePods } from '../base/active-pods.ts'
import { countsAsFailed, isPodFailed } from './failed-pods.ts'
import { hasIndex, type Interval, parseIndexes, withIndexes } from './index-intervals.ts'
import { matchPodFailurePolicy } from './pod-failure-policy.ts'

export const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index'
const INDEX_FAILURE_COUNT = 'batch.kubernetes.io/job-index-failure-count'
const INDEX_IGNORED_FAILURE_COUNT = 'batch.kubernetes.io/job-index-ignored-failure-count'

/** Undefined: the Pod says none, or no number. */
// controller-manager: pkg/controller/job/indexed_job_utils.go getCompletionIndex (v1.36)
export function completionIndex({ metadata }: Pod): number | undefined {
  return annotatedNumber(metadata.annotations?.[COMPLETION_INDEX])
}

function annotatedNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** Every Pod of a Job without indexes; of an Indexed one those whose index it has. */
export function isOfJob(pod: Pod, job: Job): boolean {
  if (!isIndexedJob(job)) return true
  const index = completionIndex(pod)
  return index !== undefined && index < (job.spec.completions ?? 0)
}

// controller-manager: pkg/controller/job/indexed_job_utils.go calculateSucceededIndexes (v1.36)
export function succeededIndexes(job: Job, pods: readonly Pod[]): { before: Interval[]; now: Interval[] } {
  const before = parseIndexes(job.status.completedIndexes, job.spec.completions ?? 0)
  const found = pods.filter((pod) => pod.status.phase === 'Succeeded' && isOfJob(pod, job) && hasTrackingFinalizer(pod))
  return { before, now: withIndexes(before, indexesOf(found)) }
}

/** Those that have used up their own back-off limit. Undefined: the Job has none per index. */
// controller-manager: pkg/controller/job/indexed_job_utils.go calculateFailedIndexes, isIndexFailed (v1.36)
export function failedIndexes(job: Job, pods: readonly Pod[]): Interval[] | undefined {
  const limit = job.spec.backoffLimitPerIndex
  if (limit === undefined) return undefined
  const failed = pods.filter((pod) => {
    if (!isOfJob(pod, job) || !hasTrackingFinalizer(pod) || !isPodFailed(pod, job)) return false
    const { action, countFailed } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod)
    return action === 'FailIndex' || (countFailed && failureCount(pod) >= limit)
  })
  return withIndexes(parseIndexes(job.status.failedIndexes, job.spec.completions ?? 0), indexesOf(failed))
}

export function indexesOf(pods: readonly Pod[]): number[] {
  return pods.map(completionIndex).filter((index) => index !== undefined)
}

function failureCount({ metadata }: Pod): number {
  return annotatedNumber(metadata.annotations?.[INDEX_FAILURE_COUNT]) ?? 0
}

function ignoredFailureCount({ metadata }: Pod): number {
  return annotatedNumber(metadata.annotations?.[INDEX_IGNORED_FAILURE_COUNT]) ?? 0
}

/** All failures of its index up to this Pod's own. */
export function absoluteFailureCount(pod: Pod): number {
  return failureCount(pod) + ignoredFailureCount(pod)
}

/**
 * The last failed Pod of each index that is to be tried again: it keeps its finalizer, and with it the number of
 * failures, until its successor is there.
 */
// controller-manager: pkg/controller/job/indexed_job_utils.go getPodsWithDelayedDeletionPerIndex (v1.36)
export function heldPerIndex(
  job: Job,
  pods: readonly Pod[],
  active: readonly Pod[],
  settled: readonly Interval[],
): Map<number, Pod> {
  const activeIndexes = new Set(indexesOf(active))
  const held = new Map<number, Pod>()
  for (const pod of pods) {
    const index = completionIndex(pod)
    if (index === undefined || !isOfJob(pod, job) || !hasTrackingFinalizer(pod) || !isPodFailed(pod, job)) continue
    if (hasIndex(settled, index) || activeIndexes.has(index)) continue
    const other = held.get(index)
    if (!other || absoluteFailureCount(other) <= absoluteFailureCount(pod)) held.set(index, pod)
  }
  return held
}

/** What the successor of a failed Pod (undefined: it is the first of its index) carries on of its failures. */
// controller-manager: pkg/controller/job/indexed_job_utils.go getNewIndexFailureCounts (v1.36)
export function carriedFailures(job: Job, replaced: Pod | undefined): Record<string, string> {
  if (!replaced) return { [INDEX_FAILURE_COUNT]: '0' }
  const counted = countsAsFailed(replaced, job)
  const ignored = ignoredFailureCount(replaced) + (counted ? 0 : 1)
  return {
    [INDEX_FAILURE_COUNT]: `${failureCount(replaced) + (counted ? 1 : 0)}`,
    ...(ignored > 0 ? { [INDEX_IGNORED_FAILURE_COUNT]: `${ignored}` } : {}),
  }
}

/** Of several Pods with one index all but one go, and whatever has an index too high or none. */
// controller-manager: pkg/controller/job/job_controller.go activePodsForRemoval, appendDuplicatedIndexPodsForRemoval (v1.36)
export function activePodsForRemoval(job: Job, active: readonly Pod[], atLeast: number): Pod[] {
  const removed: Pod[] = []
  let left = [...active]
  if (isIndexedJob(job)) {
    const byIndex = new Map<number | undefined, Pod[]>()
    for (const pod of active) {
      const index = isOfJob(pod, job) ? completionIndex(pod) : undefined
      byIndex.set(index, [...(byIndex.get(index) ?? []), pod])
    }
    left = []
    for (const [index, pods] of byIndex) {
      const sorted = pods.toSorted(compareActivePods)
      if (index !== undefined) left.push(...sorted.splice(-1))
      removed.push(...sorted)
    }
  }
  if (removed.length < atLeast) removed.push(...left.sort(compareActivePods).slice(0, atLeast - removed.length))
  return removed
}
