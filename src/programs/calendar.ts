import { ownValue } from '../lib/own.ts'
import { parseRfc3339, rfc3339, type Time } from '../lib/time.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Milliseconds at which the first of January 1970 stands on the scenario's clock. */
const UNIX_EPOCH = parseRfc3339('1970-01-01T00:00:00Z') ?? 0

export function unixSeconds(at: Time): number {
  return Math.floor((at - UNIX_EPOCH) / 1000)
}

export function fromUnixSeconds(seconds: number): Time {
  return seconds * 1000 + UNIX_EPOCH
}

/** What some letters of strftime stand for together. */
const COMBINED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  h: '%b',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

/** A point in time, and in RFC 3339: its parts are at fixed places, counted from the end. */
interface Moment {
  readonly at: Time
  readonly text: string
}

const year = ({ text }: Moment): string => text.slice(0, -16)
const month = ({ text }: Moment): string => text.slice(-15, -13)
const day = ({ text }: Moment): string => text.slice(-12, -10)
const hour = ({ text }: Moment): string => text.slice(-9, -7)

function daysSinceEpoch({ at }: Moment): number {
  return Math.floor(unixSeconds(at) / 86_400)
}

function weekday(moment: Moment): number {
  return (((daysSinceEpoch(moment) + 4) % 7) + 7) % 7
}

function dayOfYear(moment: Moment): number {
  const first = Math.floor((parseRfc3339(`${year(moment)}-01-01T00:00:00Z`) ?? 0) - UNIX_EPOCH) / 86_400_000
  return daysSinceEpoch(moment) - first + 1
}

/** What is not asked for is not found out: a loop that prints the date does so every second. */
const VALUES: Readonly<Record<string, (moment: Moment) => string>> = {
  a: (moment) => (DAYS[weekday(moment)] as string).slice(0, 3),
  A: (moment) => DAYS[weekday(moment)] as string,
  b: (moment) => (MONTHS[Number(month(moment)) - 1] as string).slice(0, 3),
  B: (moment) => MONTHS[Number(month(moment)) - 1] as string,
  d: day,
  e: (moment) => String(Number(day(moment))).padStart(2),
  H: hour,
  I: (moment) => String(Number(hour(moment)) % 12 || 12).padStart(2, '0'),
  j: (moment) => String(dayOfYear(moment)).padStart(3, '0'),
  k: (moment) => String(Number(hour(moment))).padStart(2),
  m: month,
  M: ({ text }) => text.slice(-6, -4),
  n: () => '\n',
  N: ({ at }) => `${String((((at - UNIX_EPOCH) % 1000) + 1000) % 1000).padStart(3, '0')}000000`,
  p: (moment) => (Number(hour(moment)) < 12 ? 'AM' : 'PM'),
  s: ({ at }) => String(unixSeconds(at)),
  S: ({ text }) => text.slice(-3, -1),
  t: () => '\t',
  u: (moment) => String(weekday(moment) || 7),
  w: (moment) => String(weekday(moment)),
  y: (moment) => year(moment).slice(2),
  Y: year,
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
}

/** A point in time as strftime writes it, in UTC. */
export function formatDate(at: Time, format: string): string {
  const moment = { at, text: rfc3339(at) }
  return format
    .replace(/%([cDFhrRTxX])/g, (whole, letter: string) => ownValue(COMBINED, letter) ?? whole)
    .replace(/%-?([a-zA-Z%])/g, (whole, letter: string) => {
      const value = ownValue(VALUES, letter)?.(moment) ?? whole
      return whole.startsWith('%-') ? value.replace(/^[0 ]+(?=.)/, '') : value
    })
}
