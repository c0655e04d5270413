import { SECOND, type Time } from '../../../lib/time.ts'
import { nextTime, type Schedule } from '../../../manifest/cron/schedule.ts'
import type { TimeZone } from '../../../manifest/cron/time-zone.ts'

/** So many missed times are told of. */
const MANY = 100

export interface MostRecent {
  /** The last time that has come since; undefined: none has. */
  readonly time?: Time
  readonly missedMany: boolean
}

/** CRON-3: the last time that has come since `earliest`. How many were missed is only reckoned, by the length between two. */
// controller-manager: pkg/controller/cronjob/utils.go mostRecentScheduleTime (v1.36)
export function mostRecentTime(schedule: Schedule, zone: TimeZone, earliest: Time, now: Time): MostRecent {
  const first = nextTime(schedule, zone, earliest)
  if (first === undefined || now < first) return { missedMany: false }
  const second = nextTime(schedule, zone, first)
  if (second === undefined || now < second) return { time: first, missedMany: false }
  const between = Math.round((second - first) / SECOND)
  const missed = Math.floor((now - first) / SECOND / between) + 1
  let time: Time | undefined
  let next = nextTime(schedule, zone, first + (missed - 2) * between * SECOND)
  while (next !== undefined && next <= now) {
    time = next
    next = nextTime(schedule, zone, next)
  }
  return { ...(time === undefined ? {} : { time }), missedMany: missed > MANY }
}
