import type { Duration, Time } from '../../../lib/time.ts'
import type { PodMetrics } from '../../../manifest/object/pod-metrics.ts'

/** What a Pod uses of one resource, in thousandths. */
export interface PodMetric {
  readonly timestamp: Time
  readonly window: Duration
  readonly value: number
}

export type PodMetricsInfo = ReadonlyMap<string, PodMetric>

/** Of all containers together, or of one. Pods of which that is not known are left out. */
// controller-manager: podautoscaler/metrics/client.go getPodMetrics, getContainerMetrics (v1.36)
export function metricsOf(all: readonly PodMetrics[], resource: string, container: string | undefined): PodMetricsInfo {
  const found = new Map<string, PodMetric>()
  for (const { name, timestamp, window, containers } of all) {
    const counted = container === undefined ? containers : containers.filter((each) => each.name === container)
    if (counted.length === 0) continue
    let value = 0
    for (const { milliCPU, memoryBytes } of counted) value += resource === 'cpu' ? milliCPU : memoryBytes * 1000
    found.set(name, { timestamp, window, value })
  }
  return found
}
