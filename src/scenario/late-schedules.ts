import { rfc3339, type Time } from '../lib/time.ts'
import { nextTime, parseSchedule } from '../manifest/cron/schedule.ts'
import { timeZone, UTC } from '../manifest/cron/time-zone.ts'
import type { CronJob } from '../manifest/object/cron-job.ts'
import type { TextObject } from './assumed-image.ts'
import { noted, type Problem } from './problem.ts'

/** CronJobs that do nothing for as long as the run lasts: the first time of their schedule is later. */
export function lateSchedules(objects: readonly TextObject[], until: Time): Problem[] {
  return objects.flatMap(({ object, place }) => {
    if (object.kind !== 'CronJob') return []
    const { metadata, spec } = object as CronJob
    const schedule = parseSchedule(spec.schedule)
    const zone = spec.timeZone === undefined ? UTC : timeZone(spec.timeZone)
    if (typeof schedule === 'string' || !zone || spec.suspend) return []
    const first = nextTime(schedule, zone, 0)
    if (first !== undefined && first <= until) return []
    const when = first === undefined ? {} : { first: rfc3339(first) }
    return noted(place, 'spec.schedule', { kind: 'lateSchedule', name: metadata.name, start: rfc3339(0), ...when })
  })
}
