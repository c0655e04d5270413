import { expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../lib/time.ts'
import { humanDuration } from './human-duration.ts'

const DAY = 24 * HOUR

test.each([
  [-2 * SECOND, '<invalid>'],
  [-1.5 * SECOND, '0s'],
  [-1, '0s'],
  [0, '0s'],
  [999, '0s'],
  [65 * SECOND, '65s'],
  [119_999, '119s'],
  [2 * MINUTE, '2m'],
  [2 * MINUTE + 1 * SECOND, '2m1s'],
  [10 * MINUTE - 1, '9m59s'],
  [10 * MINUTE + 59 * SECOND, '10m'],
  [3 * HOUR - 1, '179m'],
  [3 * HOUR, '3h'],
  [3 * HOUR + 30 * MINUTE, '3h30m'],
  [8 * HOUR, '8h'],
  [48 * HOUR - 1, '47h'],
  [48 * HOUR, '2d'],
  [49 * HOUR, '2d1h'],
  [8 * DAY - 1, '7d23h'],
  [8 * DAY, '8d'],
  [2 * 365 * DAY, '2y'],
  [2 * 365 * DAY + DAY, '2y1d'],
  [8 * 365 * DAY, '8y'],
])('%i ms reads %s', (duration, text) => {
  expect(humanDuration(duration)).toBe(text)
})
