import { describe, expect, test } from 'vitest'
import { Kernel } from './kernel.ts'
import type { Process } from './process.ts'
import { firstBefore, sleep, type Task, waitFor } from './task.ts'
import { firstOf, Trigger } from './trigger.ts'

const run = (kernel: Kernel) => {
  while (kernel.step()) {}
}

describe('Process', () => {
  test('sleeps, and says what it returned', () => {
    const kernel = new Kernel(1)
    const log: unknown[] = []
    const process = kernel.spawn(
      (function* (): Task<string> {
        log.push(kernel.now)
        yield* sleep(30)
        log.push(kernel.now)
        yield 12
        log.push(kernel.now)
        return 'done'
      })(),
    )
    process.ended.listen((value) => log.push(value))
    expect(log).toEqual([])
    run(kernel)
    expect(log).toEqual([0, 30, 42, 'done'])
  })

  test('waits for a trigger and takes its value; what has fired is not waited for', () => {
    const kernel = new Kernel(1)
    const trigger = new Trigger<string>()
    const log: unknown[] = []
    const task = function* (name: string): Task<void> {
      log.push([name, yield* waitFor(trigger), kernel.now])
    }
    kernel.spawn(task('early'))
    kernel.at(10, () => trigger.fire('value'))
    kernel.at(20, () => kernel.spawn(task('late')))
    run(kernel)
    expect(log).toEqual([
      ['early', 'value', 10],
      ['late', 'value', 20],
    ])
  })

  test('woken by a trigger it has the cause of whoever fired it, after a sleep its own', () => {
    const kernel = new Kernel(1)
    const trigger = new Trigger<void>()
    const causes: (number | undefined)[] = []
    kernel.because(1, () =>
      kernel.spawn(
        (function* (): Task<void> {
          causes.push(kernel.cause)
          yield 5
          causes.push(kernel.cause)
          yield* waitFor(trigger)
          causes.push(kernel.cause)
          yield 5
          causes.push(kernel.cause)
        })(),
      ),
    )
    kernel.at(10, () => kernel.because(2, () => trigger.fire()))
    run(kernel)
    expect(causes).toEqual([1, 1, 2, 2])
  })

  test.each([
    ['it sleeps', 30],
    ['it waits for a trigger', new Trigger<unknown>()],
  ])('cancelled while %s it goes no further, cleans up, and leaves nothing behind', (_what, wait) => {
    const kernel = new Kernel(1)
    const log: string[] = []
    const process = kernel.spawn(
      (function* (): Task<number> {
        try {
          yield wait
          log.push('went on')
        } finally {
          log.push('cleaned up')
        }
        return 1
      })(),
    )
    process.ended.listen((value) => log.push(`ended with ${value}`))
    kernel.at(10, () => process.cancel())
    run(kernel)
    expect(log).toEqual(['cleaned up', 'ended with undefined'])
    expect(kernel.now).toBe(10)
    if (wait instanceof Trigger) wait.fire(undefined)
    run(kernel)
    process.cancel()
    expect(log).toHaveLength(2)
  })

  test('that cancels itself ends at its next wait', () => {
    const kernel = new Kernel(1)
    const log: string[] = []
    const self: { process?: Process<void> } = {}
    self.process = kernel.spawn(
      (function* (): Task<void> {
        self.process?.cancel()
        log.push('still here')
        yield 5
        log.push('went on')
      })(),
    )
    run(kernel)
    expect(log).toEqual(['still here'])
    expect(self.process.ended.fired).toBe(true)
  })

  test('an error that escapes is ours: it stops the simulation', () => {
    const kernel = new Kernel(1)
    kernel.spawn(
      // biome-ignore lint/correctness/useYield: it does not get that far
      (function* (): Task<void> {
        throw new Error('ours')
      })(),
    )
    expect(() => run(kernel)).toThrow('ours')
  })
})

