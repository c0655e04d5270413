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

/** EVICT-1: what a Pod has too much of, in the kubelet's words; undefined where it keeps within its limits. */
// kubelet: eviction/eviction_manager.go emptyDirLimitEviction, podEphemeralStorageLimitEviction, containerEphemeralStorageLimitEviction (v1.36)
export function excessOf(pod: Pod, state: PodState): string | undefined {
  let total = 0
  for (const volume of pod.spec.volumes ?? []) {
    if (!volume.emptyDir || volume.emptyDir.medium === 'Memory') continue
    const used = state.volumes?.get(volume.name)?.volume.usedBytes ?? 0
    total += used
    const limit = bytesOf(volume.emptyDir.sizeLimit)
    if (limit !== undefined && limit > 0 && used > limit) {
      return `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${volume.emptyDir.sizeLimit}". `
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
