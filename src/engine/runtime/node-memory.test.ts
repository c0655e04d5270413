import { describe, expect, test } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { MemoryCgroup } from './memory-cgroup.ts'
import { NodeMemory } from './node-memory.ts'

const MI = 1024 * 1024

/** A node of 1000Mi whose system takes 100, with a mark at 900. */
function node() {
  const kernel = new Kernel(1)
  const reached: number[] = []
  const memory = new NodeMemory(kernel, 1000 * MI, 100 * MI)
  const leave = memory.watch({ bytes: 900 * MI, reached: () => reached.push(kernel.now) })
  const container = () =>
    new MemoryCgroup<string>(
      kernel,
      undefined,
      () => {},
      () => {},
      memory,
    )
  const run = () => {
    while (kernel.step()) {}
    return reached
  }
  return { kernel, memory, leave, container, run }
}

describe('NodeMemory', () => {
  test('[EVICT-2] adds up the system, what is outside of Pods, and all containers', () => {
    const { memory, container } = node()
    const [a, b] = [container(), container()]
    a.set('x', 10 * MI)
    a.set('y', 20 * MI)
    b.set('x', 30 * MI)
    memory.outside = 40 * MI
    expect(memory.usage()).toBe(200 * MI)
    a.remove('x')
    memory.outside = 0
    expect(memory.available).toBe(850 * MI)
  })

  test('[EVICT-2] knows when containers that grow will have reached a mark together', () => {
    const { kernel, memory, container, run } = node()
    const [a, b] = [container(), container()]
    a.ramp('x', 1000 * MI, 10_000)
    kernel.at(1000, () => b.ramp('x', 1000 * MI, 10_000))
    kernel.at(2000, () => expect(memory.usage()).toBe(400 * MI))
    // 800Mi beside the system's: 100 in the first second, then 200 in each.
    kernel.at(6000, () => {
      for (const each of [a, b]) each.remove('x')
    })
    expect(run()).toEqual([4500])
  })

  test.each([
    ['outside of Pods', 800, 1],
    ['not as much', 799, 0],
  ])('[EVICT-2] something %s', (_what, mi, times) => {
    const { memory, run } = node()
    memory.outside = mi * MI
    expect(run()).toHaveLength(times)
  })

  test('is not watched any more by who has left', () => {
    const { memory, leave, run } = node()
    memory.outside = 850 * MI
    leave()
    expect(run()).toEqual([])
  })
})
