import { parseSchedule } from '../cron/schedule.ts'
import { timeZone } from '../cron/time-zone.ts'
import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child } from '../path.ts'
import type { JobSpec } from './job.ts'
import type { KubeObject, ObjectMeta } from './meta.ts'
import { validateJob } from './validate-job.ts'
import { setDefaultsWorkload } from './workload.ts'

export interface CronJobSpec {
  schedule: string
  timeZone?: string
  concurrencyPolicy?: string
  startingDeadlineSeconds?: number
  suspend?: boolean
  successfulJobsHistoryLimit?: number
  failedJobsHistoryLimit?: number
  jobTemplate: { metadata?: Partial<ObjectMeta>; spec: JobSpec }
}

export interface JobReference {
  apiVersion: string
  kind: string
  namespace: string
  name: string
  uid: string
  resourceVersion?: string
}

export interface CronJobStatus {
  active?: JobReference[]
  lastScheduleTime?: string
  lastSuccessfulTime?: string
}

export interface CronJob extends KubeObject {
  spec: CronJobSpec
  status: CronJobStatus
}

const POLICIES = ['Allow', 'Forbid', 'Replace']
/** The minute that is added to the name of a Job has to fit in a Pod's host name. */
const MOST_NAME = 52

/** Changes the object it is given. Its Job gets a Job's defaults when it is made. */
// apis/batch/v1: defaults.go SetDefaults_CronJob (v1.36)
export function setDefaultsCronJob(object: KubeObject): void {
  setDefaultsWorkload(object)
  const spec = object.spec as CronJobSpec
  spec.concurrencyPolicy ||= 'Allow'
  spec.suspend ??= false
  spec.successfulJobsHistoryLimit ??= 3
  spec.failedJobsHistoryLimit ??= 1
}

// apis/batch/validation: validation.go ValidateCronJobCreate (v1.36)
export function cronJobNameErrors(name = ''): FieldError[] {
  if (name.length <= MOST_NAME) return []
  return [invalid('metadata.name', name, `must be no more than ${MOST_NAME} characters`)]
}

// apis/batch/validation: validation.go validateCronJobSpec (v1.36), but for its Pod template
export function cronJobErrors(spec: CronJobSpec, path: string): FieldError[] {
  const { concurrencyPolicy, jobTemplate } = spec
  return [
    ...scheduleErrors(spec, child(path, 'schedule')),
    ...atLeast0(spec.startingDeadlineSeconds, child(path, 'startingDeadlineSeconds')),
    ...timeZoneErrors(spec.timeZone, child(path, 'timeZone')),
    ...(concurrencyPolicy && !POLICIES.includes(concurrencyPolicy)
      ? [notSupported(child(path, 'concurrencyPolicy'), concurrencyPolicy, POLICIES)]
      : []),
    ...(jobTemplate?.spec?.manualSelector
      ? [notSupported(child(child(path, 'jobTemplate.spec'), 'manualSelector'), true, ['nil', 'false'])]
      : []),
    ...(jobTemplate?.spec ? validateJob(jobTemplate.spec, child(path, 'jobTemplate.spec')) : []),
    ...atLeast0(spec.successfulJobsHistoryLimit, child(path, 'successfulJobsHistoryLimit')),
    ...atLeast0(spec.failedJobsHistoryLimit, child(path, 'failedJobsHistoryLimit')),
  ]
}

// apis/batch/validation: validation.go validateScheduleFormat (v1.36)
function scheduleErrors({ schedule, timeZone: zone }: CronJobSpec, path: string): FieldError[] {
  if (!schedule) return [required(path)]
  if (schedule.includes('TZ')) {
    const detail = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'
    const both = 'cannot use both timeZone field and TZ or CRON_TZ in schedule'
    return [invalid(path, schedule, zone === undefined ? detail : both)]
  }
  const parsed = parseSchedule(schedule)
  return typeof parsed === 'string' ? [invalid(path, schedule, parsed)] : []
}

// apis/batch/validation: validation.go validateTimeZone (v1.36)
function timeZoneErrors(name: string | undefined, path: string): FieldError[] {
  if (name === undefined) return []
  if (name === '') return [invalid(path, name, 'timeZone must be nil or non-empty string')]
  if (name.toLowerCase() === 'local') {
    const detail = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'
    return [invalid(path, name, detail)]
  }
  return timeZone(name) ? [] : [invalid(path, name, `unknown time zone ${name}`)]
}

function atLeast0(value: number | undefined, path: string): FieldError[] {
  return value === undefined || value >= 0 ? [] : [invalid(path, value, 'must be greater than or equal to 0')]
}
