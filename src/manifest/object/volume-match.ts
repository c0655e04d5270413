import { compareQuantities, parseQuantity, type Quantity } from '../quantity.ts'
import type { KubeObject } from './meta.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from './storage.ts'
import { matches } from './workload.ts'

/** Whether a volume has the size and the mode that a claim asks for. */
// component-helpers: storage/volume/pv_helpers.go FindMatchingVolume (v1.36): before it is known whose the volume is
export function isLargeEnough(volume: KubeObject, claim: KubeObject): boolean {
  const spec = volume.spec as PersistentVolumeSpec
  const wanted = claim.spec as PersistentVolumeClaimSpec
  if ((spec.volumeMode ?? 'Filesystem') !== (wanted.volumeMode ?? 'Filesystem')) return false
  return compareQuantities(capacityOf(volume), sizeOf(wanted.resources?.requests?.storage)) >= 0
}

/** Whether a volume that is nobody's yet has the class, the labels and the access modes that a claim asks for. */
// component-helpers: storage/volume/pv_helpers.go FindMatchingVolume, CheckAccessModes (v1.36)
export function suits({ spec, metadata }: KubeObject, claim: KubeObject): boolean {
  const { storageClassName = '', accessModes } = spec as PersistentVolumeSpec
  const wanted = claim.spec as PersistentVolumeClaimSpec
  if (storageClassName !== (wanted.storageClassName ?? '')) return false
  if (wanted.selector && !matches(wanted.selector, metadata.labels ?? {})) return false
  return wanted.accessModes?.every((mode) => accessModes?.includes(mode)) ?? false
}

export function capacityOf({ spec }: KubeObject): Quantity {
  return sizeOf((spec as PersistentVolumeSpec).capacity?.storage)
}

function sizeOf(amount: string | number | undefined): Quantity {
  return parseQuantity(amount ?? 0) ?? (parseQuantity(0) as Quantity)
}
