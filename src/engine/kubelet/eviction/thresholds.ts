import { type Duration, MINUTE, type Time } from '../../../lib/time.ts'
import type { NodePressure } from '../node-status.ts'
import { bytesOf } from '../quantity-number.ts'

export type Starved = 'memory' | 'ephemeral-storage' | 'pids'

/** What is watched, which condition of the node it makes, and what there is too little of. */
// kubelet: eviction/helpers.go signalToNodeCondition, signalToResource (v1.36)
const SIGNALS = {
  'memory.available': { condition: 'MemoryPressure', resource: 'memory' },
  'allocatableMemory.available': { condition: 'MemoryPressure', resource: 'memory' },
  'nodefs.available': { condition: 'DiskPressure', resource: 'ephemeral-storage' },
  'imagefs.available': { condition: 'DiskPressure', resource: 'ephemeral-storage' },
  'pid.available': { condition: 'PIDPressure', resource: 'pids' },
} as const satisfies Readonly<Record<string, { condition: NodePressure; resource: Starved }>>

export type Signal = keyof typeof SIGNALS

export type ThresholdValue = { readonly quantity: string } | { readonly percentage: number }

/** Less of it than this is too little. */
// kubelet: eviction/api/types.go Threshold (v1.36)
export interface Threshold {
  readonly signal: Signal
  readonly value: ThresholdValue
  /** How long there has to be too little before a Pod goes for it: 0 for a hard threshold. */
  readonly gracePeriod: Duration
  /** Once met it stays so until there is this much more than the value. */
  readonly minReclaim?: ThresholdValue
}

/** `capacity` is what percentages are of. */
export interface Observation {
  readonly available: number
  readonly capacity: number
}

export type Observations = ReadonlyMap<Signal, Observation>

/** No more hard ones are there unless somebody configures them. Pods and images share one disk: of its two the 15 % come first. */
// kubelet: eviction/defaults_linux.go DefaultEvictionHard (v1.36)
const DEFAULT_THRESHOLDS: readonly Threshold[] = [
  hard('memory.available', { quantity: '100Mi' }),
  hard('nodefs.available', { percentage: 0.1 }),
  hard('imagefs.available', { percentage: 0.15 }),
]

/** Not among the defaults: a kubelet that reports PID pressure was told when. */
const PID_THRESHOLD = hard('pid.available', { percentage: 0.1 })

// kubelet: apis/config/v1beta1/defaults.go evictionPressureTransitionPeriod (v1.36)
export const PRESSURE_TRANSITION_PERIOD: Duration = 5 * MINUTE

/** All that a kubelet here watches, where it is not told otherwise. */
export const THRESHOLDS: readonly Threshold[] = [...DEFAULT_THRESHOLDS, PID_THRESHOLD]

/** The least of a resource that has to be left: bytes, or processes. */
export function leastOf(thresholds: readonly Threshold[], resource: Starved, capacity: number): number {
  const values = thresholds.filter((threshold) => resourceOf(threshold) === resource)
  return Math.max(0, ...values.map(({ value }) => thresholdAmount(value, capacity)))
}

function hard(signal: Signal, value: ThresholdValue): Threshold {
  return { signal, value, gracePeriod: 0 }
}

function conditionOf({ signal }: Threshold): NodePressure {
  return SIGNALS[signal].condition
}

export function resourceOf({ signal }: Threshold): Starved {
  return SIGNALS[signal].resource
}

/** In bytes, or whatever is counted. The kubelet keeps percentages in single precision, and that shows. */
// kubelet: eviction/api/types.go GetThresholdQuantity (v1.36)
export function thresholdAmount(value: ThresholdValue, capacity: number): number {
  if ('quantity' in value) return bytesOf(value.quantity) ?? 0
  return Math.trunc(capacity * Math.fround(value.percentage))
}

/** EVICT-2: of which there is too little. */
// kubelet: eviction/helpers.go thresholdsMet (v1.36)
export function thresholdsMet(
  thresholds: readonly Threshold[],
  observations: Observations,
  enforceMinReclaim: boolean,
): Threshold[] {
  return thresholds.filter(({ signal, value, minReclaim }) => {
    const observed = observations.get(signal)
    if (!observed) return false
    const more = enforceMinReclaim && minReclaim ? thresholdAmount(minReclaim, observed.capacity) : 0
    return thresholdAmount(value, observed.capacity) + more > observed.available
  })
}

/** Since when each of them has been met without a break. */
// kubelet: eviction/helpers.go thresholdsFirstObservedAt (v1.36)
export function thresholdsFirstObservedAt(
  thresholds: readonly Threshold[],
  before: ReadonlyMap<Threshold, Time>,
  now: Time,
): ReadonlyMap<Threshold, Time> {
  return new Map(thresholds.map((threshold) => [threshold, before.get(threshold) ?? now]))
}

/** Those that have been met for long enough. */
// kubelet: eviction/helpers.go thresholdsMetGracePeriod (v1.36)
export function thresholdsMetGracePeriod(observedAt: ReadonlyMap<Threshold, Time>, now: Time): Threshold[] {
  return [...observedAt].filter(([{ gracePeriod }, at]) => now - at >= gracePeriod).map(([threshold]) => threshold)
}

// kubelet: eviction/helpers.go nodeConditions (v1.36)
export function nodeConditions(thresholds: readonly Threshold[]): NodePressure[] {
  return [...new Set(thresholds.map(conditionOf))]
}

// kubelet: eviction/helpers.go nodeConditionsLastObservedAt (v1.36)
export function nodeConditionsLastObservedAt(
  conditions: readonly NodePressure[],
  before: ReadonlyMap<NodePressure, Time>,
  now: Time,
): ReadonlyMap<NodePressure, Time> {
  const observed = new Map(before)
  for (const condition of conditions) observed.set(condition, now)
  return observed
}

/** EVICT-4: pressure outlasts its cause, or Pods would come and go with it. */
// kubelet: eviction/helpers.go nodeConditionsObservedSince (v1.36)
export function nodeConditionsObservedSince(
  observedAt: ReadonlyMap<NodePressure, Time>,
  period: Duration,
  now: Time,
): NodePressure[] {
  return [...observedAt].filter(([, at]) => now - at < period).map(([condition]) => condition)
}

/** Memory before all else. */
// kubelet: eviction/helpers.go byEvictionPriority (v1.36)
export function byEvictionPriority(a: Threshold, b: Threshold): number {
  const rank = (threshold: Threshold) => (resourceOf(threshold) === 'memory' ? 0 : 1)
  return rank(a) - rank(b)
}
