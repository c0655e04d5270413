import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from '../../manifest/object/storage.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Volume as VolumeSpec } from '../../manifest/pod/volume.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { byteLength } from '../runtime/files/file-node.ts'
import type { Mount } from '../runtime/files/file-system.ts'
import { Volume } from '../runtime/files/volume.ts'
import type { World } from '../world/world.ts'
import { newDirectory, writePayload } from './atomic-writer.ts'
import { podCgroup } from './cgroup-values.ts'
import { expand } from './expand-variables.ts'
import { hostPathVolume } from './host-path.ts'
import type { KubeletNode } from './kubelet-node.ts'
import { nestedMountpoints } from './nested-mountpoints.ts'
import type { PodVolume, PodVolumes } from './pod-volume.ts'
import { bytesOf } from './quantity-number.ts'
import { podDirectory, subPathSource, volumePath } from './volume-path.ts'
import { type Payload, payloadOf } from './volume-payload.ts'

/** What volumes are made of. */
export interface VolumeNeeds {
  readonly world: World
  readonly api: ApiServer
  readonly node: Pick<KubeletNode, 'name' | 'ip' | 'memoryBytes' | 'allocatable'>
  /** The node's own files, which hostPath volumes show. */
  readonly hostFiles: Volume
  /** What PersistentVolumes hold, by name; the same on every node. */
  readonly persistentVolumes: Map<string, Volume>
}

/** Makes one volume; a text says why that is not possible now, in the kubelet's words. */
export function mountVolume(parts: VolumeNeeds, pod: Pod, spec: VolumeSpec): PodVolume | { readonly error: string } {
  const made = makeVolume(parts, pod, spec)
  const group = pod.spec.securityContext?.fsGroup
  const readOnly = !spec.emptyDir && !spec.persistentVolumeClaim
  if (group !== undefined && !('error' in made) && !spec.hostPath) {
    giveToGroup(made.volume, `/${made.within}`, group, readOnly)
  }
  return made
}

/** The Pod's group owns what the volume holds, and what is made in it later. */
// kubelet: pkg/volume/volume_linux.go changeFilePermission (v1.36)
function giveToGroup(volume: Volume, path: string, group: number, readOnly: boolean): void {
  const stat = volume.files.stat(path, false)
  if (typeof stat === 'string' || stat.kind === 'link') return
  volume.files.chown(path, undefined, group)
  const names = stat.kind === 'directory' ? volume.files.list(path) : []
  const bits = (readOnly ? 0o440 : 0o660) | (stat.kind === 'directory' ? 0o2110 : 0)
  volume.files.chmod(path, stat.mode | bits)
  for (const name of typeof names === 'string' ? [] : names) giveToGroup(volume, `${path}/${name}`, group, readOnly)
}

// kubelet: pkg/volume/git_repo/git_repo.go SetUpAt (v1.36)
const GIT_REPO =
  'git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`'

function makeVolume(parts: VolumeNeeds, pod: Pod, spec: VolumeSpec): PodVolume | { readonly error: string } {
  const { world, api, node, hostFiles } = parts
  const now = () => world.now
  if (spec.hostPath) return hostPathVolume(hostFiles, spec.hostPath)
  if (spec.gitRepo) return { error: GIT_REPO }
  if (spec.persistentVolumeClaim) return claimed(parts, pod, spec.persistentVolumeClaim)
  const payload = payloadOf(api, pod, spec, node)
  const source = volumePath(pod, spec)
  if (payload) {
    if ('error' in payload) return payload
    // A ConfigMap's files are on the node's disk, what is more private in memory.
    const volume = spec.configMap
      ? new Volume({ now, mode: 0o777 })
      : new Volume({ now, mode: 0o1777, medium: 'memory', limitBytes: memorySize(parts, pod) })
    const excess = excessFile(volume, payload)
    if (excess !== undefined) {
      const directory = newDirectory(volume, String(world.random(`atomic-writer/${pod.metadata.uid}`).integer(2 ** 32)))
      return { error: `write ${source}${directory}/${excess}: no space left on device` }
    }
    for (const path of nestedMountpoints(pod, spec.name)) {
      volume.files.makeDirectory(`/${path}`, true)
      volume.files.chmod(`/${path}`, 0o777)
    }
    writePayload(volume, payload)
    return { volume, within: '', source, readOnly: true }
  }
  const inMemory = spec.emptyDir?.medium === 'Memory'
  const volume = inMemory
    ? new Volume({ now, mode: 0o777, medium: 'memory', limitBytes: memorySize(parts, pod, spec.emptyDir?.sizeLimit) })
    : new Volume({ now, mode: 0o777 })
  return { volume, within: '', source, readOnly: false }
}

