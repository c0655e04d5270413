import { expect, test } from 'vitest'
import { maskText, parseRanges, rangesText } from './number-ranges.ts'

test.each([
  ['0', [0], '0'],
  ['0-3', [0, 1, 2, 3], '0-3'],
  ['3,0-1, 1', [0, 1, 3], '0-1,3'],
  ['5-5,7', [5, 7], '5,7'],
])('"%s" is %j, and written "%s"', (text, numbers, written) => {
  expect(parseRanges(text, 8)).toEqual(numbers)
  expect(rangesText(numbers)).toBe(written)
})

test.each(['', 'a', '1-', '3-1', '8', '0-999999', '-1', '0,,1'])('"%s" is none below 8', (text) => {
  expect(parseRanges(text, 8)).toBeUndefined()
})

test.each([
  [[], '0'],
  [[0, 1, 2], '7'],
  [[1, 33], '2,00000002'],
])('the mask of %j is %s', (numbers, expected) => expect(maskText(numbers)).toBe(expected))
