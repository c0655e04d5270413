import { expect, test } from 'vitest'
import { graceKillTrace } from '../testing/fixture-trace.ts'
import { lanesOf } from './lanes.ts'
import { spanNumbers } from './span-numbers.ts'
import { LANES_EN } from './words-en.ts'

const trace = graceKillTrace()
const lanes = lanesOf(trace, { words: LANES_EN })
const of = (fromMs: number, toMs: number) => spanNumbers(lanes, { fromMs, toMs }, LANES_EN)

test('two halves have the attempts, runs that end and restarts of the whole', () => {
  const [whole, first, second] = [of(0, trace.endMs), of(0, 45_000), of(45_001, trace.endMs)]
  const attempts = (numbers: typeof whole) =>
    numbers.reduce((sum, each) => sum + (each.kind === 'probe' ? each.attempts : 0), 0)
  const exits = (numbers: typeof whole) =>
    numbers.flatMap((each) => (each.kind === 'container' ? each.exits : [])).reduce((sum, { count }) => sum + count, 0)
  const restarts = (numbers: typeof whole) =>
    numbers.reduce((sum, each) => sum + (each.kind === 'pod' ? each.restarts : 0), 0)
  for (const count of [attempts, exits, restarts]) {
    expect(count(whole)).toBeGreaterThan(0)
    expect(count(first) + count(second)).toBe(count(whole))
  }
})

test('the shares of a lane are all of its time', () => {
  for (const each of of(3_000, 61_000)) {
    if (each.kind !== 'pod' && each.kind !== 'container') continue
    expect(each.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
  }
})

test('a span before anything was there says nothing of it', () => {
  expect(of(-2_000, -1_000)).toEqual([])
})
