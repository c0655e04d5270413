import type { FieldError } from '../field-error.ts'
import { formatQuantity, parseQuantity, roundToMilli } from '../quantity.ts'
import type { KubeObject } from './meta.ts'

/** Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_ResourceList (v1.36)
export function prepareResourceQuota(object: KubeObject): FieldError[] {
  object.spec ??= {}
  object.status = {}
  const { hard } = object.spec as { hard?: Record<string, string | number> }
  for (const [resource, given] of Object.entries(hard ?? {})) {
    const quantity = parseQuantity(given)
    if (hard && quantity) hard[resource] = formatQuantity(roundToMilli(quantity))
  }
  return []
}
