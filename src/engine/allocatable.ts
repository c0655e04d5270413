import { parseQuantity } from '../manifest/quantity.ts'
import type { ScenarioNode } from '../scenario/scenario.ts'

/** What a node has for Pods. */
export interface Allocatable {
  readonly milliCPU: number
  readonly memory: number
}

/** The kubelet keeps this much memory back from Pods. */
// kubelet: eviction/defaults_linux.go, cm/node_container_manager_linux.go (v1.36)
export const MEMORY_RESERVED = 100 * 1024 * 1024

/** A node's disk, where nobody says how large it is. */
const DISK_BYTES = 100 * 1024 ** 3

export function diskBytesOf({ resources }: ScenarioNode): number {
  const disk = resources?.['ephemeral-storage']
  return disk === undefined ? DISK_BYTES : Number((parseQuantity(disk)?.nano ?? 0n) / 1_000_000_000n)
}

export function allocatableOf({ milliCPU, memoryBytes }: ScenarioNode): Allocatable {
  return { milliCPU, memory: memoryBytes - MEMORY_RESERVED }
}
