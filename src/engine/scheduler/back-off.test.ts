import { describe, expect, test } from 'vitest'
import { backoffTime, calculateBackoffDuration } from './back-off.ts'

describe('back-off', () => {
  test('[SCHED-4] doubles with each attempt, up to ten seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(calculateBackoffDuration)).toEqual([0, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  test.each<[string, number, number, number]>([
    ['ends at a whole second', 10_400, 1, 11_000],
    ['of a second attempt', 10_400, 2, 12_000],
    ['is over at once where nothing was tried', 10_400, 0, 10_000],
  ])('[SCHED-4] %s', (_situation, lastAttempt, attempts, expected) => {
    expect(backoffTime(lastAttempt, attempts)).toBe(expected)
  })
})
