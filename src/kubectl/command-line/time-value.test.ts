import { expect, it } from 'vitest'
import { rfc3339 } from '../../lib/time.ts'
import { readTime, timeMistake } from './time-value.ts'

const LAYOUT = '"2006-01-02T15:04:05Z07:00"'

it.each([
  ['2026-01-05T09:00:07Z', '2026-01-05T09:00:07Z'],
  ['2026-01-05T09:00:07.25Z', '2026-01-05T09:00:07Z'],
  ['2026-01-05T11:30:07+02:30', '2026-01-05T09:00:07Z'],
  ['2026-01-05T04:00:07-05:00', '2026-01-05T09:00:07Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
])('%s is a time', (text, expected) => {
  const time = readTime(text)
  expect(time === undefined ? undefined : rfc3339(time)).toBe(expected)
})

it.each([
  ['noon', `parsing time "noon" as ${LAYOUT}: cannot parse "noon" as "2006"`],
  ['2026-1-5', `parsing time "2026-1-5" as ${LAYOUT}: cannot parse "1-5" as "01"`],
  ['2026-01-05', `parsing time "2026-01-05" as ${LAYOUT}: cannot parse "" as "T"`],
  ['2026-01-05T09:00:07', `parsing time "2026-01-05T09:00:07" as ${LAYOUT}: cannot parse "" as "Z07:00"`],
  ['2026-01-05T09:00:07Zulu', 'parsing time "2026-01-05T09:00:07Zulu": extra text: "ulu"'],
  ['2026-13-05T09:00:07Z', 'parsing time "2026-13-05T09:00:07Z": month out of range'],
  ['2026-02-29T09:00:07Z', 'parsing time "2026-02-29T09:00:07Z": day out of range'],
])('%s is none', (text, wrong) => {
  expect([timeMistake(text), readTime(text)]).toEqual([wrong, undefined])
})
