import { describe, expect, test } from 'vitest'
import fc from './testing/property.ts'
import {
  goDuration,
  HOUR,
  MINUTE,
  parseGoDuration,
  parseRfc3339,
  rfc3339,
  rfc3339Micro,
  SECOND,
  wholeSeconds,
} from './time.ts'

describe('dates', () => {
  test.each([
    [0, '2026-01-05T09:00:00Z'],
    [999, '2026-01-05T09:00:00Z'],
    [SECOND, '2026-01-05T09:00:01Z'],
    [15 * HOUR, '2026-01-06T00:00:00Z'],
    [-1, '2026-01-05T08:59:59Z'],
    [-9 * HOUR - 1, '2026-01-04T23:59:59Z'],
    [54 * 24 * HOUR, '2026-02-28T09:00:00Z'],
    [55 * 24 * HOUR, '2026-03-01T09:00:00Z'],
    [784 * 24 * HOUR, '2028-02-28T09:00:00Z'],
    [785 * 24 * HOUR, '2028-02-29T09:00:00Z'],
    [361 * 24 * HOUR, '2027-01-01T09:00:00Z'],
  ])('%i ms is %s', (at, text) => {
    expect(rfc3339(at)).toBe(text)
  })

  test.each([
    [0, '2026-01-05T09:00:00.000000Z'],
    [1234, '2026-01-05T09:00:01.234000Z'],
    [-1, '2026-01-05T08:59:59.999000Z'],
  ])('%i ms is %s in microseconds', (at, text) => {
    expect(rfc3339Micro(at)).toBe(text)
  })

  test('what was written is read again', () => {
    const instant = fc.integer({ min: -60 * 365 * 24 * HOUR, max: 60 * 365 * 24 * HOUR })
    fc.assert(
      fc.property(instant, (at) => {
        expect(parseRfc3339(rfc3339Micro(at))).toBe(at)
        expect(parseRfc3339(rfc3339(at))).toBe(Math.floor(at / SECOND) * SECOND)
        expect(new Date(rfc3339Micro(at)).getTime() - new Date(rfc3339(0)).getTime()).toBe(at)
      }),
      { seed: 7 },
    )
  })

  test.each(['', '2026-01-05', '2026-01-05T09:00:00', '2026-01-05 09:00:00Z', '2026-01-05T09:00:00+01:00', 'soon'])(
    '%j is no date',
    (text) => {
      expect(parseRfc3339(text)).toBeUndefined()
    },
  )
})

describe('Go durations', () => {
  test.each([
    [0, '0s'],
    [18, '18ms'],
    [999, '999ms'],
    [1000, '1s'],
    [2500, '2.5s'],
    [1018, '1.018s'],
    [40 * SECOND, '40s'],
    [80 * SECOND, '1m20s'],
    [160 * SECOND, '2m40s'],
    [5 * MINUTE, '5m0s'],
    [HOUR, '1h0m0s'],
    [HOUR + 2 * MINUTE + 500, '1h2m0.5s'],
    [-1500, '-1.5s'],
  ])('%i ms is %s', (ms, text) => {
    expect(goDuration(ms)).toBe(text)
    expect(parseGoDuration(text)).toBe(ms)
  })

  test.each([
    ['1.5h', 90 * MINUTE],
    ['.5s', 500],
    ['1h30m', 90 * MINUTE],
    ['+2s', 2000],
    ['1500us', 2],
    ['0', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms)
  })

  test.each(['', '5', 's', '1 s', '1m 20s', '1d', 'five', '-', '1.2.3s'])('%j is no duration', (text) => {
    expect(parseGoDuration(text)).toBeUndefined()
  })

  test('whole seconds are cut off toward zero', () => {
    expect([1999, -1999, 0].map(wholeSeconds)).toEqual([1, -1, 0])
  })
})
