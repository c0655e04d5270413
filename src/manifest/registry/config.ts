import { type FieldError, forbidden } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { validateData } from '../object/validate-data.ts'
import { sameMeaning } from '../same-meaning.ts'
import { fixed } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

// apis/core/validation: validation.go ValidateConfigMapUpdate, ValidateSecretUpdate (v1.36)
function immutableData(next: KubeObject, old: KubeObject, fields: readonly string[]): FieldError[] {
  if (old.immutable !== true) return []
  const detail = 'field is immutable when `immutable` is set'
  return [
    ...(next.immutable === true ? [] : [forbidden('immutable', detail)]),
    ...fields.filter((field) => !sameMeaning(old[field], next[field])).map((field) => forbidden(field, detail)),
  ]
}

// registry/core/configmap: strategy.go (v1.36)
export const CONFIG_MAP: StrategyParts = {
  validate: validateData,
  validateUpdate: (next, old) => immutableData(next, old, ['data', 'binaryData']),
}

// registry/core/secret: strategy.go (v1.36)
export const SECRET: StrategyParts = {
  validate: validateData,
  prepareForUpdate: (next, old) => (next.type ? next : { ...next, ...(old.type ? { type: old.type } : {}) }),
  validateUpdate: (next, old) => [...fixed(next, old, ['type']), ...immutableData(next, old, ['data'])],
}
