import { expect, test } from 'vitest'
import type { StateTone } from '../history/tone.ts'
import type { Mark } from './lane.ts'
import { inGroups, worstRuns } from './worst.ts'

const bar = (from: number, to: number, tone: StateTone): Mark => ({
  ...{ kind: 'bar', from, to, seq: undefined, top: 0, height: 28, pattern: 'solid', tone, label: undefined },
  ...{ mono: false, ends: 'round', rail: false, state: tone },
})

const seconds = (at: number) => at / 1000

test.each([
  ['one row as it is', [[bar(0, 2000, 'ready'), bar(2000, 4000, 'waiting')]], ['ready 0-2', 'waiting 2-4']],
  ['of two rows the worse', [[bar(0, 4000, 'ready')], [bar(1000, 2000, 'oom')]], ['ready 0-1', 'oom 1-2', 'ready 2-4']],
  [
    'a moment of trouble within a column',
    [[bar(0, 1400, 'ready'), bar(1400, 1410, 'exitNonZero'), bar(1410, 4000, 'ready')]],
    ['ready 0-1', 'exitNonZero 1-2', 'ready 2-4'],
  ],
  ['nothing where there is nothing', [[bar(1000, 2000, 'ready')]], ['ready 1-2']],
] as const)('%s', (_, rows, expected) => {
  expect(worstRuns(rows, seconds, 4).map(({ tone, from, to }) => `${tone} ${from}-${to}`)).toEqual(expected)
})

test('no thing is left out of its group', () => {
  const things = Array.from({ length: 15 }, (_, i) => i)
  expect(inGroups(things, 4).flat()).toEqual(things)
  expect(inGroups(things, 4).length).toBeLessThanOrEqual(4)
  expect(inGroups(things, 40)).toHaveLength(15)
})
