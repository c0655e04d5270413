import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from '../../manifest/object/storage.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Volume as VolumeSpec } from '../../manifest/pod/volume.ts'
import type { Mount } from '../runtime/file-system.ts'
import { Volume } from '../runtime/volume.ts'
import { writePayload } from './atomic-writer.ts'
import { expand } from './expand-variables.ts'
import { checkHostPathType } from './host-path-type.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import { bytesOf } from './quantity-number.ts'
import { payloadOf } from './volume-payload.ts'

/** The volumes of one Pod on one node, once they are mounted. */
export type PodVolumes = ReadonlyMap<string, Volume>

/** Makes one volume; a text says why that is not possible now, in the kubelet's words. */
export function mountVolume(parts: KubeletParts, pod: Pod, spec: VolumeSpec): Volume | { readonly error: string } {
  const volume = makeVolume(parts, pod, spec)
  const group = pod.spec.securityContext?.fsGroup
  const readOnly = !spec.emptyDir && !spec.persistentVolumeClaim
  if (group !== undefined && volume instanceof Volume && !spec.hostPath) giveToGroup(volume, '/', group, readOnly)
  return volume
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

function makeVolume(parts: KubeletParts, pod: Pod, spec: VolumeSpec): Volume | { readonly error: string } {
  const { world, api, node, hostVolumes } = parts
  const now = () => world.now
  if (spec.hostPath) {
    const refused = checkHostPathType(spec.hostPath.path, spec.hostPath.type ?? '', hostVolumes)
    return refused === undefined ? kept(hostVolumes, spec.hostPath.path, now) : { error: refused }
  }
  if (spec.persistentVolumeClaim) return claimed(parts, pod, spec.persistentVolumeClaim.claimName)
  const payload = payloadOf(api, pod, spec, node.ip)
  if (payload) {
    if ('error' in payload) return payload
    const volume = new Volume({ now, mode: 0o1777 })
    writePayload(volume, payload)
    return volume
  }
  const limit = spec.emptyDir?.medium === 'Memory' ? spec.emptyDir.sizeLimit : undefined
  const limitBytes = bytesOf(limit)
  return new Volume({ now, mode: 0o777, ...(limitBytes === undefined ? {} : { limitBytes }) })
}

/** What outlives the Pods that use it. */
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
function claimed(parts: KubeletParts, pod: Pod, claimName: string): Volume | { readonly error: string } {
  const { api, world, hostVolumes, persistentVolumes } = parts
  const { namespace = 'default' } = pod.metadata
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
  return path === undefined
    ? kept(persistentVolumes, volumeName, () => world.now)
    : kept(hostVolumes, path, () => world.now)
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
