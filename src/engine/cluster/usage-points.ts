import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import type { ContainerMetrics, PodMetrics } from '../../manifest/object/pod-metrics.ts'

/** What a node knew of a container at an instant. */
export interface UsagePoint {
  readonly at: Time
  readonly startedAt: Time
  /** Of all its life. */
  readonly cpuMs: number
  readonly memoryBytes: number
}

export type PodPoints = ReadonlyMap<string, UsagePoint>

export interface StoredPod {
  readonly last: PodPoints
  readonly previous: PodPoints
}

/** The metrics server asks this often. */
// metrics-server: manifests/base/deployment.yaml --metric-resolution (v0.8)
export const METRIC_RESOLUTION: Duration = 15 * SECOND
/** A container that has just started is measured from its start on, if that is not too short. */
// metrics-server: pkg/storage/pod.go freshContainerMinMetricsResolution (v0.8)
const FRESH: Duration = 10 * SECOND

/** What is kept of a Pod when new points have come. */
// metrics-server: pkg/storage/pod.go Store (v0.8)
export function store(before: StoredPod | undefined, points: PodPoints): StoredPod {
  const previous = new Map<string, UsagePoint>()
  for (const [name, point] of points) {
    const age = point.at - point.startedAt
    const old = before?.last.get(name)
    if (age >= FRESH && age < METRIC_RESOLUTION) previous.set(name, { ...point, at: point.startedAt, cpuMs: 0 })
    else if (old && point.startedAt < old.at && point.at > old.at) previous.set(name, old)
  }
  return { last: points, previous }
}

/** What a Pod has used from the one point to the other; undefined where that is not known of all its containers. */
// metrics-server: pkg/storage/pod.go GetMetrics, pkg/storage/types.go resourceUsage (v0.8)
export function metricsOfPod(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { last, previous }: StoredPod,
): PodMetrics | undefined {
  const containers: ContainerMetrics[] = []
  let oldest: { readonly timestamp: Time; readonly window: Duration } | undefined
  for (const [container, point] of last) {
    const before = previous.get(container)
    if (!before || point.cpuMs < before.cpuMs) return undefined
    const window = point.at - before.at
    // Rounded up, as quantities are.
    const milliCPU = Math.ceil(((point.cpuMs - before.cpuMs) * 1000) / window - 1e-6)
    containers.push({ name: container, milliCPU, memoryBytes: point.memoryBytes })
    if (!oldest || point.at < oldest.timestamp) oldest = { timestamp: point.at, window }
  }
  return oldest && { namespace, name, ...oldest, containers }
}
