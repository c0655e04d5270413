import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { PersistentVolumeSpec } from '../../../manifest/object/storage.ts'
import { capacityOf, isLargeEnough, suits } from '../../../manifest/object/volume-match.ts'
import { compareQuantities } from '../../../manifest/quantity.ts'

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