describe('Trigger', () => {
  test('fires once, for those who listen in their order, and at once for those who come later', () => {
    const trigger = new Trigger<number>()
    const log: string[] = []
    trigger.listen((value) => log.push(`a${value}`))
    const leave = trigger.listen(() => log.push('left'))
    trigger.listen((value) => log.push(`b${value}`))
    leave()
    trigger.fire(1)
    trigger.listen((value) => log.push(`c${value}`))
    expect(log).toEqual(['a1', 'b1', 'c1'])
    expect(() => trigger.fire(2)).toThrow()
    expect(trigger.offer(2)).toBe(false)
    expect(trigger.value).toBe(1)
  })

  test('firstOf takes the first that fires, and leaves the others alone afterwards', () => {
    const [a, b] = [new Trigger<string>(), new Trigger<string>()]
    const first = firstOf(a, b)
    b.fire('b')
    a.fire('a')
    expect(first.value).toEqual({ index: 1, value: 'b' })
  })

  test('firstOf of what has fired already takes the first in the list', () => {
    const [a, b] = [new Trigger<string>(), new Trigger<string>()]
    b.fire('b')
    a.fire('a')
    expect(firstOf(new Trigger(), a, b).value).toEqual({ index: 1, value: 'a' })
  })
})

describe('a race', () => {
  function race(until: number | undefined, fire: (kernel: Kernel, triggers: readonly Trigger<void>[]) => void) {
    const kernel = new Kernel(1)
    const triggers = [new Trigger<void>(), new Trigger<void>()]
    const log: unknown[] = []
    const process = kernel.spawn(
      (function* (): Task<void> {
        log.push([yield* firstBefore(until, triggers), kernel.now])
      })(),
    )
    fire(kernel, triggers)
    return { kernel, log, process, triggers }
  }

  test.each<[string, number | undefined, number, number, unknown]>([
    ['the first trigger', 30, 10, 20, [0, 10]],
    ['the second trigger', 30, 20, 10, [1, 10]],
    ['of two at one instant the one that fired first', 30, 10, 10, [0, 10]],
    ['the time', 30, 40, 50, [undefined, 30]],
    ['of what comes at the very time, what was due first', 30, 30, 30, [0, 30]],
    ['a trigger, where there is no time', undefined, 500, 40, [1, 40]],
  ])('is won by %s', (_who, until, first, second, expected) => {
    const { kernel, log } = race(until, (kernel, [a, b]) => {
      kernel.at(first, () => a?.offer(undefined))
      kernel.at(second, () => b?.offer(undefined))
    })
    run(kernel)
    expect(log).toEqual([expected])
  })

  test('ends like one that is put together of a timeout and triggers, in the order of everything else', () => {
    const order = (wait: (kernel: Kernel, trigger: Trigger<void>) => Task<unknown>): string[] => {
      const kernel = new Kernel(1)
      const trigger = new Trigger<void>()
      const log: string[] = []
      const named = function* (name: string, task: Task<unknown>): Task<void> {
        yield* task
        log.push(name)
      }
      kernel.spawn(named('before', sleep(30)))
      kernel.spawn(named('race', wait(kernel, trigger)))
      kernel.spawn(named('after', sleep(30)))
      kernel.spawn(named('trigger', waitFor(trigger)))
      kernel.at(30, () => trigger.offer(undefined))
      run(kernel)
      return log
    }
    const plain = order(function* (kernel, trigger) {
      yield* waitFor(firstOf(trigger, kernel.timeout(30).trigger))
    })
    expect(order((_kernel, trigger) => firstBefore(30, [trigger]))).toEqual(plain)
    expect(plain).toHaveLength(4)
  })

  test('cut off it goes no further, and its time is still due', () => {
    const { kernel, log, process } = race(30, () => {})
    kernel.at(10, () => process.cancel())
    run(kernel)
    expect([log, kernel.now, process.ended.fired]).toEqual([[], 30, true])
  })
})
