import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../object/meta.ts'
import { byteLength, tooLargeToStore } from './object-size.ts'

function withData(data: Record<string, unknown>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'big' }, data }
}

/** What surrounds a value in the text of its object. */
const AROUND = JSON.stringify(withData({ a: '' })).length
const MOST = 1_572_864

describe('the size of what is stored', () => {
  test.each([
    ['a small object', withData({ a: 'b' }), false],
    ['just as much as the store takes', withData({ a: 'x'.repeat(MOST - AROUND) }), false],
    ['one byte more', withData({ a: 'x'.repeat(MOST - AROUND + 1) }), true],
    ['letters of three bytes', withData({ a: '字'.repeat(MOST / 3) }), true],
    ['letters that are written with six', withData({ a: '\u0001'.repeat(MOST / 6) }), true],
    ['half a million short items', withData({ a: Array.from({ length: 600_000 }, () => 7) }), false],
    ['a million short items', withData({ a: Array.from({ length: 1_000_000 }, () => 7) }), true],
  ])('%s', (_, object, tooLarge) => {
    expect(tooLargeToStore(object) !== undefined).toBe(tooLarge)
    expect(byteLength(JSON.stringify(object)) > MOST).toBe(tooLarge)
  })
})
