import { byteLength } from '../admission/object-size.ts'
import { type FieldError, invalid, tooLong } from '../field-error.ts'
import { keyed } from '../path.ts'
import type { KubeObject } from './meta.ts'

const MOST_BYTES = 1024 * 1024
const KEY = /^[-._a-zA-Z0-9]+$/
const WRONG_KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

/** The keys of a ConfigMap or a Secret, and how much there is. */
// apis/core/validation: validation.go ValidateConfigMap, ValidateSecret (v1.36)
export function validateData(object: KubeObject): FieldError[] {
  const isSecret = object.kind === 'Secret'
  const errors: FieldError[] = []
  let size = 0
  for (const field of isSecret ? ['data', 'stringData'] : ['data', 'binaryData']) {
    for (const [key, value] of Object.entries((object[field] ?? {}) as Record<string, string>)) {
      // What is given as text becomes data.
      const path = keyed(field === 'stringData' ? 'data' : field, key)
      errors.push(...keyErrors(key).map((wrong) => ({ ...invalid(path, key, wrong), near: keyed(field, key) })))
      const isBase64 = field === 'binaryData' || (isSecret && field === 'data')
      size += isBase64 ? Math.floor((value.replace(/[\r\n=]/g, '').length * 3) / 4) : byteLength(value)
    }
  }
  if (size > MOST_BYTES) errors.push(tooLong(isSecret ? 'data' : '[]', MOST_BYTES))
  return errors
}

// apimachinery: pkg/util/validation/validation.go IsConfigMapKey (v1.36)
function keyErrors(key: string): string[] {
  if (key.length > 253) return ['must be no more than 253 characters']
  if (!KEY.test(key)) return [WRONG_KEY]
  if (key === '.') return ["must not be '.'"]
  if (key === '..') return ["must not be '..'"]
  return key.startsWith('..') ? ["must not start with '..'"] : []
}
