import type { Time } from '../../lib/time.ts'
import type { PodMetrics } from '../../manifest/object/pod-metrics.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { World } from '../world/world.ts'
import {
  METRIC_RESOLUTION,
  metricsOfPod,
  type PodPoints,
  type StoredPod,
  store,
  type UsagePoint,
} from './usage-points.ts'

/** Every so often asks the nodes what their containers use. Nobody asks before there is somebody who wants to know. */
// metrics-server: pkg/scraper, pkg/storage (v0.8)
export class MetricsServer {
  readonly #world: World
  readonly #containers: () => Iterable<RuntimeContainer>
  #stored = new Map<string, StoredPod>()
  #answers: readonly PodMetrics[] = []
  #isOn = false

  constructor(world: World, containers: () => Iterable<RuntimeContainer>) {
    this.#world = world
    this.#containers = containers
  }

  get isOn(): boolean {
    return this.#isOn
  }

  start(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.#measureNext()
  }

  of(namespace: string): readonly PodMetrics[] {
    return this.#answers.filter((each) => each.namespace === namespace)
  }

  /** What a node knows is a little older than the question. */
  #measureNext(): void {
    const { kernel, assumptions } = this.#world
    const { metricsPhase, cpuUsageAge } = assumptions
    const phase = (((metricsPhase - cpuUsageAge) % METRIC_RESOLUTION) + METRIC_RESOLUTION) % METRIC_RESOLUTION
    const at = phase + Math.ceil((kernel.now + 1 - phase) / METRIC_RESOLUTION) * METRIC_RESOLUTION
    kernel.at(Math.max(at, phase), () => this.#measure(), { background: true })
  }

  #measure(): void {
    const { kernel, assumptions } = this.#world
    const pods = new Map<string, { readonly pod: PodRef; readonly points: Map<string, UsagePoint> }>()
    for (const container of this.#containers()) {
      const { pod, name } = container
      const point = pointOf(container, kernel.now)
      if (!point) continue
      const of = pods.get(pod.uid) ?? { pod, points: new Map<string, UsagePoint>() }
      of.points.set(name, point)
      pods.set(pod.uid, of)
    }
    kernel.after(assumptions.cpuUsageAge, () => this.#answer(pods), { background: true })
    this.#measureNext()
  }

  #answer(pods: ReadonlyMap<string, { readonly pod: PodRef; readonly points: PodPoints }>): void {
    const stored = new Map<string, StoredPod>()
    const answers: PodMetrics[] = []
    for (const [uid, { pod, points }] of pods) {
      const kept = store(this.#stored.get(uid), points)
      stored.set(uid, kept)
      const metrics = metricsOfPod(pod, kept)
      if (metrics) answers.push(metrics)
    }
    this.#stored = stored
    this.#answers = answers
  }
}

function pointOf(container: RuntimeContainer, now: Time): UsagePoint | undefined {
  const { startedAt, ownCpu, cpu, memory, processes } = container
  if (container.state !== 'running' || startedAt === undefined || startedAt >= now) return undefined
  let cpuMs = 0
  if (ownCpu && ownCpu === cpu) cpuMs = ownCpu.usage()
  else for (const process of processes) cpuMs += process.cpuTimeAt(now)
  return { at: now, startedAt, cpuMs, memoryBytes: memory.usage() }
}
