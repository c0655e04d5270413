import { ownValue } from '../../lib/own.ts'
import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { isQualifiedName } from '../object/name.ts'
import { child } from '../path.ts'
import { parseQuantity } from '../quantity.ts'

export interface ObjectFieldSelector {
  apiVersion?: string
  fieldPath: string
}

export interface ResourceFieldSelector {
  containerName?: string
  resource: string
  divisor?: string | number
}

const LABELS_AND_ANNOTATIONS = ['metadata.annotations', 'metadata.labels']
/** What an environment variable may show of its Pod. */
export const ENV_FIELD_PATHS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]
/** What a file of a downward volume may show. */
export const VOLUME_FIELD_PATHS: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
]
/** What the API server knows as a field at all: more than it lets through. */
const CONVERTIBLE = new Set([
  ...LABELS_AND_ANNOTATIONS,
  ...ENV_FIELD_PATHS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
])

// apis/core/validation: validation.go validateObjectFieldSelector (v1.36)
export function validateObjectFieldSelector(
  selector: ObjectFieldSelector,
  supported: readonly string[],
  path: string,
): FieldError[] {
  if (!selector.apiVersion) return [required(child(path, 'apiVersion'))]
  if (!selector.fieldPath) return [required(child(path, 'fieldPath'))]
  const given = selector.fieldPath
  const unknown = (why: string): FieldError[] => [
    invalid(child(path, 'fieldPath'), given, `error converting fieldPath: ${why}: ${given}`),
  ]
  const subscripted = /^([^[]*)\['(.*)'\]$/.exec(given)
  if (subscripted) {
    const [, base = '', key = ''] = subscripted
    if (!LABELS_AND_ANNOTATIONS.includes(base)) return unknown('field label does not support subscript')
    const lowered = base === 'metadata.annotations' ? key.toLowerCase() : key
    return isQualifiedName(lowered).map((wrong) => invalid(path, key, wrong))
  }
  if (given === 'spec.host') return []
  if (!CONVERTIBLE.has(given)) return unknown('field label not supported')
  return supported.includes(given) ? [] : [notSupported(child(path, 'fieldPath'), given, supported)]
}

const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]
const DIVISORS: Readonly<Record<string, readonly string[]>> = {
  cpu: ['1m', '1'],
  memory: ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'],
  'ephemeral-storage': ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'],
}

// apis/core/validation: validation.go validateContainerResourceFieldSelector (v1.36)
export function validateResourceFieldSelector(
  selector: ResourceFieldSelector,
  inVolume: boolean,
  path: string,
): FieldError[] {
  if (inVolume && !selector.containerName) return [required(child(path, 'containerName'))]
  const { resource, divisor } = selector
  if (!resource) return [required(child(path, 'resource'))]
  const hugePages = /^(limits|requests)\.hugepages-/.test(resource)
  if (!hugePages && !RESOURCES.includes(resource)) {
    return [notSupported(child(path, 'resource'), resource, RESOURCES)]
  }
  const of = resource.slice(resource.indexOf('.') + 1)
  const allowed = ownValue(DIVISORS, hugePages ? 'memory' : of) ?? []
  const quantity = divisor === undefined ? undefined : parseQuantity(divisor)
  if (!quantity || quantity.nano === 0n || allowed.includes(String(divisor))) return []
  const list = of === 'cpu' ? allowed.join(' and ') : allowed.join(', ')
  return [invalid(child(path, 'divisor'), of, `only divisor's values ${list} are supported with the ${of} resource`)]
}
