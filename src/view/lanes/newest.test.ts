import { expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { newestOf } from './newest.ts'
import { LANES_EN } from './words-en.ts'

const lanes = lanesOf(runText(LIVENESS_KILL), { words: LANES_EN })
const kindOf = (after: number, upTo: number) => newestOf(lanes, after, upTo)?.lane.split('/')[0]

test.each([
  ['nothing comes between two probes', 6_000, 7_000, undefined],
  ['a probe fails', 5_000, 5_400, 'probe'],
  ['a container ends: its exit, not the end of the grace period', 15_300, 15_360, 'container'],
  ['two things: the later one', 5_000, 15_360, 'container'],
])('%s', (_, after, upTo, expected) => {
  expect(kindOf(after, upTo)).toBe(expected)
})

test('what began at the first instant is not new, at the second it is', () => {
  const all = newestOf(lanes, -1, Number.MAX_SAFE_INTEGER)
  expect(all).toBeDefined()
  expect(newestOf(lanes, all?.at ?? 0, Number.MAX_SAFE_INTEGER)).toBeUndefined()
  expect(newestOf(lanes, (all?.at ?? 0) - 1, all?.at ?? 0)).toEqual(all)
})

test('it stands within its lane', () => {
  const lane = lanes.find(({ kind }) => kind === 'container')!
  const { band } = newestOf([lane], 15_300, 15_360)!
  expect(band[0]).toBeGreaterThanOrEqual(0)
  expect(band[1]).toBeLessThanOrEqual(lane.height)
})
