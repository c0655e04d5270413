import { describe, expect, test } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { MemoryCgroup } from './memory-cgroup.ts'

const MI = 1024 * 1024

/** A cgroup that notes when its limit was reached, and ends the biggest process then. */
function cgroup(limit: number | undefined) {
  const kernel = new Kernel(1)
  const reached: [number, string | undefined][] = []
  const samples: [number, number][] = []
  const memory: MemoryCgroup<string> = new MemoryCgroup<string>(
    kernel,
    limit,
    (bytes) => samples.push([kernel.now, bytes]),
    () => {
      const victim = memory.biggest()
      reached.push([kernel.now, victim])
      if (victim !== undefined) memory.remove(victim)
    },
  )
  const run = () => {
    while (kernel.step()) {}
  }
  return { kernel, memory, reached, samples, run }
}

describe('MemoryCgroup', () => {
  test('is the sum of what its processes take', () => {
    const { memory } = cgroup(undefined)
    memory.set('a', 10 * MI)
    memory.set('b', 5 * MI)
    memory.set('a', 20 * MI)
    expect([memory.usage(), memory.of('a'), memory.of('b'), memory.of('c')]).toEqual([25 * MI, 20 * MI, 5 * MI, 0])
    memory.remove('a')
    memory.remove('a')
    expect(memory.usage()).toBe(5 * MI)
  })

  test('grows in a straight line over time', () => {
    const { kernel, memory, run } = cgroup(undefined)
    memory.set('a', 10 * MI)
    memory.ramp('a', 30 * MI, 1000)
    const seen: number[] = []
    for (const at of [0, 250, 1000]) kernel.at(at, () => seen.push(memory.usage() / MI))
    run()
    expect(seen).toEqual([10, 15, 30])
  })

  test('[OOM-1] knows beforehand when the limit will be reached', () => {
    const { memory, reached, run } = cgroup(100 * MI)
    memory.set('a', 0)
    memory.ramp('a', 250 * MI, 10_000)
    run()
    expect(reached).toEqual([[4000, 'a']])
  })

  test('[OOM-1] computes it anew when something changes', () => {
    const { kernel, memory, reached, run } = cgroup(100 * MI)
    memory.set('a', 0)
    memory.ramp('a', 200 * MI, 10_000)
    kernel.at(1000, () => memory.set('b', 40 * MI))
    run()
    // 20 Mi and 40 Mi at 1 s; the other 40 Mi take 2 s.
    expect(reached).toEqual([[3000, 'a']])
  })

  test('[OOM-1] two that grow reach it together', () => {
    const { kernel, memory, reached, run } = cgroup(100 * MI)
    memory.set('a', 10 * MI)
    memory.set('b', 0)
    memory.ramp('a', 60 * MI, 1000)
    memory.ramp('b', 60 * MI, 1000)
    kernel.at(1000, () => memory.set('b', 60 * MI))
    run()
    // 110 Mi in a second between them, the first 10 are there.
    expect(reached).toEqual([[819, 'a']])
  })

  test.each([
    ['at the limit', 100, 1],
    ['above it', 101, 1],
    ['below it', 99, 0],
  ])('[OOM-1] memory that is set %s', (_where, mi, times) => {
    const { memory, reached, run } = cgroup(100 * MI)
    memory.set('a', mi * MI)
    run()
    expect(reached).toHaveLength(times)
  })

  test('[OOM-1] is called off where the memory is given back in time', () => {
    const { kernel, memory, reached, run } = cgroup(100 * MI)
    memory.ramp('a', 200 * MI, 10_000)
    kernel.at(4000, () => memory.set('a', 10 * MI))
    run()
    expect(reached).toEqual([])
  })

  test('[OOM-2] of two that take the same the later one is the biggest', () => {
    const { memory } = cgroup(undefined)
    expect(memory.biggest()).toBeUndefined()
    memory.set('a', MI)
    memory.set('b', MI)
    expect(memory.biggest()).toBe('b')
    memory.set('a', 2 * MI)
    expect(memory.biggest()).toBe('a')
  })

  test('is sampled before and after each change: straight lines lie between the samples', () => {
    const { kernel, memory, samples, run } = cgroup(100 * MI)
    memory.set('a', 0)
    memory.ramp('a', 200 * MI, 1000)
    run()
    expect(samples.at(-3)).toEqual([500, 100 * MI])
    expect(samples.at(-1)).toEqual([500, 0])
    expect(kernel.busy).toBe(false)
  })
})
