import { describe, expect, test } from 'vitest'
import { crowdSummary, exitColumns, percentText, sayCrowd, sayCrowdAt } from './crowd.ts'
import type { Bar, ContainerLane, Exit } from './lane.ts'
import { LANES_EN } from './words-en.ts'
import { LANES_ZH } from './words-zh.ts'

const S = 1000

function bar(from: number, to: number, tone: Bar['tone']): Bar {
  return {
    ...{ kind: 'bar', from, to, seq: undefined, top: 0, height: 28, pattern: 'solid', tone, label: undefined },
    ...{ mono: false, ends: 'round', rail: false, state: tone },
  }
}

function exit(at: number, code: number, run: number): Exit {
  return {
    ...{ kind: 'exit', from: at, to: at, seq: undefined, top: 0, height: 36, code, reason: 'Error' },
    ...{ tone: 'exitNonZero', run },
  }
}

/** Twelve seconds of every five minutes it runs; each third run is a little longer and ends with 2. */
const LOOP: ContainerLane = {
  kind: 'container',
  ...{ id: 'c', name: 'app', note: undefined, mono: true, indent: false, ruled: true, height: 100 },
  ...{ pod: { namespace: 'default', name: 'web', uid: 'u' }, container: 'app', nodeUid: 'u', containerKind: 'app' },
  ...{
    barTop: 56,
    logs: { lines: [], at: new Float64Array() },
    logTop: 90,
    life: { from: 0, to: 3_600_000, ended: false },
  },
  marks: Array.from({ length: 12 }, (_, i) => {
    const [start, end] = [i * 300 * S, i * 300 * S + (i % 3 === 2 ? 15 : 12) * S]
    return [bar(start, end, 'ready'), exit(end, i % 3 === 2 ? 2 : 1, i + 1), bar(end, (i + 1) * 300 * S, 'waiting')]
  }).flat(),
} as ContainerLane

describe('a crowd', () => {
  test.each([
    ['the whole', 0, 3_600 * S, '12 runs, median 12 s, 96 % waiting', '运行 12 次，中位时长 12\u00a0秒，96 % 等待'],
    ['the first half', 0, 1_800 * S, '6 runs, median 12 s, 96 % waiting', '运行 6 次，中位时长 12\u00a0秒，96 % 等待'],
    ['what lies between two runs', 20 * S, 290 * S, '100 % waiting', '100 % 等待'],
    ['from within a run on', 6 * S, 18 * S, '1 run, 50 % running, 50 % waiting', '运行 1 次，50 % 运行中，50 % 等待'],
  ])('in one line: %s', (_, from, to, english, chinese) => {
    expect(sayCrowd(crowdSummary(LOOP, from, to, LANES_EN), LANES_EN)).toBe(english)
    expect(sayCrowd(crowdSummary(LOOP, from, to, LANES_ZH), LANES_ZH)).toBe(chinese)
  })

  test('under the pointer, with what ended there and nowhere else', () => {
    expect(sayCrowdAt(LOOP, 0, 900 * S, LANES_EN)).toBe('96 % waiting, 4 % running; exit 1 ×2; exit 2')
    expect(sayCrowdAt(LOOP, 20 * S, 30 * S, LANES_EN)).toBe('100 % waiting')
  })
})

test.each([
  [0, '0'],
  [0.0001, '<1'],
  [0.5, '50'],
  [0.999, '99'],
  [1, '100'],
])('%d of all is %s %%', (share, text) => expect(percentText(share)).toBe(text))

test('exits are counted by column, and none is lost', () => {
  const columns = exitColumns([0, 0.5, 2.9, 3, 3.1, 30], [1, 1, 2, 1, 1, 0], 3)
  expect(columns).toEqual([
    { left: 0, count: 3, worst: 2 },
    { left: 3, count: 2, worst: 3 },
    { left: 30, count: 1, worst: 5 },
  ])
})
