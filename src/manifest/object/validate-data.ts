import { ownValue } from '../../lib/own.ts'
import { byteLength } from '../admission/object-size.ts'
import { type FieldError, invalid, required, tooLong } from '../field-error.ts'
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
      if (field === 'data' && !isSecret && hasKey(object, 'binaryData', key)) {
        errors.push(invalid(path, key, 'duplicate of key present in binaryData'))
      }
      errors.push(...keyErrors(key).map((wrong) => ({ ...invalid(path, key, wrong), near: keyed(field, key) })))
      const isBase64 = field === 'binaryData' || (isSecret && field === 'data')
      size += isBase64 ? Math.floor((value.replace(/[\r\n=]/g, '').length * 3) / 4) : byteLength(value)
    }
  }
  if (size > MOST_BYTES) errors.push(tooLong(isSecret ? 'data' : '[]', MOST_BYTES))
  return isSecret ? [...errors, ...missingKeys(object)] : errors
}

function hasKey(object: KubeObject, field: string, key: string): boolean {
  return Object.hasOwn((object[field] ?? {}) as object, key)
}

/** What a Secret of a known type must have. */
const KEYS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/basic-auth': ['username', 'password'],
}

const ACCOUNT = 'kubernetes.io/service-account.name'

// apis/core/validation: validation.go ValidateSecret (v1.36)
function missingKeys(object: KubeObject): FieldError[] {
  const type = String(object.type ?? '')
  if (type === 'kubernetes.io/service-account-token') {
    return object.metadata.annotations?.[ACCOUNT] ? [] : [required(keyed('metadata.annotations', ACCOUNT))]
  }
  const has = (key: string): boolean => hasKey(object, 'data', key) || hasKey(object, 'stringData', key)
  const keys = ownValue(KEYS_OF_TYPE, type) ?? []
  // Of a name and a password one will do; a key must not be empty.
  if (type === 'kubernetes.io/basic-auth' && keys.some(has)) return []
  const isEmpty = (key: string): boolean =>
    type === 'kubernetes.io/ssh-auth' &&
    ['data', 'stringData'].every((field) => !ownValue((object[field] ?? {}) as Record<string, string>, key))
  return keys.filter((key) => !has(key) || isEmpty(key)).map((key) => required(keyed('data', key)))
}

// apimachinery: pkg/util/validation/validation.go IsConfigMapKey (v1.36)
function keyErrors(key: string): string[] {
  if (key.length > 253) return ['must be no more than 253 characters']
  if (!KEY.test(key)) return [WRONG_KEY]
  if (key === '.') return ["must not be '.'"]
  if (key === '..') return ["must not be '..'"]
  return key.startsWith('..') ? ["must not start with '..'"] : []
}
