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

/** A point in time as strftime writes it, in UTC. */
export function formatDate(at: Time, format: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/.exec(
    rfc3339(at),
  ) as unknown as string[]
  const days = Math.floor(unixSeconds(at) / 86_400)
  const weekday = (((days + 4) % 7) + 7) % 7
  const hours = Number(hour)
  const milli = String((((at - UNIX_EPOCH) % 1000) + 1000) % 1000).padStart(3, '0')
  const firstOfYear = Math.floor((parseRfc3339(`${year}-01-01T00:00:00Z`) ?? 0) - UNIX_EPOCH) / 86_400_000
  const values: Readonly<Record<string, string>> = {
    a: (DAYS[weekday] as string).slice(0, 3),
    A: DAYS[weekday] as string,
    b: (MONTHS[Number(month) - 1] as string).slice(0, 3),
    B: MONTHS[Number(month) - 1] as string,
    d: day as string,
    e: String(Number(day)).padStart(2),
    H: hour as string,
    I: String(hours % 12 || 12).padStart(2, '0'),
    j: String(days - firstOfYear + 1).padStart(3, '0'),
    k: String(hours).padStart(2),
    m: month as string,
    M: minute as string,
    n: '\n',
    N: `${milli}000000`,
    p: hours < 12 ? 'AM' : 'PM',
    s: String(unixSeconds(at)),
    S: second as string,
    t: '\t',
    u: String(weekday || 7),
    w: String(weekday),
    y: (year as string).slice(2),
    Y: year as string,
    z: '+0000',
    Z: 'UTC',
    '%': '%',
  }
  const combined: Readonly<Record<string, string>> = {
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
  return format
    .replace(/%([cDFhrRTxX])/g, (whole, letter: string) => ownValue(combined, letter) ?? whole)
    .replace(/%-?([a-zA-Z%])/g, (whole, letter: string) => {
      const value = ownValue(values, letter) ?? whole
      return whole.startsWith('%-') ? value.replace(/^[0 ]+(?=.)/, '') : value
    })
}
