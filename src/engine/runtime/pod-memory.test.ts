import { describe, expect, test } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { MemoryCgroup } from './memory-cgroup.ts'
import { PodMemory } from './pod-memory.ts'

const MI = 1024 * 1024

/** A Pod's memory of two containers, each with one process. */
function podMemory(limit: number | undefined) {
  const kernel = new Kernel(1)
  const reached: [number, string][] = []
  const pod = new PodMemory(kernel, limit, () => {
    reached.push([kernel.now, 'pod'])
    b.remove('b')
  })
  const container = (name: string) =>
    new MemoryCgroup<string>(
      kernel,
      100 * MI,
      () => {},
      () => {
        reached.push([kernel.now, name])
        for (const each of [a, b]) each.remove(name)
      },
      pod,
    )
  const a = container('a')
  const b = container('b')
  const run = () => {
    while (kernel.step()) {}
    return reached
  }
  return { kernel, pod, a, b, run }
}

describe('PodMemory', () => {
  test('[RES-4] knows when its containers together will have reached the limit', () => {
    const { a, b, run } = podMemory(120 * MI)
    a.set('a', 60 * MI)
    b.set('b', 0)
    b.ramp('b', 90 * MI, 9000)
    expect(run()).toEqual([[6000, 'pod']])
  })

  test('without a limit of the Pod each container has only its own', () => {
    const { a, b, run } = podMemory(undefined)
    a.set('a', 90 * MI)
    b.set('b', 90 * MI)
    expect(run()).toEqual([])
  })

  test('a new limit counts at once', () => {
    const { kernel, pod, a, b, run } = podMemory(200 * MI)
    a.set('a', 60 * MI)
    b.set('b', 60 * MI)
    kernel.at(50, () => {
      pod.limit = 100 * MI
    })
    expect(run()).toEqual([[50, 'pod']])
  })

  test('[OOM-1] so does one of a container', () => {
    const { kernel, a, run } = podMemory(undefined)
    a.set('a', 60 * MI)
    kernel.at(50, () => {
      a.limit = 50 * MI
    })
    expect(run()).toEqual([[50, 'a']])
  })
})
