import { ownValue } from '../../lib/own.ts'
import {
  calendar,
  type Duration,
  HOUR,
  MINUTE,
  parseGoDuration,
  SECOND,
  startOfDay,
  type Time,
  weekday,
} from '../../lib/time.ts'
import { offsetAt, type TimeZone } from './time-zone.ts'

/** When something is to happen, again and again. */
export type Schedule = CalendarSchedule | { readonly kind: 'every'; readonly delay: Duration }

interface CalendarSchedule {
  readonly kind: 'calendar'
  readonly minutes: Field
  readonly hours: Field
  readonly days: Field
  readonly months: Field
  readonly weekdays: Field
}

interface Field {
  readonly values: ReadonlySet<number>
  /** It says * (or ?), and so asks for nothing. */
  readonly star: boolean
}

interface Bounds {
  readonly min: number
  readonly max: number
  readonly names?: Readonly<Record<string, number>>
}

const MINUTES: Bounds = { min: 0, max: 59 }
const HOURS: Bounds = { min: 0, max: 23 }
const DAYS: Bounds = { min: 1, max: 31 }
const MONTHS: Bounds = { min: 1, max: 12, names: numbered('jan feb mar apr may jun jul aug sep oct nov dec', 1) }
const WEEKDAYS: Bounds = { min: 0, max: 6, names: numbered('sun mon tue wed thu fri sat', 0) }

function numbered(names: string, first: number): Readonly<Record<string, number>> {
  return Object.fromEntries(names.split(' ').map((name, index) => [name, first + index]))
}

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const EVERY = '@every '

/** What is wrong with a schedule, in the words of the library that reads it. */
class ScheduleError extends Error {}

/** A schedule, or what is wrong with it. */
// robfig/cron v3: parser.go ParseStandard
export function parseSchedule(text: string): Schedule | string {
  try {
    return parsed(text)
  } catch (error) {
    if (error instanceof ScheduleError) return error.message
    throw error
  }
}

function parsed(text: string): Schedule {
  if (text === '') throw new ScheduleError('empty spec string')
  if (text.startsWith('@')) return ofDescriptor(text)
  const fields = text.split(/\s+/).filter((field) => field !== '')
  if (fields.length !== 5) {
    throw new ScheduleError(`expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`)
  }
  const [minutes = '', hours = '', days = '', months = '', weekdays = ''] = fields
  return {
    kind: 'calendar',
    minutes: fieldOf(minutes, MINUTES),
    hours: fieldOf(hours, HOURS),
    days: fieldOf(days, DAYS),
    months: fieldOf(months, MONTHS),
    weekdays: fieldOf(weekdays, WEEKDAYS),
  }
}

// robfig/cron v3: parser.go parseDescriptor, constantdelay.go Every
function ofDescriptor(text: string): Schedule {
  const meant = ownValue(DESCRIPTORS, text)
  if (meant !== undefined) return parsed(meant)
  if (!text.startsWith(EVERY)) throw new ScheduleError(`unrecognized descriptor: ${text}`)
  const length = text.slice(EVERY.length)
  const delay = parseGoDuration(length)
  if (delay === undefined) {
    throw new ScheduleError(`failed to parse duration ${text}: time: invalid duration ${JSON.stringify(length)}`)
  }
  return { kind: 'every', delay: Math.max(SECOND, delay - (delay % SECOND)) }
}

// robfig/cron v3: parser.go getField
function fieldOf(text: string, bounds: Bounds): Field {
  const ranges = text.split(',').filter((range) => range !== '')
  const all = ranges.map((range) => rangeOf(range, bounds))
  return { values: new Set(all.flatMap(({ values }) => values)), star: all.some(({ star }) => star) }
}

// robfig/cron v3: parser.go getRange
function rangeOf(text: string, { min, max, names }: Bounds): { values: number[]; star: boolean } {
  const [range = '', stepText, ...moreSteps] = text.split('/')
  const [low = '', high, ...moreBounds] = range.split('-')
  const any = low === '*' || low === '?'
  if (!any && moreBounds.length > 0) throw new ScheduleError(`too many hyphens: ${text}`)
  const start = any ? min : numberOf(low, names)
  let end = any ? max : high === undefined ? start : numberOf(high, names)
  if (moreSteps.length > 0) throw new ScheduleError(`too many slashes: ${text}`)
  const step = stepText === undefined ? 1 : numberOf(stepText)
  if (stepText !== undefined && high === undefined) end = max
  if (start < min) throw new ScheduleError(`beginning of range (${start}) below minimum (${min}): ${text}`)
  if (end > max) throw new ScheduleError(`end of range (${end}) above maximum (${max}): ${text}`)
  if (start > end) throw new ScheduleError(`beginning of range (${start}) beyond end of range (${end}): ${text}`)
  if (step === 0) throw new ScheduleError(`step of range should be a positive number: ${text}`)
  const values: number[] = []
  for (let value = start; value <= end; value += step) values.push(value)
  return { values, star: any && step === 1 }
}

