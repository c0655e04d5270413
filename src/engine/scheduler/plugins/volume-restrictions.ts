import type { Volume } from '../../../manifest/pod/volume.ts'
import type { Cycle, FilterPlugin, Rejection } from '../plugin.ts'
import type { PodInfo } from '../pod-info.ts'

const NO_DISK: Rejection = {
  plugin: 'VolumeRestrictions',
  reasons: ['node(s) had no available disk'],
  unresolvable: false,
}
const IN_USE: Rejection = {
  plugin: 'VolumeRestrictions',
  reasons: [
    'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  ],
  unresolvable: false,
}

/** Disks that one node, or one Pod, can use at a time. */
// scheduler: plugins/volumerestrictions/volume_restrictions.go (v1.36)
export const volumeRestrictions: FilterPlugin = {
  name: 'VolumeRestrictions',
  preFilter: (cycle) => {
    const { pod } = cycle
    const disks = (pod.pod.spec.volumes ?? []).filter(needsCheck)
    const missing = pod.claims.find((claim) => !cycle.objects.get('PersistentVolumeClaim', pod.namespace, claim))
    if (missing !== undefined) {
      return {
        plugin: 'VolumeRestrictions',
        reasons: [`persistentvolumeclaim "${missing}" not found`],
        unresolvable: true,
      }
    }
    const claims = readWriteOncePodClaims(cycle)
    if (disks.length === 0 && claims.size === 0) return undefined
    let users = 0
    for (const claim of claims) {
      for (const count of usersByNode(cycle, claim).values()) users += count
    }
    return {
      reject: (node) => {
        if (disks.length > 0) {
          for (const other of node.pods.values()) {
            const theirs = other.pod.spec.volumes ?? []
            if (disks.some((ours) => theirs.some((each) => isConflict(ours, each)))) return NO_DISK
          }
        }
        return users > 0 ? IN_USE : undefined
      },
      change: (other, _node, by) => {
        if (other.namespace !== pod.namespace) return
        users += by * other.claims.filter((claim) => claims.has(claim)).length
      },
    }
  },
  isSchedulableAfter: (pod, event) => {
    if (event.kind === 'nodeAdded' || event.kind === 'storage') return true
    if (event.kind !== 'podGone') return false
    const theirs = event.pod.pod.spec.volumes ?? []
    const disks = pod.pod.spec.volumes ?? []
    return sharesClaim(pod, event.pod) || disks.some((ours) => theirs.some((each) => isConflict(ours, each)))
  },
}

function sharesClaim(a: PodInfo, b: PodInfo): boolean {
  return a.namespace === b.namespace && a.claims.some((claim) => b.claims.includes(claim))
}

function readWriteOncePodClaims({ pod, objects }: Cycle): Set<string> {
  return new Set(
    pod.claims.filter((claim) => {
      const found = objects.get('PersistentVolumeClaim', pod.namespace, claim)
      const modes = (found?.spec as { accessModes?: string[] } | undefined)?.accessModes ?? []
      return modes.includes('ReadWriteOncePod')
    }),
  )
}

function usersByNode({ cache, pod: { namespace } }: Cycle, claim: string): ReadonlyMap<string, number> {
  return cache.counts.of(
    `claim ${namespace} ${claim}`,
    (other) => other.namespace === namespace && other.claims.includes(claim),
  )
}

interface Disk {
  readonly gcePersistentDisk?: { pdName?: string; readOnly?: boolean }
  readonly awsElasticBlockStore?: { volumeID?: string }
  readonly iscsi?: { iqn?: string; readOnly?: boolean }
  readonly rbd?: { monitors?: string[]; pool?: string; image?: string; readOnly?: boolean }
}

// scheduler: plugins/volumerestrictions/volume_restrictions.go needsRestrictionsCheck (v1.36)
function needsCheck(volume: Volume): boolean {
  const { gcePersistentDisk, awsElasticBlockStore, iscsi, rbd } = volume as Disk
  return Boolean(gcePersistentDisk || awsElasticBlockStore || iscsi || rbd)
}

// scheduler: plugins/volumerestrictions/volume_restrictions.go isVolumeConflict (v1.36)
function isConflict(volume: Volume, other: Volume): boolean {
  const [a, b] = [volume as Disk, other as Disk]
  if (a.gcePersistentDisk && b.gcePersistentDisk && a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName) {
    return !(a.gcePersistentDisk.readOnly && b.gcePersistentDisk.readOnly)
  }
  if (a.awsElasticBlockStore && b.awsElasticBlockStore) {
    if (a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID) return true
  }
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn) return !(a.iscsi.readOnly && b.iscsi.readOnly)
  if (a.rbd && b.rbd) {
    const shared = (a.rbd.monitors ?? []).some((monitor) => b.rbd?.monitors?.includes(monitor))
    if (shared && a.rbd.pool === b.rbd.pool && a.rbd.image === b.rbd.image) return !(a.rbd.readOnly && b.rbd.readOnly)
  }
  return false
}
