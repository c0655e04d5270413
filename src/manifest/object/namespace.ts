import { validatePolicyLabels } from '../admission/pod-security/policy.ts'
import type { FieldError } from '../field-error.ts'
import type { KubeObject } from './meta.ts'

/** What a namespace is born with, and what is wrong with its labels. Changes the object it is given. */
// registry/core/namespace: strategy.go PrepareForCreate, Canonicalize (v1.36)
export function prepareNamespace(object: KubeObject): FieldError[] {
  const { metadata } = object
  metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name }
  object.spec = { ...(object.spec as object | undefined), finalizers: ['kubernetes'] }
  object.status = { phase: 'Active' }
  return validatePolicyLabels(metadata.labels, 'metadata.labels')
}
