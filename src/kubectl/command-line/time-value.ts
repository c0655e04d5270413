import { MINUTE, parseRfc3339, type Time } from '../../lib/time.ts'

const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** The parts of a time, as Go's layout calls them. A fraction of a second may stand behind the seconds. */
const PARTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/],
  ['-', /^-/],
  ['02', /^\d\d/],
  ['T', /^T/],
  ['15', /^\d\d/],
  [':', /^:/],
  ['04', /^\d\d/],
  [':', /^:/],
  ['05', /^\d\d(?:[.,]\d+)?/],
  ['Z07:00', /^(?:Z|[+-]\d\d:\d\d)/],
]

/** What Go says of a text that is no time. */
// Go: time.Parse with time.RFC3339
export function timeMistake(text: string): string | undefined {
  const head = `parsing time ${JSON.stringify(text)}`
  let rest = text
  for (const [name, pattern] of PARTS) {
    const [found] = pattern.exec(rest) ?? []
    if (found === undefined) {
      return `${head} as ${JSON.stringify(LAYOUT)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(name)}`
    }
    rest = rest.slice(found.length)
  }
  if (rest !== '') return `${head}: extra text: ${JSON.stringify(rest)}`
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(Number)
  if (month < 1 || month > 12) return `${head}: month out of range`
  if (day < 1 || day > daysOf(year, month)) return `${head}: day out of range`
  if (hour > 23) return `${head}: hour out of range`
  if (minute > 59) return `${head}: minute out of range`
  return second > 59 ? `${head}: second out of range` : undefined
}

function daysOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** In any zone. */
export function readTime(text: string): Time | undefined {
  if (timeMistake(text) !== undefined) return undefined
  const zone = /([+-])(\d\d):(\d\d)$/.exec(text)
  const utc = parseRfc3339(`${text.replace(/(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/, '')}Z`)
  if (utc === undefined || !zone) return utc
  const [, sign, hours, minutes] = zone
  return utc - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE
}
