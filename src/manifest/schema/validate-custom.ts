import { isMap } from '../../lib/is-map.ts'
import { ownValue } from '../../lib/own.ts'
import { type FieldError, invalid, notSupported, required, tooLong, tooMany } from '../field-error.ts'
import { child, item } from '../path.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type CustomSchema, schemaIn } from './custom-schema.ts'

/**
 * What is wrong with an object of a kind that somebody has defined. What a schema says with `pattern`, `format`,
 * `allOf` and the like, or as rules in CEL, is not gone by.
 */
// apiextensions: pkg/apiserver/validation/validation.go ValidateCustomResource; kube-openapi: pkg/validation (v1.36)
export function validateCustom(object: Readonly<Record<string, unknown>>, schema: CustomSchema): FieldError[] {
  const errors: FieldError[] = []
  const { properties, ...own } = schema
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...ofItself } = properties ?? {}
  judge(object, { ...own, properties: ofItself }, '', errors)
  return errors
}

function judge(value: unknown, schema: CustomSchema | undefined, path: string, errors: FieldError[]): void {
  if (!schema) return
  const says = (text: string): string => `${path} in body ${text}`
  const bad = (of: unknown, text: string) => errors.push(invalid(path, of, says(text)))
  const wanted =
    schema['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : schema.type ? [schema.type] : []
  const found = typeOf(value)
  const fits = wanted.length === 0 || wanted.includes(found) || (found === 'integer' && wanted.includes('number'))
  if (!fits && !(value === null && schema.nullable === true)) {
    bad(found, `must be of type ${wanted.join(',')}: "${found}"`)
  }
  if (typeof value === 'string') judgeText(value, schema, path, errors)
  if (typeof value === 'number') {
    const { minimum, maximum, multipleOf } = schema
    if (minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum)) {
      bad(value, `should be greater than ${schema.exclusiveMinimum === true ? '' : 'or equal to '}${minimum}`)
    }
    if (maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum)) {
      bad(value, `should be less than ${schema.exclusiveMaximum === true ? '' : 'or equal to '}${maximum}`)
    }
    if (multipleOf !== undefined && value % multipleOf !== 0) bad(value, `should be a multiple of ${multipleOf}`)
  }
  if (Array.isArray(value)) judgeList(value, schema, path, errors)
  const { enum: allowed } = schema
  if (Array.isArray(allowed) && !allowed.some((each) => sameMeaning(each, value))) {
    const shown = allowed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    errors.push(notSupported(path, value, shown))
  }
  if (isMap(value)) judgeFields(value, schema, path, errors)
}

function judgeText(value: string, { minLength, maxLength }: CustomSchema, path: string, errors: FieldError[]): void {
  const length = [...value].length
  if (minLength !== undefined && length < minLength) {
    errors.push(invalid(path, value, `${path} in body should be at least ${minLength} chars long`))
  }
  if (maxLength !== undefined && length > maxLength) errors.push(tooLong(path, maxLength))
}

function judgeList(value: readonly unknown[], schema: CustomSchema, path: string, errors: FieldError[]): void {
  const { items, minItems, maxItems } = schema
  value.forEach((each, index) => {
    judge(each, schemaIn(items), item(path, index), errors)
  })
  if (minItems !== undefined && value.length < minItems) {
    errors.push(invalid(path, value.length, `${path} in body should have at least ${minItems} items`))
  }
  if (maxItems !== undefined && value.length > maxItems) errors.push(tooMany(path, value.length, maxItems))
  if (schema.uniqueItems === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length) {
    errors.push(invalid(path, value, `${path} in body shouldn't contain duplicates`))
  }
}

function judgeFields(
  value: Readonly<Record<string, unknown>>,
  schema: CustomSchema,
  path: string,
  errors: FieldError[],
): void {
  const { minProperties, maxProperties } = schema
  const size = Object.keys(value).length
  for (const name of Array.isArray(schema.required) ? schema.required : []) {
    if (!Object.hasOwn(value, name)) errors.push(required(child(path, String(name))))
  }
  for (const name of Object.keys(value).sort()) {
    const of = schemaIn(ownValue(schema.properties, name)) ?? schemaIn(schema.additionalProperties)
    judge(ownValue(value, name), of, child(path, name), errors)
  }
  if (minProperties !== undefined && size < minProperties) {
    errors.push(invalid(path, size, `${path} in body should have at least ${minProperties} properties`))
  }
  if (maxProperties !== undefined && size > maxProperties) errors.push(tooMany(path, size, maxProperties))
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number'
    case 'string':
    case 'boolean':
      return typeof value
    default:
      return 'object'
  }
}
