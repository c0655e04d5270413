import type { Pod } from '../../../manifest/pod/pod.ts'

/** What one container takes of its node, bytes; undefined where nothing is known of it. */
export interface ContainerUsage {
  readonly name: string
  readonly memory: number | undefined
  readonly rootfs: number | undefined
  readonly logs: number | undefined
}

/** What one Pod takes of its node, as the eviction manager sees it. */
// kubelet: apis/stats/v1alpha1 PodStats (v1.36)
export interface PodUsage {
  readonly pod: Pod
  /** Bytes; undefined where nothing is known of the Pod. */
  readonly memory: number | undefined
  readonly processes: number
  readonly containers: readonly ContainerUsage[]
  /** What is written to volumes, bytes by name. */
  readonly volumes: ReadonlyMap<string, number>
}

/** What a Pod takes of the node's disk: layers, logs and local volumes. */
// kubelet: eviction/helpers.go podDiskUsage, localVolumeNames (v1.36)
export function podDiskUsage({ pod, containers, volumes }: PodUsage): number {
  let total = 0
  for (const { rootfs = 0, logs = 0 } of containers) total += rootfs + logs
  for (const { name, emptyDir, configMap, hostPath } of pod.spec.volumes ?? []) {
    if (hostPath || configMap || (emptyDir && !emptyDir.medium)) total += volumes.get(name) ?? 0
  }
  return total
}
