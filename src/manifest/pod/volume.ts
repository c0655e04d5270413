import type { ObjectFieldSelector, ResourceFieldSelector } from './field-ref.ts'

export interface KeyToPath {
  key: string
  path: string
  mode?: number
}

export interface ProjectedSource {
  configMap?: { name: string; items?: KeyToPath[]; optional?: boolean }
  secret?: { name: string; items?: KeyToPath[]; optional?: boolean }
  downwardAPI?: { items?: DownwardItem[] }
  serviceAccountToken?: { path: string; expirationSeconds?: number; audience?: string }
  [source: string]: unknown
}

export interface DownwardItem {
  path: string
  fieldRef?: ObjectFieldSelector
  resourceFieldRef?: ResourceFieldSelector
  mode?: number
}

export interface Volume {
  name: string
  emptyDir?: { medium?: string; sizeLimit?: string | number }
  hostPath?: { path: string; type?: string }
  configMap?: { name: string; items?: KeyToPath[]; optional?: boolean; defaultMode?: number }
  secret?: { secretName?: string; items?: KeyToPath[]; optional?: boolean; defaultMode?: number }
  downwardAPI?: { items?: DownwardItem[]; defaultMode?: number }
  projected?: { sources?: ProjectedSource[]; defaultMode?: number }
  persistentVolumeClaim?: { claimName: string; readOnly?: boolean }
  [source: string]: unknown
}

export interface VolumeMount {
  name: string
  mountPath: string
  subPath?: string
  subPathExpr?: string
  readOnly?: boolean
  recursiveReadOnly?: string
  mountPropagation?: string
}

const DEFAULT_FILE_MODE = 0o644

// apis/core/v1: defaults.go SetDefaults_Volume and those of each source (v1.36)
export function setDefaultsVolume(volume: Volume): void {
  if (Object.keys(volume).every((field) => field === 'name' || volume[field] === undefined)) volume.emptyDir = {}
  if (volume.configMap) volume.configMap.defaultMode ??= DEFAULT_FILE_MODE
  if (volume.secret) volume.secret.defaultMode ??= DEFAULT_FILE_MODE
  if (volume.hostPath) volume.hostPath.type ??= ''
  if (volume.downwardAPI) {
    volume.downwardAPI.defaultMode ??= DEFAULT_FILE_MODE
    setDefaultsDownwardItems(volume.downwardAPI.items)
  }
  if (volume.projected) {
    volume.projected.defaultMode ??= DEFAULT_FILE_MODE
    for (const source of volume.projected.sources ?? []) {
      if (source.serviceAccountToken) source.serviceAccountToken.expirationSeconds ??= 60 * 60
      setDefaultsDownwardItems(source.downwardAPI?.items)
    }
  }
}

function setDefaultsDownwardItems(items: readonly DownwardItem[] | undefined): void {
  for (const { fieldRef, resourceFieldRef } of items ?? []) {
    if (fieldRef) fieldRef.apiVersion ||= 'v1'
    if (resourceFieldRef) resourceFieldRef.divisor ||= '0'
  }
}
