import type { Duration, Time } from '../../../lib/time.ts'
import { isCriticalPod } from '../critical-pod.ts'
import type { NodePressure } from '../node-status.ts'
import { evictionMessage } from './eviction-message.ts'
import type { PodUsage } from './pod-usage.ts'
import { rank } from './rank.ts'
import {
  byEvictionPriority,
  nodeConditions,
  nodeConditionsLastObservedAt,
  nodeConditionsObservedSince,
  type Observations,
  resourceOf,
  type Starved,
  type Threshold,
  thresholdsFirstObservedAt,
  thresholdsMet,
  thresholdsMetGracePeriod,
} from './thresholds.ts'

// kubelet: eviction/eviction_manager.go immediateEvictionGracePeriodSeconds (v1.36)
export const IMMEDIATE_GRACE_SECONDS = 1

export interface EvictionConfig {
  readonly thresholds: readonly Threshold[]
  readonly pressureTransitionPeriod: Duration
  /** The grace that a Pod gets where a soft threshold is met, seconds. */
  readonly maxPodGracePeriodSeconds: number
}

/** What the manager remembers from one look to the next. */
export interface EvictionState {
  readonly met: readonly Threshold[]
  readonly firstObservedAt: ReadonlyMap<Threshold, Time>
  readonly lastObservedAt: ReadonlyMap<NodePressure, Time>
  readonly conditions: readonly NodePressure[]
}

export const NO_PRESSURE: EvictionState = {
  met: [],
  firstObservedAt: new Map(),
  lastObservedAt: new Map(),
  conditions: [],
}

export interface Victim {
  readonly usage: PodUsage
  readonly graceSeconds: number
  readonly message: string
}

export interface Verdict {
  readonly state: EvictionState
  /** What there is too little of; undefined: there is enough of everything. */
  readonly starved: Starved | undefined
  /** All that could go, who goes first first. */
  readonly ranking: readonly PodUsage[]
  readonly victim: Victim | undefined
}

/** One look: how the node is, and who has to go for it. Nobody goes for want of two things at once, and only one in a look. */
// kubelet: eviction/eviction_manager.go synchronize (v1.36)
export function synchronize(
  config: EvictionConfig,
  before: EvictionState,
  observations: Observations,
  pods: readonly PodUsage[],
  now: Time,
): Verdict {
  const observed = thresholdsMet(config.thresholds, observations, false)
  const unresolved = thresholdsMet(before.met, observations, true).filter((each) => !observed.includes(each))
  const low = [...observed, ...unresolved]
  const firstObservedAt = thresholdsFirstObservedAt(low, before.firstObservedAt, now)
  const lastObservedAt = nodeConditionsLastObservedAt(nodeConditions(low), before.lastObservedAt, now)
  const met = thresholdsMetGracePeriod(firstObservedAt, now)
  const state = {
    met,
    firstObservedAt,
    lastObservedAt,
    conditions: nodeConditionsObservedSince(lastObservedAt, config.pressureTransitionPeriod, now),
  }
  const ordered = [...met].sort(byEvictionPriority)
  const [threshold] = ordered
  if (!threshold) return { state, starved: undefined, ranking: [], victim: undefined }
  const starved = resourceOf(threshold)
  const ranking = rank(
    starved,
    pods.filter(({ pod }) => !isCriticalPod(pod)),
  )
  const [usage] = ranking
  if (!usage) return { state, starved, ranking, victim: undefined }
  const graceSeconds = threshold.gracePeriod === 0 ? IMMEDIATE_GRACE_SECONDS : config.maxPodGracePeriodSeconds
  const message = evictionMessage(starved, usage, ordered, observations)
  return { state, starved, ranking, victim: { usage, graceSeconds, message } }
}
