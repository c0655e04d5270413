import { rfc3339, type Time } from '../../../lib/time.ts'
import {
  conditionOf,
  hasTrackingFinalizer,
  isIndexedJob,
  type Job,
  type JobStatus,
} from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { countsAsFailed, isPodFailed } from './failed-pods.ts'
import { countIndexes, formatIndexes } from './index-intervals.ts'
import { completionIndex, isOfJob } from './indexed-pods.ts'
import { ensureCondition, finalVerdict, type JobVerdict, newCondition } from './job-conditions.ts'
import type { JobPods } from './manage-job.ts'

/** What is to be written, and whose finalizers go between the two. */
export interface Counted {
  /** Written before finalizers go: it names the Pods whose end is being counted. Undefined: nothing new. */
  readonly counted?: JobStatus
  /** Pods that are counted now. */
  readonly release: readonly Pod[]
  /** Written when the finalizers are gone. Undefined: nothing new. */
  readonly final?: JobStatus
  readonly finished?: JobVerdict
}

interface Counting {
  readonly job: Job
  /** As it would be without those that are counted now. */
  readonly status: JobStatus
  readonly pods: JobPods
  readonly verdict: JobVerdict | undefined
  readonly changed: boolean
  readonly now: Time
}

/**
 * Counts the Pods that have ended. Their uids are written down, then their finalizers go, then the numbers are written:
 * whenever the controller is interrupted, none is counted twice and none is forgotten.
 */
// controller-manager: pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers, flushUncountedAndRemoveFinalizers (v1.36)
export function countPods(counting: Counting): Counted {
  const { job, pods, verdict, now } = counting
  const release = pods.all.filter((pod) => hasTrackingFinalizer(pod) && mayRelease(counting, pod))
  const { uncounted, added } = uncountedOf(counting, release)
  const said = verdict && verdict.type !== 'Failed' && !conditionOf(job, verdict.type)
  const conditions = [...(counting.status.conditions ?? [])]
  if (said) conditions.push(newCondition(verdict.type, 'True', verdict.reason, verdict.message, now))
  const first = tidy({
    ...counting.status,
    ...(conditions.length > 0 ? { conditions } : {}),
    ...indexesOf(job, pods),
    uncountedTerminatedPods: uncounted,
  })
  const flush = added || said || counting.changed || differs(job.status, first)

  const final = tidy({
    ...first,
    succeeded: (first.succeeded ?? 0) + (uncounted.succeeded?.length ?? 0),
    failed: (first.failed ?? 0) + (uncounted.failed?.length ?? 0),
    uncountedTerminatedPods: {},
  })
  const cleaned = uncounted.succeeded !== undefined || uncounted.failed !== undefined
  const finished = verdict && first.terminating === 0 ? finalVerdict(verdict) : undefined
  if (finished) {
    const { type, reason, message } = finished
    final.conditions = ensureCondition(conditions, newCondition(type, 'True', reason, message, now))
    if (type === 'Complete') final.completionTime = rfc3339(now)
  }
  return {
    release,
    ...(flush ? { counted: first } : {}),
    ...(cleaned || finished ? { final } : {}),
    ...(finished ? { finished } : {}),
  }
}

// controller-manager: pkg/controller/job/job_controller.go canRemoveFinalizer (v1.36)
function mayRelease({ job, pods, verdict }: Counting, pod: Pod): boolean {
  if (job.metadata.deletionTimestamp !== undefined || verdict || pod.status.phase === 'Succeeded') return true
  if (!isPodFailed(pod, job)) return false
  const index = completionIndex(pod)
  return index === undefined || pods.held.get(index)?.metadata.uid !== pod.metadata.uid
}

function uncountedOf({ job, verdict }: Counting, release: readonly Pod[]) {
  const known = job.status.uncountedTerminatedPods ?? {}
  const succeeded = [...(known.succeeded ?? [])]
  const failed = [...(known.failed ?? [])]
  const before = succeeded.length + failed.length
  // Once a Job has failed, whatever of it has not ended has failed too.
  const allFail = verdict !== undefined && verdict.type !== 'SuccessCriteriaMet'
  for (const pod of release) {
    const uid = pod.metadata.uid ?? ''
    if (!isOfJob(pod, job) || succeeded.includes(uid) || failed.includes(uid)) continue
    if (pod.status.phase === 'Succeeded') {
      // Of an Indexed Job the index says it already.
      if (!isIndexedJob(job)) succeeded.push(uid)
    } else if ((allFail || isPodFailed(pod, job)) && countsAsFailed(pod, job)) failed.push(uid)
  }
  return {
    added: succeeded.length + failed.length > before,
    uncounted: { ...(succeeded.length > 0 ? { succeeded } : {}), ...(failed.length > 0 ? { failed } : {}) },
  }
}

function indexesOf(job: Job, { succeededIndexes, failedIndexes }: JobPods): Partial<JobStatus> {
  if (!isIndexedJob(job)) return {}
  return {
    completedIndexes: formatIndexes(succeededIndexes),
    succeeded: countIndexes(succeededIndexes),
    ...(failedIndexes ? { failedIndexes: formatIndexes(failedIndexes) } : {}),
  }
}

/** Numbers that are 0 and lists that are empty are left out, where Kubernetes leaves them out. */
function tidy(status: JobStatus): JobStatus {
  const tidied = { ...status }
  for (const field of ['active', 'succeeded', 'failed', 'completedIndexes'] as const) {
    if (!tidied[field]) delete tidied[field]
  }
  return tidied
}

const COMPARED = ['active', 'ready', 'terminating', 'completedIndexes', 'failedIndexes', 'succeeded'] as const

function differs(before: JobStatus, now: JobStatus): boolean {
  return COMPARED.some((field) => before[field] !== now[field])
}
