import { describe, expect, test } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { CpuCgroup } from './cpu-cgroup.ts'

/** CPU time with a quota per 100 ms, in which work of given lengths begins at given times. */
function cpu(quota: number | undefined, work: readonly (readonly [at: number, ms: number])[]) {
  const kernel = new Kernel(1)
  const throttling: [number, number | undefined][] = []
  const cgroup = new CpuCgroup(kernel, quota, (wanted) => throttling.push([kernel.now, wanted]))
  const done: number[] = work.map(() => Number.NaN)
  const processes = work.map(([at, ms], index) =>
    kernel.spawn(
      (function* () {
        if (at > 0) yield at
        yield* cgroup.compute(ms)
        done[index] = kernel.now
      })(),
    ),
  )
  return {
    ...{ kernel, cgroup, done, processes, throttling },
    run: () => {
      while (kernel.step()) {}
      return done
    },
  }
}

describe('CpuCgroup', () => {
  test.each<[string, number | undefined, [number, number][], number[]]>([
    ['without a quota work takes its time', undefined, [[0, 250]], [250]],
    ['a burst within the quota too', 20, [[0, 15]], [15]],
    ['work goes on until the quota is used up, and again in each period', 20, [[0, 50]], [210]],
    ['what ends a period is not carried over', 20, [[90, 30]], [120]],
    ['a quota above one CPU does not slow one process', 150, [[0, 250]], [250]],
    [
      'two share it',
      50,
      [
        [0, 50],
        [0, 50],
      ],
      [125, 125],
    ],
    [
      'the second has what the first left',
      50,
      [
        [0, 30],
        [40, 30],
      ],
      [30, 110],
    ],
    ['a thousand periods are one timer', 1, [[0, 1000]], [99_901]],
  ])('[RES-5] %s', (_situation, quota, work, expected) => {
    expect(cpu(quota, work).run()).toEqual(expected)
  })

  test('[RES-5] does not step through the periods', () => {
    const { kernel, run } = cpu(1, [[0, 10_000]])
    run()
    expect(kernel.now).toBeGreaterThan(900_000)
    expect(kernel.steps).toBeLessThan(10)
  })

  test('[RES-5] says when throttling begins, and when there has been none for a second', () => {
    const { throttling, run } = cpu(10, [
      [100, 30],
      [700, 20],
      [5000, 20],
      [9000, 5],
    ])
    run()
    expect(throttling).toEqual([
      [100, 1000],
      [1810, undefined],
      [5000, 1000],
      [6110, undefined],
    ])
  })

  test('goes on under a new quota', () => {
    const { kernel, cgroup, run } = cpu(10, [[0, 100]])
    kernel.at(150, () => {
      cgroup.quota = 50
    })
    // 10 in the first period and 10 in the second; then 40 more before it ends, and the rest in the third.
    expect(run()).toEqual([240])
  })

  test('a process that is cut off leaves its share to the others', () => {
    const { kernel, processes, run, done } = cpu(50, [
      [0, 100],
      [0, 100],
    ])
    kernel.at(100, () => processes[0]?.cancel())
    run()
    expect(done).toEqual([Number.NaN, 225])
  })

  test('a cause is not changed by whoever ends the wait', () => {
    const kernel = new Kernel(1)
    const cgroup = new CpuCgroup(kernel, 10)
    const causes: (number | undefined)[] = []
    for (const [cause, ms] of [
      [1, 30],
      [2, 60],
    ] as const) {
      kernel.because(cause, () =>
        kernel.spawn(
          (function* () {
            yield* cgroup.compute(ms)
            causes.push(kernel.cause)
          })(),
        ),
      )
    }
    while (kernel.step()) {}
    expect(causes).toEqual([1, 2])
  })
})
