import type { KubeletOptions } from '../../../scenario/kubelet-options.ts'
import type { EvictionConfig } from './synchronize.ts'
import {
  PRESSURE_TRANSITION_PERIOD,
  type Signal,
  THRESHOLDS,
  type Threshold,
  type ThresholdValue,
} from './thresholds.ts'

/** What a node's eviction manager is configured with. */
export function evictionConfig(options: KubeletOptions): EvictionConfig {
  return {
    thresholds: thresholdsOf(options),
    pressureTransitionPeriod: options.evictionPressureTransitionPeriod ?? PRESSURE_TRANSITION_PERIOD,
    maxPodGracePeriodSeconds: options.evictionMaxPodGracePeriod ?? 0,
  }
}

/** Whoever names hard thresholds has only those. */
// kubelet: eviction/helpers.go ParseThresholdConfig; apis/config/v1beta1/defaults.go (v1.36)
export function thresholdsOf(options: KubeletOptions): readonly Threshold[] {
  const { evictionHard, evictionSoft = {}, evictionSoftGracePeriod = {}, evictionMinimumReclaim = {} } = options
  const reclaim = new Map(Object.entries(evictionMinimumReclaim))
  const graces = new Map(Object.entries(evictionSoftGracePeriod))
  const minimum = (signal: string) => {
    const value = reclaim.get(signal)
    return value === undefined ? {} : { minReclaim: amountOf(value) }
  }
  const hard: Threshold[] = evictionHard
    ? watched(evictionHard).map(([signal, value]) => ({
        ...{ signal, value: amountOf(value), gracePeriod: 0 },
        ...minimum(signal),
      }))
    : THRESHOLDS.map((threshold) => ({ ...threshold, ...minimum(threshold.signal) }))
  const soft = watched(evictionSoft).map(([signal, value]) => ({
    ...{ signal, value: amountOf(value), gracePeriod: graces.get(signal) ?? 0 },
    ...minimum(signal),
  }))
  return [...hard, ...soft]
}

const WATCHED: readonly string[] = ['memory.available', 'nodefs.available', 'imagefs.available', 'pid.available']

function watched(values: Readonly<Record<string, string>>): [Signal, string][] {
  return Object.entries(values).filter((entry): entry is [Signal, string] => WATCHED.includes(entry[0]))
}

function amountOf(text: string): ThresholdValue {
  return text.endsWith('%') ? { percentage: Number(text.slice(0, -1)) / 100 } : { quantity: text }
}
