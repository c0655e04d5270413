import type { PersistentVolume } from '../../../manifest/object/kinds.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { PersistentVolumeSpec } from '../../../manifest/object/storage.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { parseQuantity, quantityValue } from '../../../manifest/quantity.ts'

/** What becomes of a volume whose claim is gone. */
export type ReclaimPlan =
  | { readonly kind: 'retain' }
  /** By the controller itself, which deletes what is in it as well; `by` is another one, which has made the volume. */
  | { readonly kind: 'delete'; readonly by?: string }
  /** The Pod empties it; then it can be claimed again. */
  | { readonly kind: 'recycle'; readonly pod: KubeObject }
  | { readonly kind: 'fail'; readonly reason: 'VolumeFailedDelete' | 'VolumeFailedRecycle'; readonly message: string }

const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by'
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'

// controller-manager: pkg/controller/volume/persistentvolume/pv_controller.go reclaimVolume (v1.36)
export function planReclaim(volume: KubeObject): ReclaimPlan {
  const spec = volume.spec as PersistentVolumeSpec
  switch (spec.persistentVolumeReclaimPolicy) {
    case 'Delete':
      return planDelete(volume, spec)
    case 'Recycle': {
      const pod = recyclerPod(volume.metadata.name, spec)
      const message = 'No recycler plugin found for the volume!'
      return pod ? { kind: 'recycle', pod } : { kind: 'fail', reason: 'VolumeFailedRecycle', message }
    }
    default:
      return { kind: 'retain' }
  }
}

// controller-manager: pv_controller.go doDeleteVolume, findDeletablePlugin; hostpath: host_path.go Delete (v1.36)
function planDelete({ metadata }: KubeObject, { hostPath }: PersistentVolumeSpec): ReclaimPlan {
  const by = metadata.annotations?.[PROVISIONED_BY]
  if (by) return { kind: 'delete', by }
  const fail = (message: string): ReclaimPlan => ({ kind: 'fail', reason: 'VolumeFailedDelete', message })
  if (!hostPath) {
    const { name } = metadata
    return fail(`error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`)
  }
  if (/\/tmp\/.+/.test(hostPath.path)) return { kind: 'delete' }
  return fail(`host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`)
}

/** How long a Pod has, in seconds, at least and for each GiB. */
// controller-manager: pkg/controller/volume/persistentvolume/config/types.go, defaults.go (v1.36)
const TIMEOUT = { hostPath: { least: 60, each: 30 }, nfs: { least: 300, each: 30 } } as const
const GIB = 1024n ** 3n

// volume: plugins.go NewPersistentVolumeRecyclerPodTemplate; recyclerclient.go (v1.36)
function recyclerPod(name: string, { hostPath, nfs, capacity }: PersistentVolumeSpec): KubeObject | undefined {
  const source = hostPath ? { hostPath: { path: hostPath.path } } : nfs ? { nfs } : undefined
  if (!source) return undefined
  const { least, each } = hostPath ? TIMEOUT.hostPath : TIMEOUT.nfs
  const size = parseQuantity(capacity?.storage ?? '0')
  const bySize = size ? Number(quantityValue(size) / GIB) * each : 0
  const spec: Omit<Pod['spec'], 'containers'> & { containers: object[] } = {
    activeDeadlineSeconds: Math.max(least, bySize),
    restartPolicy: 'Never',
    volumes: [{ name: 'vol', ...source }],
    containers: [
      {
        name: 'pv-recycler',
        // The tag changes with Kubernetes' releases.
        image: 'registry.k8s.io/build-image/debian-base:bookworm-v1.0.2',
        command: ['/bin/sh'],
        args: ['-c', 'test -e /scrub && find /scrub -mindepth 1 -delete && test -z "$(ls -A /scrub)" || exit 1'],
        volumeMounts: [{ name: 'vol', mountPath: '/scrub' }],
      },
    ],
  }
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: `recycler-for-${name}`, namespace: 'default' }, spec }
}

/** The volume without its claim; where a person had named the claim, that name stays. */
// controller-manager: pv_controller.go unbindVolume (v1.36)
export function unbound(volume: PersistentVolume): PersistentVolume {
  const { claimRef, ...spec } = volume.spec
  const { [BOUND_BY_CONTROLLER]: byController, ...annotations } = volume.metadata.annotations ?? {}
  if (byController !== undefined) return { ...volume, metadata: { ...volume.metadata, annotations }, spec }
  const { uid: _, ...named } = claimRef ?? {}
  return { ...volume, spec: { ...spec, claimRef: named } }
}
