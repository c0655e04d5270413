import { expect, it } from 'vitest'
import { oomTrace } from '../testing/fixture-trace.ts'
import type { Lane } from './lane.ts'
import { lanesOf } from './lanes.ts'
import { loupeLanes, loupeStretch } from './loupe.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

const trace = oomTrace()
const lanes = lanesOf(trace, ENGLISH)
const container = lanes.find((lane) => lane.kind === 'container') as Lane

it('shows STATUS, the container and its memory', () => {
  expect(loupeLanes(lanes, container).map((lane) => lane.kind)).toEqual(['pod', 'container', 'memory'])
})

it('takes in all the small marks around an instant, and no more', () => {
  const { fromMs, toMs } = loupeStretch(loupeLanes(lanes, container), 35_000, 1800, trace.endMs)
  expect(fromMs).toBeLessThan(34_807)
  expect(toMs).toBeGreaterThan(35_311)
  expect(toMs - fromMs).toBeLessThan(1200)
})

it('shows a fifth of a second where nothing small is', () => {
  const { fromMs, toMs } = loupeStretch(loupeLanes(lanes, container), 60_000, 500, trace.endMs)
  expect(toMs - fromMs).toBe(200)
})
