import { expect, it } from 'vitest'
import { CLOCKS } from './wall-clock.ts'

it.each([
  [0, 1000, '09:00:00'],
  [5000, 1000, '09:00:05'],
  [65_040, 100, '09:01:05.0'],
  [65_043, 1, '09:01:05.043'],
  [82_995, 1000, '09:01:22'],
  [82_995, 100, '09:01:22.9'],
  [15 * 3_600_000, 1000, '00:00:00'],
])('%i ms is, in steps of %i, %s on the wall', (at, step, text) => {
  expect(CLOCKS.wall(at, step)).toBe(text)
})
