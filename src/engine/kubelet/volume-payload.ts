import { ownValue } from '../../lib/own.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ResourceList } from '../../manifest/pod/resources.ts'
import type { DownwardItem, KeyToPath, Volume as VolumeSpec } from '../../manifest/pod/volume.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { dataOf } from './container-environment.ts'
import { downwardField, downwardResource } from './downward-api.ts'

/** What the API puts into a volume: files by their path in it. */
export type Payload = ReadonlyMap<string, { readonly data: string; readonly mode: number }>

/** What is said of the Pod's node. */
export interface NodeOfPayload {
  readonly ip: string
  allocatable(): ResourceList
}

export interface PayloadError {
  /** The kubelet's words. */
  readonly error: string
}

const DEFAULT_MODE = 0o644

/** The files of a volume that the API fills; undefined: it is not of that kind. */
export function payloadOf(
  api: ApiServer,
  pod: Pod,
  spec: VolumeSpec,
  node: NodeOfPayload,
): Payload | PayloadError | undefined {
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  if (spec.configMap) {
    const { name, items, optional, defaultMode } = spec.configMap
    return objectPayload(api, { kind: 'ConfigMap', namespace, name, items, optional, defaultMode })
  }
  if (spec.secret) {
    const { secretName: name = '', items, optional, defaultMode } = spec.secret
    return objectPayload(api, { kind: 'Secret', namespace, name, items, optional, defaultMode })
  }
  if (spec.downwardAPI) {
    const { items = [], defaultMode } = spec.downwardAPI
    return new Map(items.flatMap((item) => downwardFile(pod, item, node, defaultMode)))
  }
  if (spec.projected) return projectedPayload(api, pod, spec.projected, node)
  return undefined
}

interface Wanted {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly namespace: string
  readonly name: string
  readonly items: readonly KeyToPath[] | undefined
  readonly optional: boolean | undefined
  readonly defaultMode: number | undefined
}

function objectPayload(api: ApiServer, wanted: Wanted): Payload | PayloadError {
  const { kind, namespace, name, items, optional, defaultMode } = wanted
  const object = api.get(kind, namespace, name)
  if (!object && !optional) return { error: `${kind.toLowerCase()} "${name}" not found` }
  return makePayload(kind, object, items, optional ?? false, defaultMode ?? DEFAULT_MODE)
}

// kubelet: pkg/volume/configmap/configmap.go MakePayload, pkg/volume/secret/secret.go MakePayload (v1.36)
export function makePayload(
  kind: 'ConfigMap' | 'Secret',
  object: KubeObject | undefined,
  items: readonly KeyToPath[] | undefined,
  optional: boolean,
  defaultMode: number,
): Payload | PayloadError {
  const data = object ? dataOf(object) : {}
  const payload = new Map<string, { data: string; mode: number }>()
  const wanted: readonly KeyToPath[] = items?.length ? items : Object.keys(data).map((key) => ({ key, path: key }))
  for (const { key, path, mode } of wanted) {
    const value = ownValue(data, key)
    if (value !== undefined) payload.set(path, { data: value, mode: mode ?? defaultMode })
    else if (!optional) {
      return {
        error:
          kind === 'Secret'
            ? `references non-existent secret key: ${key}`
            : `configmap references non-existent config key: ${key}`,
      }
    }
  }
  return payload
}

// kubelet: pkg/volume/projected/projected.go collectData (v1.36)
function projectedPayload(
  api: ApiServer,
  pod: Pod,
  { sources = [], defaultMode }: NonNullable<VolumeSpec['projected']>,
  node: NodeOfPayload,
): Payload | PayloadError {
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  const mode = defaultMode ?? DEFAULT_MODE
  const payload = new Map<string, { data: string; mode: number }>()
  for (const source of sources) {
    if (source.serviceAccountToken) {
      payload.set(source.serviceAccountToken.path, { data: 'simulated-token\n', mode })
    }
    for (const item of source.downwardAPI?.items ?? []) {
      for (const [path, file] of downwardFile(pod, item, node, mode)) payload.set(path, file)
    }
    const ref = source.configMap ?? source.secret
    if (!ref) continue
    const { name, items, optional } = ref
    const kind = source.configMap ? 'ConfigMap' : 'Secret'
    const part = objectPayload(api, { kind, namespace, name, items, optional, defaultMode: mode })
    if ('error' in part) return part
    for (const [path, file] of part) payload.set(path, file)
  }
  return payload
}

// kubelet: pkg/volume/downwardapi/downwardapi.go CollectData (v1.36)
function downwardFile(
  pod: Pod,
  item: DownwardItem,
  node: NodeOfPayload,
  defaultMode: number | undefined,
): [string, { data: string; mode: number }][] {
  const named = item.resourceFieldRef?.containerName
  const container = pod.spec.containers.find(({ name }) => name === named) ?? pod.spec.containers[0]
  const data = item.fieldRef
    ? downwardField(pod, item.fieldRef.fieldPath, pod.status.podIP ?? '', node.ip)
    : item.resourceFieldRef && container
      ? downwardResource(pod, container, item.resourceFieldRef, node.allocatable())
      : undefined
  return data === undefined ? [] : [[item.path, { data, mode: item.mode ?? defaultMode ?? DEFAULT_MODE }]]
}
