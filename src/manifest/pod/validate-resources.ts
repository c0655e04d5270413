import { ownValue } from '../../lib/own.ts'
import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { isQualifiedName } from '../object/name.ts'
import { child, keyed } from '../path.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity, quantityMilliValue } from '../quantity.ts'
import type { ResourceList, ResourceRequirements } from './resources.ts'

const STANDARD_CONTAINER = new Set(['cpu', 'memory', 'ephemeral-storage'])
const STANDARD = new Set([
  ...STANDARD_CONTAINER,
  ...['requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage', 'storage'],
  ...['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
])

// apis/core/validation: validation.go ValidateContainerResourceRequirements (v1.36)
export function validateResourceRequirements(
  resources: ResourceRequirements,
  path: string,
  of: 'container' | 'pod' = 'container',
): FieldError[] {
  const { limits = {}, requests = {} } = resources
  const errors: FieldError[] = []
  const limitsPath = child(path, 'limits')
  const requestsPath = child(path, 'requests')
  for (const [resource, limit] of amounts(limits)) errors.push(...validateAmount(resource, limit, limitsPath, of))
  for (const [resource, request] of amounts(requests)) {
    errors.push(...validateAmount(resource, request, requestsPath, of))
    const given = ownValue(limits, resource)
    const limit = given === undefined ? undefined : parseQuantity(given)
    const near = keyed(requestsPath, resource)
    if (!limit) {
      if (!isOvercommitAllowed(resource)) {
        errors.push({ ...required(limitsPath, 'Limit must be set for non overcommitable resources'), near })
      }
      continue
    }
    const order = compareQuantities(request, limit)
    const relation =
      order !== 0 && !isOvercommitAllowed(resource) ? 'equal to' : order > 0 ? 'less than or equal to' : undefined
    if (relation === undefined) continue
    const detail = `must be ${relation} ${resource} limit of ${formatQuantity(limit)}`
    errors.push({ ...invalid(requestsPath, formatQuantity(request), detail), near })
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory')) {
    errors.push(forbidden(path, 'HugePages require cpu or memory'))
  }
  return errors
}

function amounts(list: ResourceList): [string, Quantity][] {
  return Object.entries(list).flatMap(([resource, given]): [string, Quantity][] => {
    const quantity = parseQuantity(given)
    return quantity ? [[resource, quantity]] : []
  })
}

function validateAmount(resource: string, amount: Quantity, listPath: string, of: 'container' | 'pod'): FieldError[] {
  const path = keyed(listPath, resource)
  return [...validateResourceName(resource, path, of), ...validateResourceQuantity(resource, amount, path)]
}

/** What a Pod as a whole may ask for. */
const OF_PODS = ['cpu', 'hugepages-', 'memory']

// apis/core/validation: validation.go validateContainerResourceName, validatePodResourceName (v1.36)
function validateResourceName(resource: string, path: string, of: 'container' | 'pod'): FieldError[] {
  const wrong = isQualifiedName(resource)
  if (wrong.length > 0) return wrong.map((each) => invalid(path, resource, each))
  if (resource.includes('/')) {
    if (isNative(resource) || isExtended(resource)) return []
    return [invalid(path, resource, "doesn't follow extended resource name standard")]
  }
  const errors: FieldError[] = []
  if (!STANDARD.has(resource) && !isHugePages(resource)) {
    errors.push(invalid(path, resource, 'must be a standard resource type or fully qualified'))
  }
  if (of === 'pod') {
    const fits = resource === 'cpu' || resource === 'memory' || isHugePages(resource)
    return errors.length > 0 || fits ? errors : [notSupported(path, resource, OF_PODS)]
  }
  if (!STANDARD_CONTAINER.has(resource) && !isHugePages(resource)) {
    errors.push(invalid(path, resource, 'must be a standard resource for containers'))
  }
  return errors
}

// apis/core/validation: validation.go ValidateResourceQuantityValue (v1.36)
export function validateResourceQuantity(resource: string, amount: Quantity, path: string): FieldError[] {
  const errors = validateNonnegativeQuantity(amount, path)
  if (isExtended(resource) && quantityMilliValue(amount) % 1000n !== 0n) {
    errors.push(invalid(path, formatQuantity(amount), 'must be an integer'))
  }
  return errors
}

export function validateNonnegativeQuantity(amount: Quantity, path: string): FieldError[] {
  return amount.nano < 0n ? [invalid(path, formatQuantity(amount), 'must be greater than or equal to 0')] : []
}

function isHugePages(resource: string): boolean {
  return resource.startsWith('hugepages-')
}

// apis/core/v1/helper: helpers.go IsNativeResource, IsExtendedResourceName, IsOvercommitAllowed (v1.36)
function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/')
}

export function isExtended(resource: string): boolean {
  return (
    !isNative(resource) && !resource.startsWith('requests.') && isQualifiedName(`requests.${resource}`).length === 0
  )
}

function isOvercommitAllowed(resource: string): boolean {
  return isNative(resource) && !isHugePages(resource)
}
