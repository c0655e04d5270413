import { type FieldError, invalid } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { child } from '../path.ts'
import { sameMeaning } from '../same-meaning.ts'

export type Fields = Readonly<Record<string, unknown>>

// apimachinery: pkg/api/validation/objectmeta.go ValidateImmutableField (v1.36)
export function fixed(next: Fields, old: Fields, fields: readonly string[], path = ''): FieldError[] {
  return fields.flatMap((field) =>
    sameMeaning(old[field], next[field]) ? [] : [invalid(child(path, field), next[field], 'field is immutable')],
  )
}

export function specOf({ spec }: KubeObject): Fields {
  return (spec ?? {}) as Fields
}
