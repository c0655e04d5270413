import { expect, test } from 'vitest'
import { metricsOfPod, type StoredPod, store, type UsagePoint } from './usage-points.ts'

function point(at: number, cpuMs: number, startedAt = 0): UsagePoint {
  return { at, startedAt, cpuMs, memoryBytes: 1000 }
}

/** What is answered after each of the looks, in thousandths of a CPU. */
function answers(...looks: readonly Readonly<Record<string, UsagePoint>>[]) {
  let stored: StoredPod | undefined
  return looks.map((points) => {
    stored = store(stored, new Map(Object.entries(points)))
    const metrics = metricsOfPod({ namespace: 'default', name: 'web' }, stored)
    return metrics && [metrics.timestamp, metrics.window, ...metrics.containers.map(({ milliCPU }) => milliCPU)]
  })
}

test.each<[string, ReturnType<typeof answers>, ReturnType<typeof answers>]>([
  [
    'between two looks',
    answers({ a: point(30_000, 1000) }, { a: point(45_000, 2500) }),
    [undefined, [45_000, 15_000, 100]],
  ],
  [
    'a container that is not quite young is measured from its start on',
    answers({ a: point(12_000, 1200) }),
    [[12_000, 12_000, 100]],
  ],
  ['one that has just started is not', answers({ a: point(9000, 900) }), [undefined]],
  [
    'one that was started again is another one',
    answers({ a: point(30_000, 1000) }, { a: point(45_000, 10, 40_000) }),
    [undefined, undefined],
  ],
  [
    'all containers or none',
    answers(
      { a: point(30_000, 0), b: point(30_000, 0) },
      { a: point(45_000, 150), b: point(45_000, 50, 40_000) },
      { a: point(60_000, 300), b: point(60_000, 200, 40_000) },
    ),
    [undefined, undefined, [60_000, 15_000, 10, 10]],
  ],
])('%s', (_, got, expected) => {
  expect(got).toEqual(expected)
})
