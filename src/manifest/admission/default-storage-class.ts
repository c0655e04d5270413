import { ownValue } from '../../lib/own.ts'
import type { KubeObject } from '../object/meta.ts'
import type { PersistentVolumeClaimSpec } from '../object/storage.ts'
import type { Cluster } from './cluster.ts'

export const DEFAULT_CLASS_ANNOTATION = 'storageclass.kubernetes.io/is-default-class'
const IS_DEFAULT = [DEFAULT_CLASS_ANNOTATION, 'storageclass.beta.kubernetes.io/is-default-class']
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

/** A claim that says nothing of its class gets the cluster's default; one that says "" wants none. Changes the claim. */
// plugin/pkg/admission/storage/storageclass/setdefault: admission.go Admit (v1.36)
export function setDefaultStorageClass(claim: KubeObject, cluster: Cluster): void {
  if (!wantsDefaultClass(claim)) return
  const found = defaultStorageClass(cluster)
  if (found) (claim.spec as PersistentVolumeClaimSpec).storageClassName = found.metadata.name
}

/** Neither its field nor its annotation says anything of a class. */
export function wantsDefaultClass({ metadata, spec }: KubeObject): boolean {
  const { storageClassName } = (spec ?? {}) as PersistentVolumeClaimSpec
  return storageClassName === undefined && metadata.annotations?.[CLASS_ANNOTATION] === undefined
}

/** Of several the youngest. */
// pkg/volume/util: storageclass.go GetDefaultClass (v1.36)
function defaultStorageClass(cluster: Cluster): KubeObject | undefined {
  return cluster
    .list('StorageClass', '')
    .filter(({ metadata }) => IS_DEFAULT.some((key) => ownValue(metadata.annotations, key) === 'true'))
    .toSorted((a, b) => {
      const [madeA = '', madeB = ''] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp]
      return madeA === madeB ? (a.metadata.name < b.metadata.name ? -1 : 1) : madeA > madeB ? -1 : 1
    })[0]
}

/** The class that a claim asks for; empty: none. */
// apis/core/v1/helper: helpers.go GetPersistentVolumeClaimClass (v1.36)
export function claimClass({ metadata, spec }: KubeObject): string {
  const annotated = metadata.annotations?.[CLASS_ANNOTATION]
  return annotated ?? (spec as PersistentVolumeClaimSpec | undefined)?.storageClassName ?? ''
}
