import { describe, expect, test } from 'vitest'
import { copyOf } from './copy-of.ts'

describe('a copy of plain data', () => {
  test.each([
    [null],
    ['word'],
    [[]],
    [{}],
    [{ a: 1, b: [true, { c: null }], d: { e: 'f' } }],
    [JSON.parse('{"__proto__": {"polluted": 1}, "constructor": "x"}')],
  ])('%j says the same', (value) => {
    expect(JSON.stringify(copyOf(value))).toBe(JSON.stringify(value))
  })

  test('shares nothing with it', () => {
    const value = { list: [{ name: 'a' }], map: { key: { deep: 1 } } }
    const copy = copyOf(value)
    expect([copy.list, copy.list[0], copy.map, copy.map.key]).not.toContain(value.list)
    copy.list[0] = { name: 'b' }
    copy.map.key.deep = 2
    expect(value).toEqual({ list: [{ name: 'a' }], map: { key: { deep: 1 } } })
  })

  test('has no fields without a value, and no prototype that a text names', () => {
    expect(Object.keys(copyOf({ a: undefined, b: 1 }))).toEqual(['b'])
    const copy = copyOf(JSON.parse('{"__proto__": {"polluted": 1}}')) as { polluted?: number }
    expect(copy.polluted).toBeUndefined()
  })
})
