import { podRequests } from '../../../manifest/pod/requests.ts'
import { bytesOf } from '../quantity-number.ts'
import { type PodUsage, podDiskUsage } from './pod-usage.ts'
import type { Starved } from './thresholds.ts'

/** Negative: the first one goes first. */
type Compare = (a: PodUsage, b: PodUsage) => number

function request({ pod }: PodUsage, resource: 'memory' | 'ephemeral-storage'): number {
  return bytesOf(podRequests(pod.spec)[resource]) ?? 0
}

function memoryUsage({ memory = 0 }: PodUsage): number {
  return memory
}

// kubelet: eviction/helpers.go priority (v1.36)
const priority: Compare = (a, b) => (a.pod.spec.priority ?? 0) - (b.pod.spec.priority ?? 0)

// kubelet: eviction/helpers.go exceedMemoryRequests (v1.36)
const exceedsMemoryRequests: Compare = (a, b) => exceeds(b, 'memory') - exceeds(a, 'memory')

// kubelet: eviction/helpers.go memory (v1.36)
const memory: Compare = (a, b) => excess(b, 'memory') - excess(a, 'memory')

// kubelet: eviction/helpers.go exceedDiskRequests (v1.36)
const exceedsDiskRequests: Compare = (a, b) => exceeds(b, 'ephemeral-storage') - exceeds(a, 'ephemeral-storage')

// kubelet: eviction/helpers.go disk (v1.36)
const disk: Compare = (a, b) => excess(b, 'ephemeral-storage') - excess(a, 'ephemeral-storage')

// kubelet: eviction/helpers.go process (v1.36)
const process: Compare = (a, b) => b.processes - a.processes

/** How far a Pod is above what it asked for (negative: below), bytes. */
export function excess(usage: PodUsage, resource: 'memory' | 'ephemeral-storage'): number {
  const used = resource === 'memory' ? memoryUsage(usage) : podDiskUsage(usage)
  return used - request(usage, resource)
}

function exceeds(usage: PodUsage, resource: 'memory' | 'ephemeral-storage'): 0 | 1 {
  return excess(usage, resource) > 0 ? 1 : 0
}

/** EVICT-3: one question after the other; the next one only where all before had no answer. */
// kubelet: eviction/helpers.go rankMemoryPressure, rankDiskPressureFunc, rankPIDPressure (v1.36)
const QUESTIONS: Readonly<Record<Starved, readonly Compare[]>> = {
  memory: [exceedsMemoryRequests, priority, memory],
  'ephemeral-storage': [exceedsDiskRequests, priority, disk],
  pids: [priority, process],
}

export type Question = 'exceedsMemoryRequests' | 'exceedsDiskRequests' | 'priority' | 'memory' | 'disk' | 'process'

const BY_NAME: Readonly<Record<Question, Compare>> = {
  exceedsMemoryRequests,
  exceedsDiskRequests,
  priority,
  memory,
  disk,
  process,
}

/** In the order in which the Pods would be evicted. */
export function orderedBy(questions: readonly Question[], pods: readonly PodUsage[]): PodUsage[] {
  return sorted(
    questions.map((question) => BY_NAME[question]),
    pods,
  )
}

/** In the order in which the Pods would be evicted for want of this. */
export function rank(resource: Starved, pods: readonly PodUsage[]): PodUsage[] {
  return sorted(QUESTIONS[resource], pods)
}

function sorted(compares: readonly Compare[], pods: readonly PodUsage[]): PodUsage[] {
  return [...pods].sort((a, b) => {
    for (const compare of compares) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return 0
  })
}
