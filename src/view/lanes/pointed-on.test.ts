import { expect, test } from 'vitest'
import fc from '../../lib/testing/property.ts'
import { graceKillTrace } from '../testing/fixture-trace.ts'
import { timeScale, xOf } from '../time/time-scale.ts'
import { lanesOf } from './lanes.ts'
import { pointedOn, timeOf } from './pointed.ts'
import { LANES_EN } from './words-en.ts'

const REACH_PX = 6

test('at every zoom, what is read under the pointer happened there', () => {
  const trace = graceKillTrace()
  const lanes = lanesOf(trace, { words: LANES_EN })
  fc.assert(
    fc.property(
      fc.nat({ max: lanes.length - 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 200, max: 40_000_000, noNaN: true }),
      fc.integer({ min: 120, max: 720 }),
      fc.integer({ min: 0, max: 130 }),
      (which, from, length, x, y) => {
        const lane = lanes[which]
        if (!lane) return
        const fromMs = from * trace.endMs
        const scale = timeScale({ fromMs, toMs: fromMs + length }, 120, 720)
        const pointed = pointedOn(lane, scale, x, y, REACH_PX)
        if (!pointed) return
        const { from: start, to: end } = timeOf(pointed)
        const reach = pointed.kind === 'stretch' ? 1 : REACH_PX
        expect(xOf(scale, start)).toBeLessThanOrEqual(x + reach + 0.001)
        expect(xOf(scale, end)).toBeGreaterThanOrEqual(x - reach - 0.001)
      },
    ),
    { numRuns: 400 },
  )
})
