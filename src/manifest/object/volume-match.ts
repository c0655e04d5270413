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

function capacityOf({ spec }: KubeObject): Quantity {
  return sizeOf((spec as PersistentVolumeSpec).capacity?.storage)
}

function sizeOf(amount: string | number | undefined): Quantity {
  return parseQuantity(amount ?? 0) ?? (parseQuantity(0) as Quantity)
}

/** CLAIM-1: the smallest volume that is free and has what a claim asks for; one that waits for this claim comes first. */
// component-helpers: storage/volume/pv_helpers.go FindMatchingVolume (v1.36)
export function findMatchingVolume(claim: KubeObject, volumes: readonly KubeObject[]): KubeObject | undefined {
  let smallest: KubeObject | undefined
  for (const volume of volumes) {
    const spec = volume.spec as PersistentVolumeSpec
    if (volume.metadata.deletionTimestamp !== undefined || !isLargeEnough(volume, claim)) continue
    if (isFor(spec, claim)) return volume
    if (spec.claimRef) continue
    if ((volume.status as { phase?: string } | undefined)?.phase !== 'Available') continue
    if (!suits(volume, claim)) continue
    if (!smallest || compareQuantities(capacityOf(volume), capacityOf(smallest)) < 0) smallest = volume
  }
  return smallest
}

/** The volume was bound to this very claim, by its owner or by the controller. */
// component-helpers: storage/volume/pv_helpers.go IsVolumeBoundToClaim (v1.36)
export function isFor({ claimRef }: PersistentVolumeSpec, { metadata }: KubeObject): boolean {
  if (!claimRef || claimRef.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false
  return claimRef.uid === undefined || claimRef.uid === metadata.uid
}
