import { ownValue } from '../../lib/own.ts'
import type { KubeObject } from '../object/meta.ts'
import type { PersistentVolumeClaimSpec } from '../object/storage.ts'
import type { Cluster } from './cluster.ts'

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

/** A claim that says nothing of its class gets the cluster's default; one that says "" wants none. Changes the claim. */
// plugin/pkg/admission/storage/storageclass/setdefault: admission.go Admit (v1.36)
export function setDefaultStorageClass(claim: KubeObject, cluster: Cluster): void {
  const spec = claim.spec as PersistentVolumeClaimSpec
  if (spec.storageClassName !== undefined || claim.metadata.annotations?.[CLASS_ANNOTATION] !== undefined) return
  const found = defaultStorageClass(cluster)
  if (found) spec.storageClassName = found.metadata.name
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
