import type { Pod } from './pod.ts'

export function podRequests(_pod: Pod): { milliCPU: number; memoryBytes: number } {
  return { milliCPU: 0, memoryBytes: 0 }
}
