import { describe, expect, test } from 'vitest'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { PodUsage } from './pod-usage.ts'
import { rank } from './rank.ts'
import { leastOf, THRESHOLDS, thresholdAmount } from './thresholds.ts'

const MI = 1024 * 1024

interface Given {
  readonly name: string
  /** Mi. */
  readonly uses: number
  readonly requests?: number
  readonly limits?: number
  readonly priority?: number
}

function usageOf({ name, uses, requests, limits, priority }: Given): PodUsage {
  const list = (mi: number | undefined) =>
    mi === undefined ? {} : { memory: `${mi}Mi`, 'ephemeral-storage': `${mi}Mi` }
  const pod = {
    metadata: { name },
    spec: {
      ...(priority === undefined ? {} : { priority }),
      containers: [{ name: 'c', resources: { requests: list(requests), limits: list(limits) } }],
    },
    status: { phase: 'Running' },
  } as unknown as Pod
  return {
    pod,
    memory: uses * MI,
    processes: uses,
    containers: [{ name: 'c', memory: uses * MI, rootfs: uses * MI, logs: 0 }],
    volumes: new Map(),
  }
}

describe('[EVICT-3] who goes first', () => {
  test.each<[string, readonly Given[]]>([
    [
      'a Burstable Pod far over its request, before a BestEffort one that takes little',
      [
        { name: 'burstable', uses: 300, requests: 100 },
        { name: 'besteffort', uses: 20 },
      ],
    ],
    [
      'whoever is over its request, however important, before whoever is not',
      [
        { name: 'over', uses: 101, requests: 100, priority: 1_000_000 },
        { name: 'within', uses: 99, requests: 100, priority: -1_000_000 },
      ],
    ],
    [
      'the least important of those over their request, however little it takes',
      [
        { name: 'unimportant', uses: 2, requests: 1, priority: 1 },
        { name: 'important', uses: 500, requests: 1, priority: 2 },
      ],
    ],
    [
      'the one with the least to spare of those within their request',
      [
        { name: 'tight', uses: 90, requests: 100 },
        { name: 'guaranteed', uses: 95, requests: 200, limits: 200 },
      ],
    ],
    [
      'exactly what was asked for is not over it',
      [
        { name: 'over', uses: 1, priority: 5 },
        { name: 'even', uses: 100, requests: 100 },
      ],
    ],
  ])('%s', (_what, given) => {
    const names = given.map(({ name }) => name)
    for (const order of [given, [...given].reverse()]) {
      for (const resource of ['memory', 'ephemeral-storage'] as const) {
        expect(rank(resource, order.map(usageOf)).map(({ pod }) => pod.metadata.name)).toEqual(names)
      }
    }
  })

  test('for processes: priority, then their number; requests are not asked', () => {
    const given = [
      { name: 'important', uses: 900, priority: 1 },
      { name: 'few', uses: 3 },
      { name: 'many', uses: 200, requests: 500 },
    ]
    expect(rank('pids', given.map(usageOf)).map(({ pod }) => pod.metadata.name)).toEqual(['many', 'few', 'important'])
  })
})

describe('thresholdAmount', () => {
  test.each([
    ['a quantity', { quantity: '100Mi' }, 100 * MI],
    // A tenth in single precision is a little more than a tenth.
    ['a percentage', { percentage: 0.1 }, 10_737_418_400],
  ] as const)('%s', (_what, value, bytes) => {
    expect(thresholdAmount(value, 100 * 1024 * MI)).toBe(bytes)
  })

  test('of the two thresholds for a disk the one for images comes first', () => {
    expect(leastOf(THRESHOLDS, 'ephemeral-storage', 100 * 1024 * MI)).toBe(16_106_128_000)
  })
})