// robfig/cron v3: parser.go parseIntOrName, mustParseInt
function numberOf(text: string, names?: Readonly<Record<string, number>>): number {
  const named = names && ownValue(names, text.toLowerCase())
  if (named !== undefined) return named
  if (!/^[+-]?[0-9]{1,18}$/.test(text)) {
    throw new ScheduleError(
      `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    )
  }
  if (Number(text) < 0) throw new ScheduleError(`negative number (${Number(text)}) not allowed: ${text}`)
  return Number(text)
}

/** No later than so many years from now a schedule names a time, or never: no year has a 31st of February. */
const MOST_YEARS = 5

/** The next time after `after`; undefined: there is none. */
// robfig/cron v3: spec.go SpecSchedule.Next, constantdelay.go ConstantDelaySchedule.Next
export function nextTime(schedule: Schedule, zone: TimeZone, after: Time): Time | undefined {
  if (schedule.kind === 'every') return after - mod(after, SECOND) + schedule.delay
  return new Search(schedule, zone, after - mod(after, SECOND) + SECOND).find()
}

/** Goes on field by field, the largest first; what wraps round begins with the largest again. */
class Search {
  readonly #schedule: CalendarSchedule
  readonly #zone: TimeZone
  #at: Time

  constructor(schedule: CalendarSchedule, zone: TimeZone, at: Time) {
    this.#schedule = schedule
    this.#zone = zone
    this.#at = at
  }

  find(): Time | undefined {
    const last = this.#wall().year + MOST_YEARS
    while (this.#wall().year <= last) if (this.#fits()) return this.#at
    return undefined
  }

  /** False: a field has wrapped round. */
  #fits(): boolean {
    const { months, hours, minutes } = this.#schedule
    if (!months.values.has(this.#wall().month)) {
      const { year, month } = this.#wall()
      this.#at = this.#instant(startOfDay(year, month + 1, 1))
      return false
    }
    if (!this.#isDay()) {
      const { year, month, day } = this.#wall()
      this.#at = this.#instant(startOfDay(year, month, day + 1))
      return false
    }
    if (!hours.values.has(this.#wall().hour)) {
      // An hour further on clocks may show another one than the next: what they skip is skipped.
      this.#at = this.#at - mod(this.#at + this.#offset(), HOUR) + HOUR
      return false
    }
    const { minute } = this.#wall()
    if (minutes.values.has(minute) && mod(this.#at, MINUTE) === 0) return true
    this.#at = this.#at - mod(this.#at, MINUTE) + MINUTE
    return false
  }

  /** Where both a day of the month and of the week are asked for, either will do. */
  // robfig/cron v3: spec.go dayMatches
  #isDay(): boolean {
    const { days, weekdays } = this.#schedule
    const { day, weekday: of } = this.#wall()
    const [isDay, isWeekday] = [days.values.has(day), weekdays.values.has(of)]
    return days.star || weekdays.star ? isDay && isWeekday : isDay || isWeekday
  }

  #offset(): Duration {
    return offsetAt(this.#zone, this.#at)
  }

  /** What clocks and calendars there show. */
  #wall() {
    const local = this.#at + this.#offset()
    const { year, month, day, secondOfDay } = calendar(local)
    const hour = Math.floor(secondOfDay / 3600)
    return { year, month, day, hour, minute: Math.floor((secondOfDay % 3600) / 60), weekday: weekday(local) }
  }

  /** When clocks show what `local` says; where they skip it, when they have. */
  #instant(local: Time): Time {
    const early = local - Math.max(offsetAt(this.#zone, local - 24 * HOUR), offsetAt(this.#zone, local + 24 * HOUR))
    for (const at of [early, local - offsetAt(this.#zone, early), early + HOUR]) {
      if (at + offsetAt(this.#zone, at) >= local) return at
    }
    return early
  }
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
