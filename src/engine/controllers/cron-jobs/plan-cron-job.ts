import { type Duration, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import { nextTime, parseSchedule, type Schedule } from '../../../manifest/cron/schedule.ts'
import { type TimeZone, timeZone, UTC } from '../../../manifest/cron/time-zone.ts'
import type { CronJob } from '../../../manifest/object/cron-job.ts'
import { jobName } from './job-of-cron-job.ts'
import { mostRecentTime } from './missed-times.ts'

/** A time is looked at a little after it has come, so that no clock is before it. */
// controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go nextScheduleDelta (v1.36)
const DELTA: Duration = 100

/** What is done about a CronJob whose finished Jobs have been seen to. */
export type CronPlan =
  | {
      readonly kind: 'nothing'
      readonly because: 'gone' | 'suspended' | 'unreadable' | 'notYet' | 'tooLate' | 'done' | 'running'
      /** The time that is not met. */
      readonly scheduled?: Time
      readonly missedMany?: boolean
      /** Until it is looked at again; undefined: when it changes. */
      readonly again?: Duration
    }
  | {
      readonly kind: 'start'
      readonly scheduled: Time
      readonly zone: TimeZone
      /** Jobs that run are deleted first. */
      readonly replace: boolean
      readonly missedMany: boolean
      readonly again: Duration | undefined
    }

/** The schedule, and by which clocks it goes. Undefined: it cannot be read. */
function scheduleOf({ spec }: CronJob): { schedule: Schedule; zone: TimeZone } | undefined {
  const schedule = parseSchedule(spec.schedule)
  const zone = spec.timeZone === undefined ? UTC : timeZone(spec.timeZone)
  return typeof schedule === 'string' || !zone ? undefined : { schedule, zone }
}

// controller-manager: pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob (v1.36)
export function planCronJob(cronJob: CronJob, now: Time): CronPlan {
  const { metadata, spec, status } = cronJob
  if (metadata.deletionTimestamp !== undefined) return { kind: 'nothing', because: 'gone' }
  const read = scheduleOf(cronJob)
  if (!read) return { kind: 'nothing', because: 'unreadable' }
  // CRON-5: what runs goes on.
  if (spec.suspend) return { kind: 'nothing', because: 'suspended' }
  const again = untilNext(cronJob, now)
  const wait = again === undefined ? {} : { again }
  const since = earliestTime(cronJob)
  const deadline = spec.startingDeadlineSeconds
  const earliest = deadline === undefined ? since : Math.max(since, now - deadline * SECOND)
  const { time: scheduled, missedMany } = mostRecentTime(read.schedule, read.zone, earliest, now)
  if (scheduled === undefined) return { kind: 'nothing', because: 'notYet', ...wait }
  const met = { scheduled, missedMany, ...wait }
  if (deadline !== undefined && scheduled + deadline * SECOND < now) {
    return { kind: 'nothing', because: 'tooLate', ...met }
  }
  const { active = [], lastScheduleTime } = status
  const name = jobName(cronJob, scheduled)
  const isDone = lastScheduleTime !== undefined && parseRfc3339(lastScheduleTime) === scheduled
  if (isDone || active.some((job) => job.name === name)) return { kind: 'nothing', because: 'done', ...met }
  if (spec.concurrencyPolicy === 'Forbid' && active.length > 0) return { kind: 'nothing', because: 'running', ...met }
  const replace = spec.concurrencyPolicy === 'Replace'
  // What begins now is the last time from now on.
  return { kind: 'start', scheduled, zone: read.zone, replace, missedMany, again: untilNext(cronJob, now, scheduled) }
}

/** Since when times count: they are missed from the last that was met on. */
function earliestTime({ metadata, status }: CronJob): Time {
  const since = status.lastScheduleTime ?? metadata.creationTimestamp
  return (since ? parseRfc3339(since) : undefined) ?? 0
}

/** How long it is until the next time is to be looked at. */
// controller-manager: pkg/controller/cronjob/utils.go nextScheduleTimeDuration (v1.36)
export function untilNext(cronJob: CronJob, now: Time, earliest = earliestTime(cronJob)): Duration | undefined {
  const read = scheduleOf(cronJob)
  if (!read) return undefined
  const { time = earliest } = mostRecentTime(read.schedule, read.zone, earliest, now)
  const next = nextTime(read.schedule, read.zone, time)
  return next === undefined ? undefined : next + DELTA - now
}
