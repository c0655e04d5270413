import { type FieldError, forbidden } from '../field-error.ts'
import type { KubeObject } from './meta.ts'

const HIGHEST_USER_DEFINABLE = 1_000_000_000

/** Changes the object it is given. */
// apis/scheduling/v1: defaults.go (v1.36)
export function setDefaultsPriorityClass(object: KubeObject): void {
  object.preemptionPolicy ??= 'PreemptLowerPriority'
  object.value ??= 0
}

// apis/scheduling/validation: validation.go ValidatePriorityClass (v1.36)
export function validatePriorityClass(object: KubeObject): FieldError[] {
  const { name } = object.metadata
  if (name?.startsWith('system-')) {
    const reserved = "priority class names with 'system-' prefix are reserved for system use only"
    return [forbidden('metadata.name', `${reserved}. error: ${name} is not a known system priority class`)]
  }
  if ((object.value as number) <= HIGHEST_USER_DEFINABLE) return []
  return [forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_DEFINABLE}`)]
}
