import { describe, expect, it } from 'vitest'
import { courseFrom, wrapInto } from './course.ts'

const FOLD = { fromMs: 10_000, toMs: 290_000 }

describe('the course of the playhead', () => {
  it.each<[string, number, number, number, number]>([
    ['goes at its speed', 0, 100, 10, 1000],
    ['passes a fold in half a second', 10_000, 500, 10, 290_000],
    ['takes both in one frame', 9_000, 350, 10, 150_000],
    ['goes on behind a fold', 289_440, 101, 10, 291_000],
  ])('%s', (_, from, elapsed, speed, to) => {
    expect(courseFrom(from, elapsed, speed, [FOLD])).toBeCloseTo(to, 6)
  })

  it('is never slower within a fold than outside of it', () => {
    expect(courseFrom(10_000, 100, 3600, [FOLD])).toBeGreaterThan(290_000)
  })
})

it.each([
  [500, 1000],
  [1500, 1500],
  [2000, 1000],
  [2250, 1250],
  [9000, 1000],
])('a range from 1 s to 2 s is played again and again: %i is %i', (at, inside) => {
  expect(wrapInto({ fromMs: 1000, toMs: 2000 }, at)).toBe(inside)
})
