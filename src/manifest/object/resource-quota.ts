import type { ResourceQuotaSpec, ScopeRequirement } from '../admission/resource-quota/scopes.ts'
import { type FieldError, invalid, required } from '../field-error.ts'
import { child, keyed } from '../path.ts'
import { isExtended, validateNonnegativeQuantity } from '../pod/validate-resources.ts'
import { formatQuantity, parseQuantity, quantityMilliValue, roundToMilli } from '../quantity.ts'
import type { KubeObject } from './meta.ts'
import { isQualifiedName } from './name.ts'

/** Quotas that count things: whole ones. */
const COUNTED = [
  ...['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
]
const OF_PODS = [
  ...['cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
]
const STANDARD_FOR_QUOTA = new Set([...COUNTED, ...OF_PODS, 'requests.storage'])
const SCOPES = [
  ...['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass'],
  ...['CrossNamespacePodAffinity', 'VolumeAttributesClass'],
]
const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
]

/** In canonical amounts. Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_ResourceList (v1.36)
export function setDefaultsResourceQuota(object: KubeObject): void {
  object.spec ??= {}
  const { hard } = object.spec as ResourceQuotaSpec
  for (const [resource, given] of Object.entries(hard ?? {})) {
    const quantity = parseQuantity(given)
    if (hard && quantity) hard[resource] = formatQuantity(roundToMilli(quantity))
  }
}

// apis/core/validation: validation.go ValidateResourceQuotaSpec (v1.36)
export function validateResourceQuotaSpec(spec: ResourceQuotaSpec, path: string): FieldError[] {
  const errors = Object.entries(spec.hard ?? {}).flatMap(([resource, given]) =>
    validateHard(resource, given, keyed(child(path, 'hard'), resource)),
  )
  const scopes = spec.scopes ?? []
  if (scopes.length > 0) errors.push(...validateScopes(scopes, spec, child(path, 'scopes')))
  const selector = spec.scopeSelector?.matchExpressions ?? []
  const selectorPath = child(child(path, 'scopeSelector'), 'matchExpressions')
  errors.push(...selector.flatMap((requirement) => validateRequirement(requirement, selectorPath)))
  const named = selector.map(({ scopeName }) => scopeName)
  if (named.length > 0) errors.push(...validateScopes(named, spec, selectorPath))
  return errors
}

function validateHard(resource: string, given: string | number, path: string): FieldError[] {
  const errors = isQualifiedName(resource).map((wrong) => invalid(path, resource, wrong))
  const hugePages = /^(requests\.)?hugepages-/.test(resource)
  if (!resource.includes('/') && !hugePages && !STANDARD_FOR_QUOTA.has(resource)) {
    if (resource !== 'storage')
      errors.push(invalid(path, resource, 'must be a standard resource type or fully qualified'))
    errors.push(invalid(path, resource, 'must be a standard resource for quota'))
  }
  const quantity = parseQuantity(given)
  if (!quantity) return errors
  errors.push(...validateNonnegativeQuantity(quantity, path))
  const whole = COUNTED.includes(resource) || isExtended(resource)
  if (whole && quantityMilliValue(quantity) % 1000n !== 0n) {
    errors.push(invalid(path, formatQuantity(quantity), 'must be an integer'))
  }
  return errors
}

// apis/core/validation: validation.go validateResourceQuotaScopes (v1.36)
function validateScopes(scopes: readonly string[], { hard }: ResourceQuotaSpec, path: string): FieldError[] {
  const errors = scopes.flatMap((scope) => {
    if (!SCOPES.includes(scope)) return [invalid(path, scopes, 'unsupported scope')]
    const unfit = Object.keys(hard ?? {}).filter(
      (resource) => STANDARD_FOR_QUOTA.has(resource) && !fits(scope, resource),
    )
    return unfit.map(() => invalid(path, scopes, 'unsupported scope applied to resource'))
  })
  const conflict = CONFLICTS.some((pair) => pair.every((scope) => scopes.includes(scope)))
  return conflict ? [...errors, invalid(path, scopes, 'conflicting scopes')] : errors
}

// apis/core/helper: helpers.go IsResourceQuotaScopeValidForResource (v1.36)
function fits(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods'
  if (scope === 'VolumeAttributesClass') return resource === 'persistentvolumeclaims' || resource === 'requests.storage'
  return resource === 'pods' || OF_PODS.includes(resource)
}

// apis/core/validation: validation.go validateScopedResourceSelectorRequirement (v1.36)
function validateRequirement({ scopeName, operator, values = [] }: ScopeRequirement, path: string): FieldError[] {
  const errors: FieldError[] = []
  const valued = scopeName === 'PriorityClass' || scopeName === 'VolumeAttributesClass'
  if (SCOPES.includes(scopeName) && !valued && operator !== 'Exists') {
    const detail =
      "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"
    errors.push(invalid(child(path, 'operator'), operator, detail))
  }
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length > 0) return errors
    const detail = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
    return [...errors, required(child(path, 'values'), detail)]
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length === 0) return errors
    const detail = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"
    return [...errors, invalid(child(path, 'values'), values, detail)]
  }
  return [...errors, invalid(child(path, 'operator'), operator, 'not a valid selector operator')]
}
