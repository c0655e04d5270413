import { describe, expect, test } from 'vitest'
import { Kernel, PEOPLE, Scope } from './kernel.ts'

const run = (kernel: Kernel) => {
  while (kernel.step()) {}
}

describe('Kernel', () => {
  test('runs timers in the order of their time, and within an instant as they came', () => {
    const kernel = new Kernel(1)
    const log: string[] = []
    kernel.at(20, () => log.push('late'))
    kernel.at(10, () => log.push('first'))
    kernel.at(10, () => {
      log.push('second')
      kernel.after(0, () => log.push('fourth'))
    })
    kernel.at(10, () => log.push('third'))
    run(kernel)
    expect(log).toEqual(['first', 'second', 'third', 'fourth', 'late'])
    expect(kernel.now).toBe(20)
    expect(kernel.steps).toBe(5)
  })

  test('people act last at their instant: what the world does then comes before, however it came about', () => {
    const kernel = new Kernel(1)
    const log: string[] = []
    kernel.at(10, () => log.push('people'), { priority: PEOPLE })
    kernel.at(10, () => kernel.after(0, () => kernel.after(0, () => log.push('world'))))
    run(kernel)
    expect(log).toEqual(['world', 'people'])
  })

  test('does not run what was cancelled', () => {
    const kernel = new Kernel(1)
    let ran = 0
    const timer = kernel.at(10, () => ran++)
    kernel.at(5, () => kernel.cancel(timer))
    run(kernel)
    kernel.cancel(timer)
    expect(ran).toBe(0)
    expect(kernel.now).toBe(5)
  })

  test.each([
    ['in the past', 9],
    ['between two milliseconds', 10.5],
    ['never', Number.NaN],
  ])('refuses a timer %s', (_when, time) => {
    const kernel = new Kernel(1)
    kernel.at(10, () => {})
    run(kernel)
    expect(() => kernel.at(time, () => {})).toThrow()
  })

  test('is busy while something is left that can make a difference', () => {
    const kernel = new Kernel(1)
    expect(kernel.busy).toBe(false)
    kernel.at(5, () => {}, { background: true })
    expect(kernel.busy).toBe(false)
    const timer = kernel.at(10, () => {})
    const other = kernel.at(20, () => {})
    expect(kernel.busy).toBe(true)
    kernel.cancel(timer)
    kernel.cancel(timer)
    expect(kernel.busy).toBe(true)
    kernel.cancel(other)
    expect(kernel.busy).toBe(false)
  })

  test('peek says when the next one is due, and skips what was cancelled', () => {
    const kernel = new Kernel(1)
    expect(kernel.peek()).toBeUndefined()
    const timer = kernel.at(5, () => {})
    kernel.at(9, () => {})
    kernel.cancel(timer)
    expect(kernel.peek()).toBe(9)
    expect(kernel.now).toBe(0)
  })

  test('peek says when something will be run: what has ended with its scope is no longer due', () => {
    const kernel = new Kernel(1)
    const scope = new Scope()
    const log: number[] = []
    kernel.within(scope, () => kernel.at(5, () => log.push(5)))
    kernel.at(9, () => log.push(9))
    kernel.end(scope)
    expect(kernel.peek()).toBe(9)
    run(kernel)
    expect(log).toEqual([9])
  })

  test('what has ended with its scope does not keep the simulation going, whenever it was begun or called off', () => {
    const kernel = new Kernel(1)
    const scope = new Scope()
    const early = kernel.within(scope, () => kernel.at(5, () => {}))
    const kept = kernel.within(scope, () => kernel.at(7, () => {}))
    kernel.cancel(early)
    kernel.end(scope)
    kernel.end(scope)
    expect(kernel.busy).toBe(false)
    kernel.cancel(kept)
    kernel.within(scope, () => kernel.at(8, () => {}))
    expect(kernel.busy).toBe(false)
    expect(kernel.peek()).toBeUndefined()
    kernel.at(9, () => {})
    expect(kernel.busy).toBe(true)
  })

  test('hands the cause on from who schedules to what is scheduled', () => {
    const kernel = new Kernel(1)
    const causes: (number | undefined)[] = []
    const note = () => causes.push(kernel.cause)
    kernel.because(7, () => {
      kernel.at(1, () => {
        note()
        kernel.cause = 8
        kernel.after(5, note)
      })
    })
    kernel.at(2, note)
    expect(kernel.cause).toBeUndefined()
    run(kernel)
    expect(causes).toEqual([7, undefined, 8])
  })

  test('comes back to its cause when a body throws', () => {
    const kernel = new Kernel(1)
    kernel.cause = 1
    expect(() =>
      kernel.because(2, () => {
        throw new Error('ours')
      }),
    ).toThrow('ours')
    expect(kernel.cause).toBe(1)
  })

  test('a timeout fires its trigger once, unless it is called off', () => {
    const kernel = new Kernel(1)
    const kept = kernel.timeout(10)
    const off = kernel.timeout(10)
    off.cancel()
    kernel.at(5, () => kept.trigger.offer(undefined))
    run(kernel)
    expect(kept.trigger.fired).toBe(true)
    expect(off.trigger.fired).toBe(false)
  })
})
