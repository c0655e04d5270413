import { ownValue } from '../../lib/own.ts'
import { DEPRECATED_VOLUMES, warnedField } from '../pod/deprecated-volumes.ts'
import type { KubeObject } from './meta.ts'
import type { PersistentVolumeSpec } from './storage.ts'

export interface Warning {
  readonly path: string
  readonly message: string
}

/** What the API server takes and frowns upon, of what is no Pod. */
export function objectWarnings(object: KubeObject): Warning[] {
  if (object.apiVersion === 'v1' && object.kind === 'Endpoints') {
    const message = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'
    return [{ path: 'apiVersion', message }]
  }
  return object.kind === 'PersistentVolume' ? volumeWarnings((object.spec ?? {}) as PersistentVolumeSpec) : []
}

// pkg/api/persistentvolume: util.go GetWarningsForPersistentVolume (v1.36)
function volumeWarnings(spec: PersistentVolumeSpec): Warning[] {
  const policy = 'spec.persistentVolumeReclaimPolicy'
  const recycle =
    'The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'
  return [
    ...(spec.persistentVolumeReclaimPolicy === 'Recycle' ? [{ path: policy, message: `${policy}: ${recycle}` }] : []),
    ...Object.keys(spec).flatMap((source) => {
      const said = ownValue(DEPRECATED_VOLUMES, source)
      return said === undefined ? [] : [{ path: `spec.${source}`, message: `spec.${warnedField(source)}: ${said}` }]
    }),
  ]
}
