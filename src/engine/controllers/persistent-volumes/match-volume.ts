import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from '../../../manifest/object/storage.ts'
import { matches } from '../../../manifest/object/workload.ts'
import { compareQuantities, parseQuantity, type Quantity } from '../../../manifest/quantity.ts'

/** CLAIM-1: the smallest volume that is free and has what a claim asks for; one that waits for this claim comes first. */
// component-helpers: storage/volume/pv_helpers.go FindMatchingVolume (v1.36)
export function findMatchingVolume(claim: KubeObject, volumes: readonly KubeObject[]): KubeObject | undefined {
  const wanted = claim.spec as PersistentVolumeClaimSpec
  const requested = sizeOf(wanted.resources?.requests?.storage)
  let smallest: KubeObject | undefined
  for (const volume of volumes) {
    const spec = volume.spec as PersistentVolumeSpec
    if (volume.metadata.deletionTimestamp !== undefined) continue
    if ((spec.volumeMode ?? 'Filesystem') !== (wanted.volumeMode ?? 'Filesystem')) continue
    const size = sizeOf(spec.capacity?.storage)
    if (compareQuantities(size, requested) < 0) continue
    if (isFor(spec, claim)) return volume
    if (spec.claimRef) continue
    if ((volume.status as { phase?: string } | undefined)?.phase !== 'Available') continue
    if ((spec.storageClassName ?? '') !== (wanted.storageClassName ?? '')) continue
    if (wanted.selector && !matches(wanted.selector, volume.metadata.labels ?? {})) continue
    if (!wanted.accessModes?.every((mode) => spec.accessModes?.includes(mode))) continue
    if (!smallest || compareQuantities(size, capacityOf(smallest)) < 0) smallest = volume
  }
  return smallest
}

/** The volume was bound to this very claim, by its owner or by the controller. */
// component-helpers: storage/volume/pv_helpers.go IsVolumeBoundToClaim (v1.36)
export function isFor({ claimRef }: PersistentVolumeSpec, { metadata }: KubeObject): boolean {
  if (!claimRef || claimRef.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false
  return claimRef.uid === undefined || claimRef.uid === metadata.uid
}

function capacityOf(volume: KubeObject): Quantity {
  return sizeOf((volume.spec as PersistentVolumeSpec).capacity?.storage)
}

function sizeOf(amount: string | number | undefined): Quantity {
  return parseQuantity(amount ?? 0) ?? (parseQuantity(0) as Quantity)
}
