import { type FieldError, forbidden, invalid, required } from '../field-error.ts'
import type { LabelSelector } from '../object/meta.ts'
import { isDNS1123Subdomain, isQualifiedName, isValidLabelValue } from '../object/name.ts'
import { child, item } from '../path.ts'

export interface NodeSelectorRequirement {
  key: string
  operator: string
  values?: string[]
}

export interface NodeSelectorTerm {
  matchExpressions?: NodeSelectorRequirement[]
  matchFields?: NodeSelectorRequirement[]
}

export interface NodeAffinity {
  requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms: NodeSelectorTerm[] }
  preferredDuringSchedulingIgnoredDuringExecution?: { weight: number; preference: NodeSelectorTerm }[]
}

export interface PodAffinityTerm {
  labelSelector?: LabelSelector
  namespaceSelector?: LabelSelector
  namespaces?: string[]
  topologyKey: string
  matchLabelKeys?: string[]
  mismatchLabelKeys?: string[]
}

export interface PodAffinity {
  requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]
  preferredDuringSchedulingIgnoredDuringExecution?: { weight: number; podAffinityTerm: PodAffinityTerm }[]
}

export interface Affinity {
  nodeAffinity?: NodeAffinity
  podAffinity?: PodAffinity
  podAntiAffinity?: PodAffinity
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'
const NO_OPERATOR = 'not a valid selector operator'

// apis/core/validation: validation.go validateAffinity (v1.36), without matchLabelKeys
export function validateAffinity(affinity: Affinity, path: string): FieldError[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity
  return [
    ...(nodeAffinity ? validateNodeAffinity(nodeAffinity, child(path, 'nodeAffinity')) : []),
    ...(podAffinity ? validatePodAffinity(podAffinity, child(path, 'podAffinity')) : []),
    ...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, child(path, 'podAntiAffinity')) : []),
  ]
}

function validateNodeAffinity(affinity: NodeAffinity, path: string): FieldError[] {
  const errors: FieldError[] = []
  const hard = affinity[REQUIRED]
  if (hard) {
    const terms = hard.nodeSelectorTerms ?? []
    const at = child(child(path, REQUIRED), 'nodeSelectorTerms')
    if (terms.length === 0) errors.push(required(at, 'must have at least one node selector term'))
    errors.push(...terms.flatMap((term, index) => validateNodeSelectorTerm(term, item(at, index))))
  }
  for (const [index, { weight = 0, preference = {} }] of (affinity[PREFERRED] ?? []).entries()) {
    const at = item(child(path, PREFERRED), index)
    errors.push(...validateWeight(weight, child(at, 'weight')))
    errors.push(...validateNodeSelectorTerm(preference, child(at, 'preference')))
  }
  return errors
}

// apis/core/validation: validation.go ValidateNodeSelectorTerm (v1.36)
function validateNodeSelectorTerm(term: NodeSelectorTerm, path: string): FieldError[] {
  const { matchExpressions = [], matchFields = [] } = term
  return [
    ...matchExpressions.flatMap((requirement, index) =>
      validateNodeRequirement(requirement, item(child(path, 'matchExpressions'), index)),
    ),
    ...matchFields.flatMap((requirement, index) =>
      validateNodeFieldRequirement(requirement, item(child(path, 'matchFields'), index)),
    ),
  ]
}

function validateNodeRequirement({ key, operator, values = [] }: NodeSelectorRequirement, path: string): FieldError[] {
  const compares = operator === 'Gt' || operator === 'Lt'
  const single = "must be specified single value when `operator` is 'Lt' or 'Gt'"
  const errors = compares ? [] : validateOperator(operator, values, path)
  if (compares && values.length !== 1) errors.push(required(child(path, 'values'), single))
  errors.push(...isQualifiedName(key ?? '').map((wrong) => invalid(child(path, 'key'), key ?? '', wrong)))
  for (const [index, value] of values.entries()) {
    errors.push(...isValidLabelValue(value).map((wrong) => invalid(item(child(path, 'values'), index), value, wrong)))
  }
  return errors
}

function validateNodeFieldRequirement(requirement: NodeSelectorRequirement, path: string): FieldError[] {
  const { key, operator, values = [] } = requirement
  const errors: FieldError[] = []
  if (operator !== 'In' && operator !== 'NotIn')
    errors.push(invalid(child(path, 'operator'), operator ?? '', NO_OPERATOR))
  else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
    errors.push(required(child(path, 'values'), detail))
  }
  if (key !== 'metadata.name')
    return [...errors, invalid(child(path, 'key'), key ?? '', 'not a valid field selector key')]
  for (const [index, value] of values.entries()) {
    errors.push(...isDNS1123Subdomain(value).map((wrong) => invalid(item(child(path, 'values'), index), value, wrong)))
  }
  return errors
}

function validatePodAffinity(affinity: PodAffinity, path: string): FieldError[] {
  const errors = (affinity[REQUIRED] ?? []).flatMap((term, index) =>
    validatePodAffinityTerm(term, item(child(path, REQUIRED), index)),
  )
  for (const [index, { weight = 0, podAffinityTerm }] of (affinity[PREFERRED] ?? []).entries()) {
    const at = item(child(path, PREFERRED), index)
    errors.push(...validateWeight(weight, child(at, 'weight')))
    if (podAffinityTerm) errors.push(...validatePodAffinityTerm(podAffinityTerm, child(at, 'podAffinityTerm')))
  }
  return errors
}

// apis/core/validation: validation.go validatePodAffinityTerm (v1.36)
function validatePodAffinityTerm(term: PodAffinityTerm, path: string): FieldError[] {
  const errors: FieldError[] = []
  for (const field of ['labelSelector', 'namespaceSelector'] as const) {
    const selector = term[field]
    if (selector) errors.push(...validateLabelSelector(selector, child(path, field)))
  }
  const at = child(path, 'topologyKey')
  if (!term.topologyKey) errors.push(required(at, 'can not be empty'))
  return [
    ...errors,
    ...isQualifiedName(term.topologyKey ?? '').map((wrong) => invalid(at, term.topologyKey ?? '', wrong)),
  ]
}

// apimachinery: pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector (v1.36)
function validateLabelSelector(selector: LabelSelector, path: string): FieldError[] {
  return (selector.matchExpressions ?? []).flatMap(({ key, operator, values = [] }, index) => {
    const at = item(child(path, 'matchExpressions'), index)
    const errors = validateOperator(operator, values, at)
    errors.push(...isQualifiedName(key ?? '').map((wrong) => invalid(child(at, 'key'), key ?? '', wrong)))
    return errors
  })
}

function validateOperator(operator: string, values: readonly string[], path: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return []
      return [required(child(path, 'values'), "must be specified when `operator` is 'In' or 'NotIn'")]
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return []
      return [forbidden(child(path, 'values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
    default:
      return [invalid(child(path, 'operator'), operator ?? '', NO_OPERATOR)]
  }
}

function validateWeight(weight: number, path: string): FieldError[] {
  return weight >= 1 && weight <= 100 ? [] : [invalid(path, weight, 'must be in the range 1-100')]
}
