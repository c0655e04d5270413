import { describe, expect, test } from 'vitest'
import { applyJSONPatch } from './json-patch.ts'

const document = () => ({ a: { b: [1, 2, 3] }, 'x/y': 1, 'm~n': 2 })

describe('applyJSONPatch', () => {
  test.each<[string, unknown[], unknown]>([
    ['adds into a list', [{ op: 'add', path: '/a/b/1', value: 9 }], { a: { b: [1, 9, 2, 3] } }],
    ['adds at its end', [{ op: 'add', path: '/a/b/-', value: 4 }], { a: { b: [1, 2, 3, 4] } }],
    ['counts from the end', [{ op: 'replace', path: '/a/b/-1', value: 7 }], { a: { b: [1, 2, 7] } }],
    ['reads escapes', [{ op: 'replace', path: '/x~1y', value: 5 }], { 'x/y': 5 }],
    ['and both of them', [{ op: 'remove', path: '/m~0n' }], { 'm~n': undefined }],
    ['moves', [{ op: 'move', from: '/a/b/0', path: '/c' }], { a: { b: [2, 3] }, c: 1 }],
    ['tests', [{ op: 'test', path: '/a', value: { b: [1, 2, 3] } }], {}],
    ['tests what is not there for null', [{ op: 'test', path: '/zz', value: null }], {}],
  ])('%s', (_does, patch, changed) => {
    expect(applyJSONPatch(document(), patch)).toEqual({ value: { ...document(), ...(changed as object) } })
  })

  test('takes a name that every object inherits for a name', () => {
    const patch = ['constructor', '__proto__'].map((name) => ({ op: 'add', path: `/a/${name}`, value: 'v' }))
    const patched = applyJSONPatch({ a: {} }, patch) as { value: { a: object } }
    expect(Object.keys(patched.value.a)).toEqual(['constructor', '__proto__'])
    expect(Object.getPrototypeOf(patched.value.a)).toBe(Object.prototype)
  })

  test.each([
    ['nothing there', { op: 'remove', path: '/zz' }],
    ['what is inherited is not there', { op: 'remove', path: '/toString' }],
    ['no index', { op: 'add', path: '/a/b/1x', value: 1 }],
    ['behind the end', { op: 'add', path: '/a/b/9', value: 1 }],
    ['through a number', { op: 'add', path: '/x~1y/z', value: 1 }],
    ['no pointer', { op: 'add', path: 'a', value: 1 }],
    ['no path', { op: 'add', value: 1 }],
    ['no such operation', { op: 'put', path: '/a' }],
    ['another value', { op: 'test', path: '/a', value: 1 }],
    ['no operation', null],
  ])('does not apply: %s', (_why, operation) => {
    expect(applyJSONPatch(document(), [operation])).toMatchObject({ failure: { kind: 'applying' } })
  })

  test.each([
    [{}, 'json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp'],
    [[1], 'json: cannot unmarshal number into Go value of type handlers.jsonPatchOp'],
    [[{ op: true }], 'json: cannot unmarshal bool into Go struct field jsonPatchOp.op of type string'],
  ])('is no patch: %j', (patch, message) => {
    expect(applyJSONPatch(document(), patch)).toEqual({ failure: { kind: 'decoding', message } })
  })

  test('copies of copies have an end', () => {
    const doubling = Array.from({ length: 40 }, (_, index) => ({ op: 'copy', from: '/a', path: `/a/${index}` }))
    expect(applyJSONPatch({ a: { x: 'x'.repeat(1000) } }, doubling)).toMatchObject({ failure: { kind: 'applying' } })
  })
})