/** How much a volume in memory can hold: no more than the Pod may take of memory, or the node has. */
// kubelet: pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize (v1.36)
function memorySize(parts: VolumeNeeds, pod: Pod, sizeLimit?: string | number): number {
  const allocatable = bytesOf(parts.node.allocatable().memory) ?? parts.node.memoryBytes
  const { memoryMax = allocatable } = podCgroup(pod)
  const asked = bytesOf(sizeLimit) ?? 0
  return Math.min(memoryMax, allocatable, asked > 0 ? asked : Number.POSITIVE_INFINITY)
}

/** The first file that a volume in memory has no whole page for. */
function excessFile({ limitBytes }: Volume, payload: Payload): string | undefined {
  if (limitBytes === undefined) return undefined
  let pages = Math.ceil(limitBytes / PAGE)
  for (const [path, { data }] of payload) {
    pages -= Math.ceil(byteLength(data) / PAGE)
    if (pages < 0) return path
  }
  return undefined
}

// Linux: mm/shmem.c
const PAGE = 4096

/** What outlives the Pods that use it, and is the same on every node. */
function kept(volumes: Map<string, Volume>, key: string, now: () => number): Volume {
  let volume = volumes.get(key)
  if (!volume) {
    volume = new Volume({ now, mode: 0o755 })
    volumes.set(key, volume)
  }
  return volume
}

/** What a claim was bound to: a directory of this node, or something that is the same on every node. */
// kubelet: volumemanager/populator/desired_state_of_world_populator.go getPVCExtractPV (v1.36)
function claimed(
  parts: VolumeNeeds,
  pod: Pod,
  { claimName, readOnly = false }: NonNullable<VolumeSpec['persistentVolumeClaim']>,
): PodVolume | { readonly error: string } {
  const { api, world, hostFiles, persistentVolumes } = parts
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  const processing = `error processing PVC ${namespace}/${claimName}`
  const claim = api.get('PersistentVolumeClaim', namespace, claimName)
  if (!claim) {
    return {
      error: `${processing}: failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`,
    }
  }
  const { volumeName = '' } = claim.spec as PersistentVolumeClaimSpec
  if ((claim.status as { phase?: string } | undefined)?.phase !== 'Bound' || volumeName === '') {
    return { error: `${processing}: PVC is not bound` }
  }
  const spec = api.get('PersistentVolume', '', volumeName)?.spec as PersistentVolumeSpec | undefined
  const path = spec?.hostPath?.path ?? spec?.local?.path
  if (path === undefined) {
    const volume = kept(persistentVolumes, volumeName, () => world.now)
    return {
      volume,
      within: '',
      source: `${podDirectory(pod)}/volumes/kubernetes.io~csi/${volumeName}/mount`,
      readOnly,
    }
  }
  const made = hostPathVolume(hostFiles, { path, type: spec?.hostPath?.type ?? '' })
  return 'error' in made ? made : { ...made, readOnly }
}

/** Where a container sees the Pod's volumes. */
// kubelet: kubelet_pods.go makeMounts (v1.36)
export function mountsOf(
  pod: Pod,
  container: Container,
  volumes: PodVolumes,
  env: ReadonlyMap<string, string>,
): { readonly mounts: readonly Mount[] } | { readonly error: string } {
  const mounts: Mount[] = []
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const mounted = volumes.get(mount.name)
    if (!mounted) continue
    const { volume, within } = mounted
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
    const part = [within, subPath ?? ''].filter((each) => each !== '').join('/')
    // kubelet: pkg/volume/util/subpath/subpath_linux.go doSafeMakeDir (v1.36)
    if (part !== '' && !canBeThere(volume, part)) {
      return { error: `failed to prepare subPath for volumeMount "${mount.name}" of container "${container.name}"` }
    }
    mounts.push({
      path,
      volume,
      ...(part === '' ? {} : { subPath: part }),
      readOnly: mounted.readOnly || (mount.readOnly ?? false),
      source: subPath ? subPathSource(pod, mount.name, container.name, index) : mounted.source,
    })
  }
  return { mounts }
}

/** Whether a part of a volume is there or can be made: no file is in its way. */
function canBeThere({ files }: Volume, part: string): boolean {
  const path = `/${part}`
  return typeof files.stat(path) !== 'string' || files.makeDirectory(path, true) === undefined
}
