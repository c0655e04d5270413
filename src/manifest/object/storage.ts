import { type FieldError, notSupported, required } from '../field-error.ts'
import type { NodeSelectorTerm } from '../pod/affinity.ts'
import type { KubeObject, LabelSelector } from './meta.ts'

export interface PersistentVolumeSpec {
  capacity?: { storage?: string | number }
  accessModes?: string[]
  storageClassName?: string
  persistentVolumeReclaimPolicy?: string
  volumeMode?: string
  claimRef?: {
    apiVersion?: string
    kind?: string
    namespace?: string
    name?: string
    resourceVersion?: string
    uid?: string
  }
  hostPath?: { path: string; type?: string }
  nfs?: { server: string; path: string; readOnly?: boolean }
  local?: { path: string }
  nodeAffinity?: { required?: { nodeSelectorTerms?: NodeSelectorTerm[] } }
}

export interface PersistentVolumeClaimSpec {
  accessModes?: string[]
  resources?: { requests?: { storage?: string | number } }
  storageClassName?: string
  volumeMode?: string
  volumeName?: string
  selector?: LabelSelector
}

/** What a StorageClass says, at the top of the object. */
export interface StorageClassFields {
  provisioner?: string
  volumeBindingMode?: string
  reclaimPolicy?: string
  allowedTopologies?: { matchLabelExpressions?: { key: string; values?: string[] }[] }[]
}

/** Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_PersistentVolume (v1.36)
export function setDefaultsVolume(object: KubeObject): void {
  object.spec ??= {}
  const spec = object.spec as PersistentVolumeSpec
  spec.persistentVolumeReclaimPolicy ??= 'Retain'
  spec.volumeMode ??= 'Filesystem'
}

// apis/core/validation: validation.go ValidatePersistentVolume (v1.36), of what the simulation reads
export function validateVolume(object: KubeObject): FieldError[] {
  const { accessModes = [], capacity } = (object.spec ?? {}) as PersistentVolumeSpec
  return [
    ...(accessModes.length > 0 ? [] : [required('spec.accessModes')]),
    ...accessModeErrors(accessModes),
    ...(capacity ? [] : [required('spec.capacity')]),
  ]
}

/** Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_PersistentVolumeClaimSpec (v1.36)
export function setDefaultsClaim(object: KubeObject): void {
  object.spec ??= {}
  ;(object.spec as PersistentVolumeClaimSpec).volumeMode ??= 'Filesystem'
}

// apis/core/validation: validation.go ValidatePersistentVolumeClaimSpec (v1.36), of what the simulation reads
export function validateClaim(object: KubeObject): FieldError[] {
  const { accessModes = [], resources } = (object.spec ?? {}) as PersistentVolumeClaimSpec
  return [
    ...(accessModes.length > 0 ? [] : [required('spec.accessModes', 'at least 1 access mode is required')]),
    ...accessModeErrors(accessModes),
    ...(resources?.requests?.storage === undefined ? [required('spec.resources[storage]')] : []),
  ]
}

/** Changes the object it is given. */
// apis/storage/v1: defaults.go SetDefaults_StorageClass (v1.36)
export function setDefaultsStorageClass(object: KubeObject): void {
  const fields = object as StorageClassFields & KubeObject
  fields.reclaimPolicy ??= 'Delete'
  fields.volumeBindingMode ??= 'Immediate'
}

// apis/storage/validation: validation.go ValidateStorageClass (v1.36)
export function validateStorageClass(object: KubeObject): FieldError[] {
  return (object as StorageClassFields).provisioner ? [] : [required('provisioner')]
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']

function accessModeErrors(modes: readonly string[]): FieldError[] {
  return modes.flatMap((mode) =>
    ACCESS_MODES.includes(mode) ? [] : [notSupported('spec.accessModes', mode, ACCESS_MODES)],
  )
}
