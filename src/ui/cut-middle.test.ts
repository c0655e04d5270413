import { expect, test } from 'vitest'
import { cutMiddle } from './cut-middle.ts'

test.each([
  ['web', 13, 'web'],
  ['oven-5dc7f8c4', 13, 'oven-5dc7f8c4'],
  ['oven-5dc7f8c4cc-vx5j6', 13, 'oven-5…-vx5j6'],
  ['abcdefgh', 5, 'ab…gh'],
])('%s in %i letters', (name, most, expected) => {
  const cut = cutMiddle(name, most)
  expect(cut).toBe(expected)
  expect(cut.length).toBeLessThanOrEqual(most)
})
