import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Volume } from '../../runtime/files/volume.ts'
import type { NodeMemory } from '../../runtime/node-memory.ts'
import type { PodState } from '../pod-state.ts'
import type { ContainerUsage, PodUsage } from './pod-usage.ts'
import type { Observations } from './thresholds.ts'

/** What is counted of memory, and what a disk gives at least. */
const PAGE = 4096
/** What an overlay of nothing takes: directories of its own. Recorded with containerd 2.1. */
const EMPTY_LAYER = 9 * PAGE
// Linux: kernel.pid_max of a small machine
export const PID_MAX = 32_768

/** What of a node is not in its containers. */
export interface NodeOutside {
  /** Files of something outside of Pods, bytes. */
  diskBytes: number
  /** Processes of something outside of Pods. */
  processes: number
}

/** A node as its eviction manager measures it. */
export interface NodeMeasured {
  readonly memory: NodeMemory
  readonly diskBytes: number
  readonly hostFiles: Volume
  readonly outside: NodeOutside
  /** How many processes its containers have. */
  processes(): number
}

/** What one Pod takes now. */
// kubelet: server/stats/summary.go; stats/cri_stats_provider.go (v1.36)
export function usageOf(pod: Pod, state: PodState): PodUsage {
  const containers: ContainerUsage[] = []
  let memory = 0
  let processes = 0
  for (const container of state.running()) {
    const { name, config, logBytes } = container
    const used = upTo(container.memory.usage(), PAGE)
    memory += used
    processes += container.processes.size
    const rootfs = EMPTY_LAYER + upTo(config.layer.usedBytes, PAGE)
    containers.push({ name, memory: used, rootfs, logs: upTo(logBytes, PAGE) })
  }
  const inOrder = order(pod)
  containers.sort((a, b) => inOrder.indexOf(a.name) - inOrder.indexOf(b.name))
  return { pod, memory, processes, containers, volumes: writtenVolumes(pod, state) }
}

/** Only what is the Pod's own: what it shares with its node or other Pods is nobody's. */
function writtenVolumes({ spec }: Pod, { volumes }: PodState): Map<string, number> {
  const written = new Map<string, number>()
  for (const { name, emptyDir } of spec.volumes ?? []) {
    const used = emptyDir && !emptyDir.medium ? volumes?.get(name)?.volume.usedBytes : undefined
    if (used !== undefined) written.set(name, used)
  }
  return written
}

function order({ spec }: Pod): string[] {
  const all = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])]
  return all.map(({ name }) => name)
}

/** Bytes on the node's disk that Pods or something outside have written; `ended`: its volumes are gone. */
export function diskUsed(
  { hostFiles, outside }: NodeMeasured,
  pods: Iterable<{ readonly pod: Pod; readonly state: PodState; readonly ended: boolean }>,
): number {
  let total = outside.diskBytes + hostFiles.usedBytes
  for (const { pod, state, ended } of pods) {
    for (const { config, logBytes } of state.containers) total += config.layer.usedBytes + logBytes
    if (!ended) for (const used of writtenVolumes(pod, state).values()) total += used
  }
  return total
}

/**
 * What there is left of everything. Images share the disk with Pods, but what they take of it is not counted: there is
 * nothing of the node's own to remove before a Pod has to go.
 */
// kubelet: eviction/helpers.go makeSignalObservations (v1.36)
export function observationsOf(node: NodeMeasured, diskUsedBytes: number): Observations {
  const disk = { available: downTo(node.diskBytes - diskUsedBytes, PAGE), capacity: node.diskBytes }
  return new Map([
    ['memory.available', { available: downTo(node.memory.available, PAGE), capacity: node.memory.capacity }],
    ['nodefs.available', disk],
    ['imagefs.available', disk],
    ['pid.available', { available: PID_MAX - node.outside.processes - node.processes(), capacity: PID_MAX }],
  ])
}

function upTo(bytes: number, unit: number): number {
  return Math.ceil(bytes / unit) * unit
}

function downTo(bytes: number, unit: number): number {
  return Math.max(0, Math.floor(bytes / unit) * unit)
}
