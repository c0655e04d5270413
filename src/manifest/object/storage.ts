import { type FieldError, notSupported, required } from '../field-error.ts'
import type { NodeSelectorTerm } from '../pod/affinity.ts'
import type { KubeObject, LabelSelector } from './meta.ts'

export interface PersistentVolumeSpec {
  capacity?: { storage?: string | number }
  accessModes?: string[]
  storageClassName?: string
  persistentVolumeReclaimPolicy?: string
  volumeMode?: string
  claimRef?: { kind?: string; namespace?: string; name?: string; uid?: string }
  hostPath?: { path: string; type?: string }
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

/** Defaults and checks of what Pods keep their files in. Changes the object it is given. */
// apis/core/v1, apis/storage/v1: defaults.go; apis/core/validation: validation.go (v1.36)
export function prepareStorage(object: KubeObject): FieldError[] {
  switch (object.kind) {
    case 'PersistentVolume': {
      object.spec ??= {}
      const spec = object.spec as PersistentVolumeSpec
      spec.persistentVolumeReclaimPolicy ??= 'Retain'
      spec.volumeMode ??= 'Filesystem'
      object.status = { phase: 'Pending' }
      return [
        ...(spec.accessModes?.length ? [] : [required('spec.accessModes')]),
        ...accessModeErrors(spec.accessModes ?? []),
        ...(spec.capacity ? [] : [required('spec.capacity')]),
      ]
    }
    case 'PersistentVolumeClaim': {
      object.spec ??= {}
      const spec = object.spec as PersistentVolumeClaimSpec
      spec.volumeMode ??= 'Filesystem'
      object.status = { phase: 'Pending' }
      return [
        ...(spec.accessModes?.length ? [] : [required('spec.accessModes', 'at least 1 access mode is required')]),
        ...accessModeErrors(spec.accessModes ?? []),
        ...(spec.resources?.requests?.storage === undefined ? [required('spec.resources[storage]')] : []),
      ]
    }
    case 'StorageClass': {
      const fields = object as StorageClassFields & KubeObject
      fields.reclaimPolicy ??= 'Delete'
      fields.volumeBindingMode ??= 'Immediate'
      return fields.provisioner ? [] : [required('provisioner')]
    }
    default:
      return []
  }
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']

function accessModeErrors(modes: readonly string[]): FieldError[] {
  return modes.flatMap((mode) =>
    ACCESS_MODES.includes(mode) ? [] : [notSupported('spec.accessModes', mode, ACCESS_MODES)],
  )
}
