import type { RankedPod } from '../../../trace/decision/eviction-ranking.ts'
import type { PodUsage } from './pod-usage.ts'
import { excess } from './rank.ts'
import type { Starved } from './thresholds.ts'

/** The order of eviction as the numbers that made it. */
export function rankedPods(starved: Starved, ranking: readonly PodUsage[]): readonly RankedPod[] {
  return ranking.map((usage) => ({
    pod: usage.pod.metadata.name,
    over: starved === 'pids' ? usage.processes : excess(usage, starved),
    priority: usage.pod.spec.priority ?? 0,
  }))
}
