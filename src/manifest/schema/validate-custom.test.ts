import { expect, test } from 'vitest'
import { fieldErrorText } from '../field-error.ts'
import { type CustomSchema, pruned, setCustomDefaults } from './custom-schema.ts'
import { validateCustom } from './validate-custom.ts'

const CUP: CustomSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['litres'],
      properties: {
        litres: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 2 },
        handles: { type: 'integer', default: 1 },
        colour: { type: 'string', enum: ['blue', 'white'], maxLength: 5 },
        tags: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 2 } },
        saucer: { type: 'object', nullable: true, properties: { wide: { type: 'boolean', default: false } } },
        port: { 'x-kubernetes-int-or-string': true },
        notes: { type: 'object', additionalProperties: { type: 'string' } },
        rest: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
}

const cup = (spec: unknown) => ({ apiVersion: 'kitchen.example/v1', kind: 'Cup', metadata: { name: 'c' }, spec })

test.each<[unknown, string[]]>([
  [{ litres: 0.3, port: 'http', saucer: null, rest: { any: [1] } }, []],
  [{}, ['spec.litres: Required value']],
  [{ litres: 0 }, ['spec.litres: Invalid value: 0: spec.litres in body should be greater than 0']],
  [{ litres: 3 }, ['spec.litres: Invalid value: 3: spec.litres in body should be less than or equal to 2']],
  [{ litres: 'a' }, ['spec.litres: Invalid value: "string": spec.litres in body must be of type number: "string"']],
  [
    { litres: 1, colour: 'yellow' },
    [
      'spec.colour: Too long: may not be more than 5 bytes',
      'spec.colour: Unsupported value: "yellow": supported values: "blue", "white"',
    ],
  ],
  [{ litres: 1, tags: [] }, ['spec.tags: Invalid value: 0: spec.tags in body should have at least 1 items']],
  [
    { litres: 1, tags: ['a'] },
    ['spec.tags[0]: Invalid value: "a": spec.tags[0] in body should be at least 2 chars long'],
  ],
  [
    { litres: 1, port: true },
    ['spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"'],
  ],
  [
    { litres: 1, handles: null },
    ['spec.handles: Invalid value: "null": spec.handles in body must be of type integer: "null"'],
  ],
])('%j', (spec, texts) => {
  expect(validateCustom(cup(spec), CUP).map(fieldErrorText)).toEqual(texts)
})

test('fields that the schema does not have go, and are named', () => {
  const { value, unknown } = pruned(
    {
      ...cup({ litres: 1, lid: true, tags: ['ab'], saucer: { deep: 1 }, notes: { a: 'b' }, rest: { x: 1 } }),
      zone: 'z',
    },
    CUP,
  )
  expect(value).toEqual(cup({ litres: 1, tags: ['ab'], saucer: {}, notes: { a: 'b' }, rest: { x: 1 } }))
  expect(unknown.map(({ message }) => message)).toEqual([
    'unknown field "spec.lid"',
    'unknown field "spec.saucer.deep"',
    'unknown field "zone"',
  ])
})

test('what is left out has its default, also within', () => {
  const object = cup({ litres: 1, saucer: {} })
  setCustomDefaults(object, CUP)
  expect(object.spec).toEqual({ litres: 1, handles: 1, saucer: { wide: false } })
})

test('names of users are names', () => {
  const { value, unknown } = pruned(JSON.parse('{"spec":{"__proto__":{"litres":1},"constructor":1}}'), CUP)
  expect(Object.keys(value.spec as object)).toEqual([])
  expect(unknown).toHaveLength(2)
})
