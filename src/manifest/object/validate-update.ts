import { type FieldError, forbidden, invalid } from '../field-error.ts'
import { child } from '../path.ts'
import type { Pod } from '../pod/pod.ts'
import { validatePodUpdate } from '../pod/validate-pod-update.ts'
import { parseQuantity, quantityMilliValue } from '../quantity.ts'
import { semanticText } from '../semantic-text.ts'
import type { KubeObject } from './meta.ts'
import type { ServiceSpec } from './service.ts'
import type { PersistentVolumeClaimSpec } from './storage.ts'

type Fields = Readonly<Record<string, unknown>>

/** What may not change once an object is there, by kind. The new one comes defaulted. */
export function validateUpdate(old: KubeObject, next: KubeObject): FieldError[] {
  switch (next.kind) {
    case 'Pod':
      return validatePodUpdate(old as Pod, next as Pod)
    case 'ConfigMap':
      return immutableData(old, next, ['data', 'binaryData'])
    case 'Secret':
      return [...fixed(old, next, ['type']), ...immutableData(old, next, ['data'])]
    case 'Service':
      return serviceErrors(old, next)
    case 'PersistentVolumeClaim':
      return claimErrors(old, next)
    case 'PersistentVolume':
      return volumeErrors(specOf(old), specOf(next))
    case 'StorageClass':
      return [
        ...(['parameters', 'provisioner', 'reclaimPolicy'] as const).flatMap((field) =>
          semanticText(old[field]) === semanticText(next[field])
            ? []
            : [forbidden(field, `updates to ${field} are forbidden.`)],
        ),
        ...fixed(old, next, ['volumeBindingMode']),
      ]
    case 'PriorityClass':
      return [
        ...(old.value === next.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
        ...fixed(old, next, ['preemptionPolicy']),
      ]
    case 'RuntimeClass':
      return fixed(old, next, ['handler'])
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      return fixed(specOf(old), specOf(next), ['selector'], 'spec')
    case 'StatefulSet':
      return statefulSetErrors(specOf(old), specOf(next))
    case 'Job':
      return jobErrors(specOf(old), specOf(next))
    case 'RoleBinding':
    case 'ClusterRoleBinding': {
      const same = semanticText(old.roleRef) === semanticText(next.roleRef)
      return same ? [] : [invalid('roleRef', next.roleRef, 'cannot change roleRef')]
    }
    case 'IngressClass':
      return fixed(specOf(old), specOf(next), ['controller'], 'spec')
    default:
      return []
  }
}

// apimachinery: pkg/api/validation/objectmeta.go ValidateImmutableField (v1.36)
function fixed(old: Fields, next: Fields, fields: readonly string[], path = ''): FieldError[] {
  return fields.flatMap((field) =>
    semanticText(old[field]) === semanticText(next[field])
      ? []
      : [invalid(child(path, field), next[field], 'field is immutable')],
  )
}

// apis/core/validation: validation.go ValidateConfigMapUpdate, ValidateSecretUpdate (v1.36)
function immutableData(old: KubeObject, next: KubeObject, fields: readonly string[]): FieldError[] {
  if (old.immutable !== true) return []
  const detail = 'field is immutable when `immutable` is set'
  return [
    ...(next.immutable === true ? [] : [forbidden('immutable', detail)]),
    ...fields
      .filter((field) => semanticText(old[field]) !== semanticText(next[field]))
      .map((field) => forbidden(field, detail)),
  ]
}

// apis/core/validation: validation.go validateUpgradeDowngradeClusterIPs (v1.36)
function serviceErrors(old: KubeObject, next: KubeObject): FieldError[] {
  const [before, after] = [specOf(old) as ServiceSpec, specOf(next) as ServiceSpec]
  if (!before.clusterIP || after.type === 'ExternalName' || before.type === 'ExternalName') return []
  if (before.clusterIP === after.clusterIP) return []
  return [invalid('spec.clusterIPs[0]', after.clusterIP ? [after.clusterIP] : undefined, 'may not change once set')]
}

// apis/core/validation: validation.go ValidatePersistentVolumeClaimUpdate (v1.36)
function claimErrors(old: KubeObject, next: KubeObject): FieldError[] {
  const [before, after] = [specOf(old), specOf(next)]
  const bound = (old.status as { phase?: string } | undefined)?.phase === 'Bound'
  const changeable = (spec: Fields) => {
    const { resources, volumeAttributesClassName, volumeName, ...rest } = spec as Record<string, unknown>
    return {
      ...rest,
      // The binder names a volume once.
      ...(before.volumeName ? { volumeName } : {}),
      ...(bound ? {} : { resources, volumeAttributesClassName }),
    }
  }
  if (semanticText(changeable(before)) !== semanticText(changeable(after))) {
    const detail =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
    return [forbidden('spec', detail)]
  }
  const asked = (spec: Fields) => (spec as PersistentVolumeClaimSpec).resources?.requests?.storage
  const [was, is] = [asked(before), asked(after)].map((given) => parseQuantity(given ?? 0))
  if (!was || !is || quantityMilliValue(is) >= quantityMilliValue(was)) return []
  return [forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity')]
}

const VOLUME_FIELDS = new Set([
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
])

// apis/core/validation: validation.go ValidatePersistentVolumeUpdate (v1.36)
function volumeErrors(old: Fields, next: Fields): FieldError[] {
  const source = (spec: Fields) => Object.entries(spec).filter(([field]) => !VOLUME_FIELDS.has(field))
  const [before, after] = [source(old), source(next)].map((fields) => semanticText(Object.fromEntries(fields)))
  const detail = 'spec.persistentvolumesource is immutable after creation'
  return [
    ...(before === after ? [] : [forbidden('spec.persistentvolumesource', detail)]),
    ...fixed(old, next, ['volumeMode'], 'spec'),
  ]
}

const OF_STATEFUL_SETS = [
  ...['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit'],
  ...['persistentVolumeClaimRetentionPolicy', 'minReadySeconds'],
]

// apis/apps/validation: validation.go ValidateStatefulSetUpdate (v1.36)
function statefulSetErrors(old: Fields, next: Fields): FieldError[] {
  const others = (spec: Fields) =>
    semanticText(Object.fromEntries(Object.entries(spec).filter(([field]) => !OF_STATEFUL_SETS.includes(field))))
  if (others(old) === others(next)) return []
  const names = OF_STATEFUL_SETS.map((field) => `'${field}'`)
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return [forbidden('spec', `updates to statefulset spec for fields other than ${list} are forbidden`)]
}

// apis/batch/validation: validation.go ValidateJobSpecUpdate (v1.36), without what a suspended Job may change
function jobErrors(old: Fields, next: Fields): FieldError[] {
  const elastic = old.completionMode === 'Indexed' && old.completions === old.parallelism
  const together = elastic && next.completions === next.parallelism
  return [
    ...(together ? [] : fixed(old, next, ['completions'], 'spec')),
    ...fixed(old, next, ['selector'], 'spec'),
    ...(old.suspend === true ? [] : fixed(old, next, ['template'], 'spec')),
    ...fixed(
      old,
      next,
      ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'],
      'spec',
    ),
  ]
}

function specOf({ spec }: KubeObject): Fields {
  return (spec ?? {}) as Fields
}
