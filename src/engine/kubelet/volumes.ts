import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { DownwardItem, KeyToPath, ProjectedSource, Volume as VolumeSpec } from '../../manifest/pod/volume.ts'
import type { ApiServer } from '../apiserver/api-server.ts'
import type { Mount } from '../runtime/file-system.ts'
import { Volume } from '../runtime/volume.ts'
import type { World } from '../world.ts'
import { dataOf } from './container-environment.ts'
import { downwardField, downwardResource } from './downward-api.ts'
import { expand } from './expand-variables.ts'
import { bytesOf } from './quantity-number.ts'

/** The volumes of one Pod on one node, once they are mounted. */
export type PodVolumes = ReadonlyMap<string, Volume>

/** Makes one volume; a text says why that is not possible now, in the kubelet's words. */
export function mountVolume(
  world: World,
  api: ApiServer,
  pod: Pod,
  spec: VolumeSpec,
  hostVolumes: Map<string, Volume>,
  hostIP: string,
): Volume | { readonly error: string } {
  const now = () => world.now
  const namespace = pod.metadata.namespace ?? 'default'
  if (spec.hostPath) {
    const refused = checkHostPathType(spec.hostPath.path, spec.hostPath.type ?? '', hostVolumes)
    if (refused !== undefined) return { error: refused }
    let volume = hostVolumes.get(spec.hostPath.path)
    if (!volume) {
      volume = new Volume({ now, mode: 0o755 })
      hostVolumes.set(spec.hostPath.path, volume)
    }
    return volume
  }
  if (spec.configMap) {
    const { name, items, optional, defaultMode } = spec.configMap
    return fromObject(api, 'ConfigMap', namespace, name, items, optional, defaultMode, now)
  }
  if (spec.secret) {
    const { secretName = '', items, optional, defaultMode } = spec.secret
    return fromObject(api, 'Secret', namespace, secretName, items, optional, defaultMode, now)
  }
  if (spec.downwardAPI) {
    const volume = new Volume({ now, mode: 0o1777 })
    for (const item of spec.downwardAPI.items ?? []) writeDownward(volume, pod, item, hostIP)
    return volume
  }
  if (spec.projected) return fromProjected(api, pod, spec.projected.sources ?? [], hostIP, now)
  const limit = spec.emptyDir?.medium === 'Memory' ? spec.emptyDir.sizeLimit : undefined
  const limitBytes = bytesOf(limit)
  return new Volume({ now, mode: 0o777, ...(limitBytes === undefined ? {} : { limitBytes }) })
}

/** Directories that any Linux node has; others are there only where a Pod has made them. */
const NODE_DIRECTORIES =
  /^\/(?:$|bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/(?:log|lib|run|tmp|local|share|kubernetes|cache|lib\/kubelet|log\/pods|log\/containers))?$/
const NODE_FILES: ReadonlySet<string> = new Set([
  '/etc/localtime',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/etc/machine-id',
  '/etc/os-release',
])
const NODE_SOCKETS: ReadonlySet<string> = new Set([
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
])

// kubelet: pkg/volume/hostpath/host_path.go checkTypeInternal (v1.36)
function checkHostPathType(path: string, type: string, made: ReadonlyMap<string, Volume>): string | undefined {
  const refuse = (what: string): string => `hostPath type check failed: ${path} is not a ${what}`
  switch (type) {
    case 'Directory':
      return made.has(path) || NODE_DIRECTORIES.test(path) ? undefined : refuse('directory')
    case 'File':
      return NODE_FILES.has(path) ? undefined : refuse('file')
    case 'Socket':
      return NODE_SOCKETS.has(path) ? undefined : refuse('socket file')
    case 'CharDevice':
      return /^\/dev\/(?:null|zero|random|urandom|tty|fuse|kvm)$/.test(path) ? undefined : refuse('character device')
    case 'BlockDevice':
      return /^\/dev\/(?:sd|vd|nvme)/.test(path) ? undefined : refuse('block device')
    default:
      return undefined
  }
}

