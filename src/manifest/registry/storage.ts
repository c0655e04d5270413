import { type FieldError, forbidden } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import {
  type PersistentVolumeClaimSpec,
  setDefaultsClaim,
  setDefaultsStorageClass,
  setDefaultsVolume,
  validateClaim,
  validateStorageClass,
  validateVolume,
} from '../object/storage.ts'
import { parseQuantity, quantityMilliValue } from '../quantity.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type Fields, fixed, specOf } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

// registry/core/persistentvolumeclaim: strategy.go (v1.36)
export const CLAIM: StrategyParts = {
  hasStatus: true,
  firstStatus: { phase: 'Pending' },
  setDefaults: setDefaultsClaim,
  validate: validateClaim,
  validateUpdate: claimErrors,
}

// apis/core/validation: validation.go ValidatePersistentVolumeClaimUpdate (v1.36)
function claimErrors(next: KubeObject, old: KubeObject): FieldError[] {
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
  if (!sameMeaning(changeable(before), changeable(after))) {
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

// registry/core/persistentvolume: strategy.go (v1.36)
export const VOLUME: StrategyParts = {
  hasStatus: true,
  firstStatus: { phase: 'Pending' },
  setDefaults: setDefaultsVolume,
  validate: validateVolume,
  validateUpdate: (next, old) => volumeErrors(specOf(next), specOf(old)),
}

// apis/core/validation: validation.go ValidatePersistentVolumeUpdate (v1.36)
function volumeErrors(next: Fields, old: Fields): FieldError[] {
  const source = (spec: Fields) =>
    Object.fromEntries(Object.entries(spec).filter(([field]) => !VOLUME_FIELDS.has(field)))
  const detail = 'spec.persistentvolumesource is immutable after creation'
  return [
    ...(sameMeaning(source(old), source(next)) ? [] : [forbidden('spec.persistentvolumesource', detail)]),
    ...fixed(next, old, ['volumeMode'], 'spec'),
  ]
}

// registry/storage/storageclass: strategy.go; apis/storage/validation: validation.go ValidateStorageClassUpdate (v1.36)
export const STORAGE_CLASS: StrategyParts = {
  setDefaults: setDefaultsStorageClass,
  validate: validateStorageClass,
  validateUpdate: (next, old) => [
    ...(['parameters', 'provisioner', 'reclaimPolicy'] as const).flatMap((field) =>
      sameMeaning(old[field], next[field]) ? [] : [forbidden(field, `updates to ${field} are forbidden.`)],
    ),
    ...fixed(next, old, ['volumeBindingMode']),
  ],
}
