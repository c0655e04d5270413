import { describe, expect, test } from 'vitest'
import type { Task } from '../../kernel/task.ts'
import { emptyWorld, runUntil } from '../../testing/world.ts'
import { type RateLimit, WorkQueue } from './work-queue.ts'

/** "at key" of everything that was worked on, after `doings`. */
function worked(doings: (queue: WorkQueue) => void, taking = 0, limit?: RateLimit): string[] {
  const world = emptyWorld()
  const done: string[] = []
  function* slowly(key: string): Task<void> {
    done.push(`${world.now} ${key}`)
    yield taking
  }
  const queue = new WorkQueue(
    world.kernel,
    (key) => (taking > 0 ? slowly(key) : void done.push(`${world.now} ${key}`)),
    limit,
  )
  doings(queue)
  runUntil(world)
  return done
}

describe('a queue of keys', () => {
  test.each<[string, (queue: WorkQueue) => void, string[], number?]>([
    [
      'a free worker takes a key at once, each time',
      (queue) => {
        queue.add('a')
        queue.add('b')
        queue.add('a')
      },
      ['0 a', '0 b', '0 a'],
    ],
    [
      'what waits is not entered again, and comes in the order of its first entering',
      (queue) => {
        for (const key of ['a', 'b', 'c', 'b']) queue.add(key)
      },
      ['0 a', '7 b', '14 c'],
      7,
    ],
    [
      'what comes while it is worked on is worked on once more',
      (queue) => {
        queue.add('a')
        queue.add('a')
        queue.add('a')
      },
      ['0 a', '7 a'],
      7,
    ],
    [
      'that once more comes after what came meanwhile',
      (queue) => {
        for (const key of ['a', 'a', 'b']) queue.add(key)
      },
      ['0 a', '7 b', '14 a'],
      7,
    ],
    [
      'of several times the earliest counts',
      (queue) => {
        queue.addAfter('a', 30)
        queue.addAfter('a', 10)
        queue.addAfter('a', 20)
      },
      ['10 a'],
    ],
    [
      'what is dropped is not worked on',
      (queue) => {
        queue.addAfter('a', 30)
        queue.addAfter('b', 30)
        queue.drop('a')
      },
      ['30 b'],
    ],
  ])('%s', (_name, doings, expected, taking) => {
    expect(worked(doings, taking)).toEqual(expected)
  })

  test('after 0 a key comes behind what goes on already', () => {
    const order: string[] = []
    const world = emptyWorld()
    const queue = new WorkQueue(world.kernel, (key) => void order.push(key))
    queue.addAfter('later', 0)
    queue.add('now')
    runUntil(world)
    expect(order).toEqual(['now', 'later'])
  })
})

describe('a key that fails', () => {
  /** When it is tried, if it fails so many times in a row. */
  function triedAt(failures: number, limit?: RateLimit): number[] {
    const world = emptyWorld()
    const at: number[] = []
    const queue = new WorkQueue(
      world.kernel,
      (key) => {
        at.push(world.now)
        if (at.length <= failures) queue.addRateLimited(key)
        else queue.forget(key)
      },
      limit,
    )
    queue.add('a')
    runUntil(world)
    return at
  }

  test.each<[string, number[], RateLimit?]>([
    ['waits 5 ms and then twice as long each time', [0, 5, 15, 35, 75, 155]],
    ['waits no longer than the most', [0, 1000, 3000, 6000, 9000], { first: 1000, most: 3000 }],
  ])('%s', (_name, expected, limit) => {
    expect(triedAt(expected.length - 1, limit)).toEqual(expected)
  })

  test('waits at most 1000 seconds', () => {
    const at = triedAt(20)
    expect((at[20] ?? 0) - (at[19] ?? 0)).toBe(1_000_000)
  })

  test('begins anew once it is forgotten', () => {
    const world = emptyWorld()
    const at: number[] = []
    const queue = new WorkQueue(world.kernel, () => void at.push(world.now))
    queue.addRateLimited('a')
    runUntil(world)
    queue.addRateLimited('a')
    runUntil(world)
    queue.forget('a')
    queue.addRateLimited('a')
    runUntil(world)
    expect(at).toEqual([5, 15, 20])
  })
})
