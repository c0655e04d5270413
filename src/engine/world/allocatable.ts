import { parseQuantity } from '../../manifest/quantity.ts'
import type { KubeletOptions } from '../../scenario/kubelet-options.ts'
import type { ScenarioNode } from '../../scenario/scenario.ts'

/** What a node has for Pods. */
export interface Allocatable {
  readonly milliCPU: number
  readonly memory: number
}

/** The kubelet keeps this much memory back from Pods. */
// kubelet: eviction/defaults_linux.go, cm/node_container_manager_linux.go (v1.36)
const MEMORY_RESERVED = 100 * 1024 * 1024

/** What the kubelet keeps back of the disk. */
const DISK_KEPT_BACK = 0.1

/** A node's disk, where nobody says how large it is. */
const DISK_BYTES = 100 * 1024 ** 3

export function diskBytesOf({ resources }: ScenarioNode): number {
  const disk = resources?.['ephemeral-storage']
  return disk === undefined ? DISK_BYTES : Number((parseQuantity(disk)?.nano ?? 0n) / 1_000_000_000n)
}

/** The capacity without what is reserved, and what must be left before Pods are evicted. */
// kubelet: cm/node_container_manager_linux.go GetNodeAllocatableReservation (v1.36)
export function allocatableOf(node: ScenarioNode): Allocatable {
  const { milliCPU, memoryBytes, kubelet = {} } = node
  const hard = kubelet.evictionHard
  const keptMemory = hard ? amountOf(hard['memory.available'], memoryBytes) : MEMORY_RESERVED
  return {
    milliCPU: Math.max(0, milliCPU - reserved(kubelet, 'cpu') * 1000),
    memory: Math.max(0, memoryBytes - reserved(kubelet, 'memory') - keptMemory),
  }
}

export function allocatableDisk(node: ScenarioNode): number {
  const { kubelet = {} } = node
  const disk = diskBytesOf(node)
  const hard = kubelet.evictionHard
  const kept = hard ? amountOf(hard['nodefs.available'], disk) : disk * DISK_KEPT_BACK
  return Math.max(0, Math.floor(disk - kept - reserved(kubelet, 'ephemeral-storage')))
}

function reserved({ systemReserved = {}, kubeReserved = {} }: KubeletOptions, resource: string): number {
  return quantity(systemReserved[resource]) + quantity(kubeReserved[resource])
}

function amountOf(value: string | undefined, capacity: number): number {
  return value?.endsWith('%') ? Math.trunc((capacity * Number(value.slice(0, -1))) / 100) : quantity(value)
}

function quantity(text: string | undefined): number {
  return text === undefined ? 0 : Number(parseQuantity(text)?.nano ?? 0n) / 1e9
}
