import type { ScenarioNode } from '../scenario/scenario.ts'

/** What a node has for Pods. */
export interface Allocatable {
  readonly milliCPU: number
  readonly memory: number
}

/** The kubelet keeps this much memory back from Pods. */
// kubelet: eviction/defaults_linux.go, cm/node_container_manager_linux.go (v1.36)
export const MEMORY_RESERVED = 100 * 1024 * 1024

export function allocatableOf({ milliCPU, memoryBytes }: ScenarioNode): Allocatable {
  return { milliCPU, memory: memoryBytes - MEMORY_RESERVED }
}
