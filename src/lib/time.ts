import { ownValue } from './own.ts'

/** Milliseconds since the start of the scenario: always an integer. */
export type Time = number
/** A length of time in integer milliseconds. */
export type Duration = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/**
 * The instant that a scenario's 0 stands for where Kubernetes wants a date: 2026-01-05 09:00:00 UTC, a Monday.
 * Fixed, because a trace must not depend on the day it was made.
 */
const EPOCH_DAYS = 20458
const EPOCH_MS = EPOCH_DAYS * 86_400_000 + 9 * HOUR

/** RFC 3339 with whole seconds (truncated), as the API server writes metav1.Time. */
export function rfc3339(at: Time): string {
  const second = Math.floor(at / SECOND)
  if (second !== told.second) {
    const { year, month, day, secondOfDay } = calendar(at)
    told = { second, text: `${year}-${two(month)}-${two(day)}T${clockOf(secondOfDay)}Z` }
  }
  return told.text
}

/** What was asked for last: at one instant very much is stamped. */
let told = { second: Number.NaN, text: '' }

/** RFC 3339 with microseconds, as metav1.MicroTime (event times, leases). */
export function rfc3339Micro(at: Time): string {
  const milli = String((((EPOCH_MS + at) % SECOND) + SECOND) % SECOND).padStart(3, '0')
  return rfc3339(at).replace('Z', `.${milli}000Z`)
}

/** The inverse of `rfc3339` and `rfc3339Micro`: milliseconds since the scenario's start; undefined for anything else. */
export function parseRfc3339(text: string): Time | undefined {
  if (read.has(text)) return read.get(text)
  if (read.size === MOST_READ) read.clear()
  const at = readRfc3339(text)
  read.set(text, at)
  return at
}

/** What was read already: whoever asks at each tick asks for the same, and of what happens much is of one second. */
const read = new Map<string, Time | undefined>()
const MOST_READ = 1000

function readRfc3339(text: string): Time | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction] = match
  const milli = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  const days = daysFromCivil(Number(year), Number(month), Number(day))
  return days * 86_400_000 + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + milli - EPOCH_MS
}

/** Go's time.Duration text for whole milliseconds: 1m20s, 2.5s, 18ms, 0s. */
export function goDuration(ms: Duration): string {
  if (ms === 0) return '0s'
  const sign = ms < 0 ? '-' : ''
  const abs = Math.abs(ms)
  if (abs < SECOND) return `${sign}${abs}ms`
  const hours = Math.floor(abs / HOUR)
  const minutes = Math.floor((abs % HOUR) / MINUTE)
  const seconds = (abs % MINUTE) / SECOND
  const secondText = `${seconds}s`
  if (hours > 0) return `${sign}${hours}h${minutes}m${secondText}`
  if (minutes > 0) return `${sign}${minutes}m${secondText}`
  return `${sign}${secondText}`
}

const GO_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
}

/** Parses a Go duration ("1m30s", "250ms", "1.5h"); undefined where it is none. Rounded to whole milliseconds. */
export function parseGoDuration(text: string): Duration | undefined {
  if (text === '0') return 0
  const match = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text)
  if (!match) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (ownValue(GO_UNITS, unit as string) as number)
  }
  return Math.round(text.startsWith('-') ? -total : total)
}

/** Whole seconds of a duration, truncated toward zero, as Go's int(d.Seconds()). */
export function wholeSeconds(ms: Duration): number {
  return Math.trunc(ms / SECOND)
}

/** The date of an instant in UTC. */
export function calendar(at: Time): { year: number; month: number; day: number; secondOfDay: number } {
  const absolute = EPOCH_MS + at
  const days = Math.floor(absolute / 86_400_000)
  const secondOfDay = Math.floor((absolute - days * 86_400_000) / SECOND)
  return { ...civilFromDays(days), secondOfDay }
}

/** When a day begins in UTC. Days and months beyond their number go on with the next. */
export function startOfDay(year: number, month: number, day: number): Time {
  const months = year * 12 + month - 1
  const days = daysFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + day - 1
  return days * 86_400_000 - EPOCH_MS
}

/** 0 is Sunday. */
export function weekday(at: Time): number {
  return (((Math.floor((EPOCH_MS + at) / 86_400_000) + 4) % 7) + 7) % 7
}

/** Seconds since 1970: what computers call the time. */
export function unixSeconds(at: Time): number {
  return Math.floor((EPOCH_MS + at) / SECOND)
}

/** Days since 1970-01-01 to the proleptic Gregorian calendar (H. Hinnant's era arithmetic). */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function clockOf(second: number): string {
  return `${two(Math.floor(second / 3600))}:${two(Math.floor((second % 3600) / 60))}:${two(second % 60)}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
