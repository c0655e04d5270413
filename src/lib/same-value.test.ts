import { describe, expect, it } from 'vitest'
import { sameValue } from './same-value.ts'

describe('sameValue', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['the same text', 'a', 'a', true],
    ['another number', 1, 2, false],
    ['fields in another order', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, true],
    ['a field more', { a: 1 }, { a: 1, b: 2 }, false],
    ['a field less', { a: 1, b: 2 }, { a: 1 }, false],
    ['a field without a value', { a: 1, b: undefined }, { a: 1 }, true],
    ['nothing and no field', { a: null }, {}, false],
    ['lists in another order', [1, 2], [2, 1], false],
    ['a longer list', [1], [1, 2], false],
    ['a list and an object', [], {}, false],
    ['an object and nothing', {}, null, false],
  ])('%s', (_, a, b, expected) => {
    expect(sameValue(a, b)).toBe(expected)
    expect(sameValue(b, a)).toBe(expected)
  })
})
