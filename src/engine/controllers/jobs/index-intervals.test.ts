import { describe, expect, test } from 'vitest'
import { countCommon, countIndexes, firstMissing, formatIndexes, parseIndexes, withIndexes } from './index-intervals.ts'

describe('intervals of completion indexes', () => {
  test.each([
    ['', 10, []],
    ['1', 10, [{ first: 1, last: 1 }]],
    ['1,2', 10, [{ first: 1, last: 2 }]],
    [
      '1,3-5,7',
      10,
      [
        { first: 1, last: 1 },
        { first: 3, last: 5 },
        { first: 7, last: 7 },
      ],
    ],
    ['2-8', 5, [{ first: 2, last: 4 }]],
    ['0,7', 5, [{ first: 0, last: 0 }]],
    ['not-a-number', 5, []],
  ])('%j below %i', (text, completions, intervals) => {
    expect(parseIndexes(text, completions)).toEqual(intervals)
  })

  test.each(['', '3', '1,2', '1,3-5,7', '0-9'])('%j is written as it was read', (text) => {
    expect(formatIndexes(parseIndexes(text, 20))).toBe(text)
  })

  test.each([
    ['1,3', [2], '1-3'],
    ['', [4, 0, 1], '0,1,4'],
    ['1-3', [2], '1-3'],
  ])('%j with %j', (text, more, both) => {
    const merged = withIndexes(parseIndexes(text, 20), more)
    expect(formatIndexes(merged)).toBe(both)
    expect(countIndexes(merged)).toBe(new Set([...numbersOf(text), ...more]).size)
  })

  test.each([
    ['1-3', 2, 6, [0, 4]],
    ['1-3', 9, 6, [0, 4, 5]],
    ['', 2, 1, [0]],
    ['0-5', 3, 6, []],
  ])('beside %j the first %i below %i', (text, count, completions, missing) => {
    expect(firstMissing(parseIndexes(text, 20), count, completions)).toEqual(missing)
  })

  test('what two lists have in common', () => {
    expect(countCommon(parseIndexes('0-4,8', 20), parseIndexes('3-9', 20))).toBe(3)
  })
})

function numbersOf(text: string): number[] {
  return parseIndexes(text, 20).flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
}
