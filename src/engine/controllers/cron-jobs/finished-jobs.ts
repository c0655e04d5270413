import { parseRfc3339, type Time } from '../../../lib/time.ts'
import type { CronJob, CronJobStatus, JobReference } from '../../../manifest/object/cron-job.ts'
import { conditionOf, isJobFinished, type Job } from '../../../manifest/object/job.ts'

/** CRON-4: Jobs that have ended and are more than are to be kept; the oldest go. */
// controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go cleanupFinishedJobs, removeOldestJobs (v1.36)
export function superfluousJobs({ spec }: CronJob, jobs: readonly Job[]): Job[] {
  const failed = jobs.filter((job) => conditionOf(job, 'Failed'))
  const succeeded = jobs.filter((job) => !conditionOf(job, 'Failed') && conditionOf(job, 'Complete'))
  return [...oldest(succeeded, spec.successfulJobsHistoryLimit), ...oldest(failed, spec.failedJobsHistoryLimit)]
}

function oldest(jobs: readonly Job[], limit: number | undefined): Job[] {
  if (limit === undefined) return []
  return jobs.toSorted(compareStart).slice(0, Math.max(0, jobs.length - limit))
}

// controller-manager: pkg/controller/cronjob/utils.go byJobStartTime (v1.36)
function compareStart(a: Job, b: Job): number {
  const [startA, startB] = [a, b].map(({ status }) => startOf(status.startTime))
  if (startA !== startB) return (startA ?? 0) - (startB ?? 0)
  return a.metadata.name < b.metadata.name ? -1 : 1
}

function startOf(text: string | undefined): Time {
  return (text ? parseRfc3339(text) : undefined) ?? Number.MAX_SAFE_INTEGER
}

/** What has become of a CronJob's Jobs since its status was written. */
export type JobNews =
  | { readonly kind: 'unexpected'; readonly name: string }
  | { readonly kind: 'completed'; readonly name: string; readonly condition: 'Complete' | 'Failed' }
  | { readonly kind: 'missing'; readonly name: string }

export interface JobsSeen {
  readonly status: CronJobStatus
  readonly news: readonly JobNews[]
}

/** The status with Jobs taken out of the list of active ones that have ended or are gone. */
// controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob (v1.36)
export function seeJobs({ status }: CronJob, jobs: readonly Job[]): JobsSeen {
  const news: JobNews[] = []
  let active: readonly JobReference[] = status.active ?? []
  let { lastSuccessfulTime } = status
  for (const job of jobs) {
    const { name, uid } = job.metadata
    const isActive = active.some((each) => each.uid === uid)
    if (!isActive && !isJobFinished(job)) news.push({ kind: 'unexpected', name })
    else if (isActive && isJobFinished(job)) {
      active = active.filter((each) => each.uid !== uid)
      news.push({ kind: 'completed', name, condition: conditionOf(job, 'Complete') ? 'Complete' : 'Failed' })
    } else if (conditionOf(job, 'Complete')) lastSuccessfulTime = later(lastSuccessfulTime, job.status.completionTime)
  }
  for (const { name, uid } of active) {
    if (!jobs.some(({ metadata }) => metadata.uid === uid)) news.push({ kind: 'missing', name })
  }
  active = active.filter(({ uid }) => jobs.some(({ metadata }) => metadata.uid === uid))
  return { status: statusWith(status, active, lastSuccessfulTime), news }
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? b : a
}

export function statusWith(
  { active: _before, lastSuccessfulTime: _then, ...rest }: CronJobStatus,
  active: readonly JobReference[],
  lastSuccessfulTime: string | undefined,
): CronJobStatus {
  return {
    ...rest,
    ...(active.length > 0 ? { active: [...active] } : {}),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  }
}
