import { describe, expect, test } from 'vitest'
import { parseRfc3339, rfc3339 } from '../../lib/time.ts'
import { nextTime, parseSchedule, type Schedule } from './schedule.ts'
import { timeZone, UTC } from './time-zone.ts'

function next(text: string, after: string, zone?: string): string | undefined {
  const clocks = zone === undefined ? UTC : timeZone(zone)!
  const found = nextTime(parseSchedule(text) as Schedule, clocks, parseRfc3339(after)!)
  return found === undefined ? undefined : rfc3339(found)
}

describe('the next time of a schedule', () => {
  test.each([
    ['each minute', '* * * * *', '2026-01-05T09:00:00Z', '2026-01-05T09:01:00Z'],
    ['each minute, from within one', '* * * * *', '2026-01-05T09:00:59.400Z', '2026-01-05T09:01:00Z'],
    ['every fifteen minutes', '*/15 * * * *', '2026-01-05T09:44:59Z', '2026-01-05T09:45:00Z'],
    ['every fifteen from the fifth on', '5/15 * * * *', '2026-01-05T09:06:00Z', '2026-01-05T09:20:00Z'],
    ['at working hours', '0 9-17/4 * * mon-fri', '2026-01-05T17:00:00Z', '2026-01-06T09:00:00Z'],
    ['over the weekend', '0 9 * * 1-5', '2026-01-09T09:00:00Z', '2026-01-12T09:00:00Z'],
    ['on the first of a month', '30 3 1 * *', '2026-01-05T00:00:00Z', '2026-02-01T03:30:00Z'],
    ['a day of the month or of the week', '0 0 13 * fri', '2026-01-05T00:00:00Z', '2026-01-09T00:00:00Z'],
    ['a day of the month or of the week, the day', '0 0 13 * fri', '2026-01-09T00:00:00Z', '2026-01-13T00:00:00Z'],
    ['at the end of a year', '0 0 1 1 *', '2026-01-05T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['on a leap day', '0 0 29 2 *', '2026-01-05T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['a list', '0,30 8,20 * * *', '2026-01-05T08:00:00Z', '2026-01-05T08:30:00Z'],
    ['@hourly', '@hourly', '2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z'],
    ['@weekly', '@weekly', '2026-01-05T09:00:00Z', '2026-01-11T00:00:00Z'],
    ['@every', '@every 1h30m', '2026-01-05T09:00:00.500Z', '2026-01-05T10:30:00Z'],
    ['? is *', '0 12 ? * ?', '2026-01-05T13:00:00Z', '2026-01-06T12:00:00Z'],
  ])('%s', (_, text, after, expected) => {
    expect(next(text, after)).toBe(expected)
  })

  test('there is none on a day that no year has', () => {
    expect(next('0 0 31 2 *', '2026-01-05T00:00:00Z')).toBeUndefined()
  })

  test.each([
    ['ahead of UTC', '0 9 * * *', '2026-01-05T00:00:01Z', 'Asia/Shanghai', '2026-01-05T01:00:00Z'],
    ['behind UTC', '0 9 * * *', '2026-01-05T09:00:00Z', 'America/New_York', '2026-01-05T14:00:00Z'],
    ['in summer', '0 9 * * *', '2026-07-05T09:00:00Z', 'America/New_York', '2026-07-05T13:00:00Z'],
    ['in the summer of the south', '0 9 * * *', '2026-01-05T00:00:00Z', 'Australia/Sydney', '2026-01-05T22:00:00Z'],
    ['at half hours', '0 9 * * *', '2026-01-05T00:00:00Z', 'Asia/Kolkata', '2026-01-05T03:30:00Z'],
    [
      'an hour that is skipped waits a day',
      '30 2 * * *',
      '2026-03-29T00:00:00Z',
      'Europe/Berlin',
      '2026-03-30T00:30:00Z',
    ],
    [
      'an hour that comes twice counts twice',
      '30 2 * * *',
      '2026-10-25T00:30:00Z',
      'Europe/Berlin',
      '2026-10-25T01:30:00Z',
    ],
    ['a day that begins at one', '0 * * * *', '2026-04-23T21:59:00Z', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['daily over the change', '0 12 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T10:00:00Z'],
  ])('%s', (_, text, after, zone, expected) => {
    expect(next(text, after, zone)).toBe(expected)
  })
})

describe('what is wrong with a schedule', () => {
  test.each([
    ['* * *', 'expected exactly 5 fields, found 3: [* * *]'],
    ['0 0 * * * *', 'expected exactly 5 fields, found 6: [0 0 * * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* 24 * * *', 'end of range (24) above maximum (23): 24'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['* * * * 7', 'end of range (7) above maximum (6): 7'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['a * * * *', 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['*/2/3 * * * *', 'too many slashes: */2/3'],
    ['@never', 'unrecognized descriptor: @never'],
    ['@every soon', 'failed to parse duration @every soon: time: invalid duration "soon"'],
  ])('%s', (text, expected) => {
    expect(parseSchedule(text)).toBe(expected)
  })
})

test('a time zone that is none is none, whatever every object has', () => {
  for (const name of ['Mars/Olympus', 'constructor', '__proto__', 'europe/berlin', ''])
    expect(timeZone(name)).toBeUndefined()
})
