import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Volume as VolumeSpec } from '../../manifest/pod/volume.ts'
import type { ApiServer } from '../apiserver/api-server.ts'
import type { Mount } from '../runtime/file-system.ts'
import { Volume } from '../runtime/volume.ts'
import type { World } from '../world.ts'
import { writePayload } from './atomic-writer.ts'
import { expand } from './expand-variables.ts'
import { checkHostPathType } from './host-path-type.ts'
import { bytesOf } from './quantity-number.ts'
import { payloadOf } from './volume-payload.ts'

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
  const payload = payloadOf(api, pod, spec, hostIP)
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
