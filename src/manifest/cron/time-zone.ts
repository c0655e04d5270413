import { calendar, type Duration, HOUR, MINUTE, SECOND, startOfDay, type Time, weekday } from '../../lib/time.ts'
import { TIME_ZONE_RULES } from './time-zone-rules.gen.ts'

/** A day of the year on which clocks are changed, such as the last Sunday of March at two. */
interface Change {
  readonly month: number
  /** 5: the last one. */
  readonly week: number
  readonly weekday: number
  /** Since midnight; of Greenland and a few others before or after the day itself. */
  readonly time: Duration
}

/** How clocks go: how far they are ahead of UTC, and when in summer. */
export interface TimeZone {
  readonly offset: Duration
  readonly summer?: { readonly offset: Duration; readonly from: Change; readonly to: Change }
}

/** UTC is also what no time zone at all stands for. */
export const UTC: TimeZone = { offset: 0 }

const ZONES = new Map(
  Object.entries(TIME_ZONE_RULES).flatMap(([rule, names]) => names.split(' ').map((name) => [name, rule] as const)),
)

/** Undefined: there is no such time zone. Only what holds from now on is known, not the past. */
// Go: time/zoneinfo.go LoadLocation
export function timeZone(name: string): TimeZone | undefined {
  const rule = ZONES.get(name)
  return rule === undefined ? undefined : parsed(rule)
}

const NAME = '(?:<[^>]+>|[A-Za-z]+)'
const CLOCK = '[+-]?\\d+(?::\\d+)?(?::\\d+)?'
const RULE = new RegExp(`^${NAME}(${CLOCK})(?:${NAME}(${CLOCK})?,([^,]+),([^,]+))?$`)

/** The rules of the table: their days are all of the form M3.2.0. */
function parsed(rule: string): TimeZone {
  const [, west = '0', summerWest, from, to] = RULE.exec(rule) ?? []
  const offset = -clock(west)
  if (from === undefined || to === undefined) return { offset }
  const summer = summerWest === undefined ? offset + HOUR : -clock(summerWest)
  return { offset, summer: { offset: summer, from: change(from), to: change(to) } }
}

function clock(text: string): Duration {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number)
  const length = hours * HOUR + minutes * MINUTE + seconds * SECOND
  return text.startsWith('-') ? -length : length
}

function change(text: string): Change {
  const [day = '', time = '2'] = text.split('/')
  const [month = 1, week = 1, of = 0] = day.slice(1).split('.').map(Number)
  return { month, week, weekday: of, time: clock(time) }
}

/** How far clocks are ahead of UTC at an instant. */
export function offsetAt({ offset, summer }: TimeZone, at: Time): Duration {
  if (!summer) return offset
  const { year } = calendar(at + offset)
  const from = changedAt(summer.from, year) - offset
  const to = changedAt(summer.to, year) - summer.offset
  const isSummer = from < to ? at >= from && at < to : at >= from || at < to
  return isSummer ? summer.offset : offset
}

/** What clocks there show when they are changed, as if it were UTC. */
function changedAt({ month, week, weekday: wanted, time }: Change, year: number): Time {
  const first = startOfDay(year, month, 1)
  let day = 1 + ((wanted - weekday(first) + 7) % 7) + 7 * (week - 1)
  while (startOfDay(year, month, day) >= startOfDay(year, month + 1, 1)) day -= 7
  return startOfDay(year, month, day) + time
}
