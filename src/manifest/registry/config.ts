import { toBase64 } from '../../lib/base64.ts'
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

/** What is given as texts is stored as data. */
// apis/core/v1: defaults.go SetDefaults_Secret, conversion.go Convert_v1_Secret_To_core_Secret (v1.36)
function setDefaultsSecret(secret: KubeObject): void {
  secret.type ||= 'Opaque'
  const { stringData } = secret
  if (typeof stringData !== 'object' || stringData === null) return
  delete secret.stringData
  const texts = Object.entries(stringData).map(([key, text]) => [key, toBase64(String(text))] as const)
  if (texts.length > 0) secret.data = Object.fromEntries([...Object.entries(secret.data ?? {}), ...texts])
}

// registry/core/secret: strategy.go (v1.36)
export const SECRET: StrategyParts = {
  setDefaults: setDefaultsSecret,
  validate: validateData,
  prepareForUpdate: (next, old) => (next.type ? next : { ...next, ...(old.type ? { type: old.type } : {}) }),
  validateUpdate: (next, old) => [...fixed(next, old, ['type']), ...immutableData(next, old, ['data'])],
}
