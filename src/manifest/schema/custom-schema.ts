import { copyOf } from '../../lib/copy-of.ts'
import { isMap } from '../../lib/is-map.ts'
import { ownValue, setOwn } from '../../lib/own.ts'
import type { DecodeError } from '../decode.ts'
import { child, item } from '../path.ts'

/** What a CustomResourceDefinition says of the values of its kind: as much of it as is gone by. */
// apiextensions: pkg/apis/apiextensions/v1/types_jsonschema.go JSONSchemaProps (v1.36)
export interface CustomSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, CustomSchema>>
  readonly additionalProperties?: CustomSchema | boolean
  readonly items?: CustomSchema
  readonly required?: readonly string[]
  readonly nullable?: boolean
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
}

type Fields = Readonly<Record<string, unknown>>

/** A schema is whatever somebody has written there. */
export function schemaIn(value: unknown): CustomSchema | undefined {
  return isMap(value) ? (value as CustomSchema) : undefined
}

/** An object in every kind has these, whatever its schema says of them. */
const OF_EVERY_OBJECT = new Set(['apiVersion', 'kind', 'metadata'])

/** The value without the fields that its schema does not have, which are named. */
// apiextensions: pkg/apiserver/schema/pruning/algorithm.go PruneWithOptions (v1.36)
export function pruned(
  object: Fields,
  schema: CustomSchema,
): { value: Record<string, unknown>; unknown: DecodeError[] } {
  const unknown: DecodeError[] = []
  const value = prunedFields(object, schema, '', unknown, true)
  return { value, unknown: unknown.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

function prune(value: unknown, schema: CustomSchema | undefined, path: string, unknown: DecodeError[]): unknown {
  if (!schema) return value
  if (Array.isArray(value)) {
    const { items } = schema
    return items ? value.map((each, index) => prune(each, schemaIn(items), item(path, index), unknown)) : value
  }
  return isMap(value)
    ? prunedFields(value, schema, path, unknown, schema['x-kubernetes-embedded-resource'] === true)
    : value
}

function prunedFields(
  value: Fields,
  schema: CustomSchema,
  path: string,
  unknown: DecodeError[],
  isObject: boolean,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const others = schemaIn(schema.additionalProperties)
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true
  for (const [name, given] of Object.entries(value)) {
    const at = child(path, name)
    const own = schemaIn(ownValue(schema.properties, name))
    if (isObject && OF_EVERY_OBJECT.has(name)) setOwn(result, name, given)
    else if (own || others) setOwn(result, name, prune(given, own ?? others, at, unknown))
    else if (open) setOwn(result, name, given)
    else unknown.push({ kind: 'unknown-field', path: at, message: `unknown field "${at}"` })
  }
  return result
}

/** Fills in what is left out and has a default. Changes the object. */
// apiextensions: pkg/apiserver/schema/defaulting/algorithm.go Default; prunenulls.go (v1.36)
export function setCustomDefaults(value: unknown, schema: CustomSchema | undefined): void {
  if (!schema) return
  if (Array.isArray(value)) {
    for (const each of value) setCustomDefaults(each, schemaIn(schema.items))
    return
  }
  if (!isMap(value)) return
  const fields = value as Record<string, unknown>
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    if (!isMap(of) || of.default === undefined) continue
    const given = ownValue(fields, name)
    if (given === undefined || (given === null && of.nullable !== true)) setOwn(fields, name, copyOf(of.default))
  }
  for (const [name, given] of Object.entries(fields)) {
    setCustomDefaults(given, schemaIn(ownValue(schema.properties, name)) ?? schemaIn(schema.additionalProperties))
  }
}
