import { describe, expect, test } from 'vitest'
import { duplicateFields } from './duplicate-fields.ts'
import type { KubeObject } from './object/meta.ts'
import { type FieldValidation, readBody } from './read-body.ts'
import { kindInfo } from './schema/kinds.ts'

const STALL = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'stall', colour: 'red' },
  spec: { containers: [{ name: 'stall', image: 'i', imagepull: 'x' }] },
} as unknown as KubeObject
const UNKNOWN = ['unknown field "metadata.colour"', 'unknown field "spec.containers[0].imagepull"']

function read(body: KubeObject, validation: FieldValidation) {
  const info = kindInfo(body.apiVersion, body.kind)
  if (!info) throw new Error(body.kind)
  const { object, status, warnings } = readBody(body, info, validation)
  return {
    containers: (object?.spec as { containers?: unknown } | undefined)?.containers,
    said: status?.message,
    warnings,
  }
}

describe('fields that nobody knows', () => {
  const containers = [{ name: 'stall', image: 'i' }]
  test.each<[FieldValidation, unknown]>([
    [
      'strict',
      {
        containers: undefined,
        said: `Pod in version "v1" cannot be handled as a Pod: strict decoding error: ${UNKNOWN.join(', ')}`,
        warnings: [],
      },
    ],
    ['warn', { containers, said: undefined, warnings: UNKNOWN }],
    ['ignore', { containers, said: undefined, warnings: [] }],
  ])('%s', (validation, expected) => {
    expect(read(STALL, validation)).toEqual(expected)
  })

  test('a value of the wrong type is refused always', () => {
    const body = { ...STALL, metadata: { name: 'stall' }, spec: { containers: [], hostNetwork: 'yes' } } as KubeObject
    for (const validation of ['strict', 'warn', 'ignore'] as const) {
      expect(read(body, validation).said).toBe(
        'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool',
      )
    }
  })
})

describe('fields that a text names twice', () => {
  test.each([
    ['{"a": 1, "b": {"a": 2}}', []],
    ['{"a": 1, "a": 2, "a": 3}', ['a']],
    ['{"spec": {"list": [{"x": 1}, {"x": 1, "y": "x", "x": 2}]}}', ['spec.list[1].x']],
    ['{"a": ["a", "a", {"a": "\\"a\\": 1"}], "\\u0061": 2}', ['a']],
    ['[{"op": "add", "op": "test"}]', ['[0].op']],
  ])('%s', (text, paths) => {
    expect(duplicateFields(text)).toEqual(paths)
  })
})
