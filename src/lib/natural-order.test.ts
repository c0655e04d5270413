import { expect, test } from 'vitest'
import { naturalOrder } from './natural-order.ts'

test.each([
  [
    ['big-10', 'big-2', 'big-1', 'big-12'],
    ['big-1', 'big-2', 'big-10', 'big-12'],
  ],
  [
    ['b', 'a', 'a-1', ''],
    ['', 'a', 'a-1', 'b'],
  ],
  [
    ['x007', 'x7', 'x07', 'x8'],
    ['x7', 'x07', 'x007', 'x8'],
  ],
  [
    ['v1.10.2', 'v1.9.3', 'v1.9'],
    ['v1.9', 'v1.9.3', 'v1.10.2'],
  ],
  [
    ['n99999999999999999999', 'n100000000000000000000'],
    ['n99999999999999999999', 'n100000000000000000000'],
  ],
  [
    ['10', '9', 'a'],
    ['9', '10', 'a'],
  ],
])('%j', (names, expected) => {
  expect([...names].sort(naturalOrder)).toEqual(expected)
})

test('it is an order: the same both ways round, and nothing is before itself', () => {
  const names = ['a1', 'a01', 'a', '1a', 'a1b', 'a-1', 'b10', 'b9', '']
  for (const a of names) {
    for (const b of names) expect(Math.sign(naturalOrder(a, b))).toBe(-Math.sign(naturalOrder(b, a)) + 0)
  }
})
