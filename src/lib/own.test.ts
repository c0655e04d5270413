import { describe, expect, test } from 'vitest'
import { ownValue, setOwn } from './own.ts'
import { sameValue } from './same-value.ts'

const INHERITED = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']

describe('own keys', () => {
  test.each(INHERITED)('%s is not there unless somebody has set it', (name) => {
    const record: Record<string, string> = {}
    expect(ownValue(record, name)).toBeUndefined()
    setOwn(record, name, 'set')
    expect(ownValue(record, name)).toBe('set')
    expect(Object.keys(record)).toEqual([name])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
  })

  test('nothing has nothing', () => {
    expect(ownValue(undefined, 'a')).toBeUndefined()
  })

  test.each(INHERITED)('two records differ in %s', (name) => {
    const record = {}
    setOwn(record, name, 'set')
    expect(sameValue(record, {})).toBe(false)
    expect(sameValue({}, record)).toBe(false)
  })
})