function fromObject(
  api: ApiServer,
  kind: 'ConfigMap' | 'Secret',
  namespace: string,
  name: string,
  items: readonly KeyToPath[] | undefined,
  optional: boolean | undefined,
  mode: number | undefined,
  now: () => number,
): Volume | { readonly error: string } {
  const object = api.get(kind, namespace, name)
  if (!object && !optional) return { error: `${kind.toLowerCase()} "${name}" not found` }
  const data = object ? dataOf(object) : {}
  const volume = new Volume({ now, mode: 0o1777 })
  for (const { key, path } of items ?? Object.keys(data).map((key) => ({ key, path: key }))) {
    const value = data[key]
    if (value !== undefined) volume.writeFile(path, value, mode ?? 0o644)
    else if (!optional) {
      return {
        error:
          kind === 'Secret'
            ? `references non-existent secret key: ${key}`
            : `configmap references non-existent config key: ${key}`,
      }
    }
  }
  return volume
}

function fromProjected(
  api: ApiServer,
  pod: Pod,
  sources: readonly ProjectedSource[],
  hostIP: string,
  now: () => number,
): Volume | { readonly error: string } {
  const namespace = pod.metadata.namespace ?? 'default'
  const volume = new Volume({ now, mode: 0o1777 })
  for (const source of sources) {
    if (source.serviceAccountToken) volume.writeFile(source.serviceAccountToken.path, 'simulated-token\n', 0o644)
    for (const item of source.downwardAPI?.items ?? []) writeDownward(volume, pod, item, hostIP)
    const ref = source.configMap ?? source.secret
    if (!ref) continue
    // Every namespace has this one; the cluster's own controller keeps it.
    if (source.configMap?.name === 'kube-root-ca.crt') {
      volume.writeFile('ca.crt', 'simulated-certificate\n', 0o644)
      continue
    }
    const kind = source.configMap ? 'ConfigMap' : 'Secret'
    const object = api.get(kind, namespace, ref.name)
    if (!object && !ref.optional) return { error: `${kind.toLowerCase()} "${ref.name}" not found` }
    const data = object ? dataOf(object) : {}
    for (const { key, path } of ref.items ?? Object.keys(data).map((key) => ({ key, path: key }))) {
      if (data[key] !== undefined) volume.writeFile(path, data[key])
    }
  }
  return volume
}

function writeDownward(volume: Volume, pod: Pod, item: DownwardItem, hostIP: string): void {
  const container = pod.spec.containers[0]
  const value = item.fieldRef
    ? downwardField(pod, item.fieldRef.fieldPath, pod.status.podIP ?? '', hostIP)
    : item.resourceFieldRef && container
      ? downwardResource(pod, container, item.resourceFieldRef)
      : undefined
  if (value !== undefined) volume.writeFile(item.path, value, 0o644)
}

/** Where a container sees the Pod's volumes. */
// kubelet: kubelet_pods.go makeMounts (v1.36)
export function mountsOf(
  container: Container,
  volumes: PodVolumes,
  env: ReadonlyMap<string, string>,
): { readonly mounts: readonly Mount[] } | { readonly error: string } {
  const mounts: Mount[] = []
  for (const mount of container.volumeMounts ?? []) {
    const volume = volumes.get(mount.name)
    if (!volume) continue
    let { subPath } = mount
    if (mount.subPathExpr) {
      const missing = new Set<string>()
      subPath = expand(mount.subPathExpr, (name) => {
        const value = env.get(name)
        if (!value) missing.add(name)
        return value
      })
      // kubelet: container/helpers.go ExpandContainerVolumeMounts (v1.36)
      if (missing.size > 0) return { error: `missing value for ${[...missing].sort().join(', ')}` }
    }
    const path = mount.mountPath.startsWith('/') ? mount.mountPath : `/${mount.mountPath}`
    mounts.push({ path, volume, ...(subPath ? { subPath } : {}), readOnly: mount.readOnly ?? false })
  }
  return { mounts }
}
