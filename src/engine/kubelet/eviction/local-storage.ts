import type { Pod } from '../../../manifest/pod/pod.ts'
import { podLimits } from '../../../manifest/pod/requests.ts'
import type { PodState } from '../pod-state.ts'
import { bytesOf } from '../quantity-number.ts'

const limited = new WeakMap<Pod, boolean>()

/** Asked for every line of a log, so that it is found out once. */
export function hasStorageLimit(pod: Pod): boolean {
  let known = limited.get(pod)
  if (known === undefined) {
    known = limitsStorage(pod)
    limited.set(pod, known)
  }
  return known
}

function limitsStorage(pod: Pod): boolean {
  return (
    (pod.spec.volumes ?? []).some((volume) => volume.emptyDir?.sizeLimit !== undefined) ||
    podLimits(pod.spec)['ephemeral-storage'] !== undefined
  )
}

/** What is in a Pod's emptyDir volumes just now, bytes by name. Memory is none of the disk. */
// kubelet: server/stats/volume_stat_calculator.go calcAndStoreStats (v1.36)
export function volumeUsage({ spec }: Pod, state: PodState): ReadonlyMap<string, number> {
  const used = new Map<string, number>()
  for (const { name, emptyDir } of spec.volumes ?? []) {
    if (emptyDir && emptyDir.medium !== 'Memory') used.set(name, state.volumes?.get(name)?.volume.usedBytes ?? 0)
  }
  return used
}

/** EVICT-1: what a Pod has too much of, in the kubelet's words; undefined where it keeps within its limits. */
// kubelet: eviction/eviction_manager.go emptyDirLimitEviction, podEphemeralStorageLimitEviction, containerEphemeralStorageLimitEviction (v1.36)
export function excessOf(pod: Pod, state: PodState, volumes: ReadonlyMap<string, number>): string | undefined {
  let total = 0
  for (const volume of pod.spec.volumes ?? []) {
    const used = volumes.get(volume.name) ?? 0
    total += used
    const limit = bytesOf(volume.emptyDir?.sizeLimit)
    if (limit !== undefined && limit > 0 && used > limit) {
      return `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${volume.emptyDir?.sizeLimit}". `
    }
  }
  const written = new Map<string, number>()
  for (const { name, config, logBytes } of state.containers) {
    written.set(name, (written.get(name) ?? 0) + config.layer.usedBytes + logBytes)
  }
  for (const used of written.values()) total += used
  const podLimit = podLimits(pod.spec)['ephemeral-storage']
  if (podLimit !== undefined && total > (bytesOf(podLimit) ?? Number.POSITIVE_INFINITY)) {
    return `Pod ephemeral local storage usage exceeds the total limit of containers ${podLimit}. `
  }
  for (const { name, resources } of pod.spec.containers) {
    const limit = resources?.limits?.['ephemeral-storage']
    if (limit !== undefined && (written.get(name) ?? 0) > (bytesOf(limit) ?? Number.POSITIVE_INFINITY)) {
      return `Container ${name} exceeded its local ephemeral storage limit "${limit}". `
    }
  }
  return undefined
}
