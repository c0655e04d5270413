import type { KubeObject } from '../../manifest/object/meta.ts'
import type {
  PersistentVolumeClaimSpec,
  PersistentVolumeSpec,
  StorageClassFields,
} from '../../manifest/object/storage.ts'
import type { Cycle } from './plugin.ts'

/** Objects as the scheduler reads them. */
export interface Claim extends KubeObject {
  spec: PersistentVolumeClaimSpec
  status?: { phase?: string }
}

export interface PersistentVolume extends KubeObject {
  spec: PersistentVolumeSpec
  status?: { phase?: string }
}

export type StorageClass = KubeObject & StorageClassFields

export const NO_PROVISIONER = 'kubernetes.io/no-provisioner'
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'

/** A Pod's claims, by what still has to be done about them. */
export interface PodClaims {
  readonly bound: readonly Claim[]
  /** To be bound once the Pod's node is known. */
  readonly waiting: readonly Claim[]
  readonly immediate: readonly Claim[]
}

// scheduler: plugins/volumebinding/binder.go GetPodVolumeClaims (v1.36)
export function podClaims({ pod, objects }: Cycle): PodClaims {
  const bound: Claim[] = []
  const waiting: Claim[] = []
  const immediate: Claim[] = []
  for (const name of pod.claims) {
    const claim = objects.get('PersistentVolumeClaim', pod.namespace, name) as Claim | undefined
    if (!claim) continue
    const storageClass = storageClassOf(claim, { objects })
    const waits = storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && !claim.spec?.volumeName
    if (isBound(claim)) bound.push(claim)
    else if (waits) waiting.push(claim)
    else immediate.push(claim)
  }
  return { bound, waiting, immediate }
}

// scheduler: plugins/volumebinding/binder.go isPVCFullyBound (v1.36)
export function isBound(claim: Claim): boolean {
  return Boolean(claim.spec?.volumeName) && claim.metadata.annotations?.[BIND_COMPLETED] !== undefined
}

export function storageClassOf(claim: Claim, { objects }: Pick<Cycle, 'objects'>): StorageClass | undefined {
  const name = claim.spec?.storageClassName
  return name ? (objects.get('StorageClass', '', name) as StorageClass | undefined) : undefined
}
