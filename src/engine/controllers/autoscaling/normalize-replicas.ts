import { SECOND, type Time } from '../../../lib/time.ts'
import type { AutoscalerBehavior } from '../../../manifest/object/autoscaler.ts'
import { type ScaleHistory, scaleLimit } from './scale-history.ts'

export interface Wanted {
  readonly current: number
  readonly desired: number
  readonly min: number
  readonly max: number
  readonly behavior: AutoscalerBehavior | undefined
  /** Without what is recommended now. */
  readonly history: ScaleHistory
  readonly now: Time
}

export interface Said {
  readonly reason: string
  readonly message: string
}

export interface Normalized {
  readonly replicas: number
  /** What becomes of AbleToScale. */
  readonly able: Said
  /** What becomes of ScalingLimited. */
  readonly limited: Said & { readonly status: 'True' | 'False' }
}

/** For so long the highest recommendation counts before it shrinks. */
// controller-manager: --horizontal-pod-autoscaler-downscale-stabilization (v1.36)
const DOWNSCALE_STABILIZATION_SECONDS = 300

const READY: Said = { reason: 'ReadyForNewScale', message: 'recommended size matches current size' }
const UP_STABILIZED: Said = {
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
}
const DOWN_STABILIZED: Said = {
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
}
const WITHIN: Said = {
  reason: 'DesiredWithinRange',
  message: 'the desired count is within the acceptable range',
}
const TOO_MANY: Said = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
}
const TOO_FEW: Said = {
  reason: 'TooFewReplicas',
  message: 'the desired replica count is less than the minimum replica count',
}
const UP_LIMIT: Said = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
}
const DOWN_LIMIT: Said = {
  reason: 'ScaleDownLimit',
  message: 'the desired replica count is decreasing faster than the maximum scale rate',
}

/** What becomes of a recommendation: it is held back by those before it, by the rules, and by the least and the most. */
// controller-manager: podautoscaler/horizontal.go normalizeDesiredReplicas, normalizeDesiredReplicasWithBehaviors (v1.36)
export function normalizeDesiredReplicas(wanted: Wanted): Normalized {
  const stabilized = wanted.behavior ? stabilizeWithBehaviors(wanted) : stabilize(wanted)
  const able =
    stabilized === wanted.desired
      ? READY
      : wanted.behavior && wanted.desired >= wanted.current
        ? UP_STABILIZED
        : DOWN_STABILIZED
  const [replicas, said] = wanted.behavior
    ? withBehaviorRate({ ...wanted, desired: stabilized })
    : withRules({ ...wanted, desired: stabilized })
  return { replicas, able, limited: { ...said, status: replicas === stabilized ? 'False' : 'True' } }
}

/** HPA-3 */
// controller-manager: podautoscaler/horizontal.go stabilizeRecommendation (v1.36)
function stabilize({ desired, history, now }: Wanted): number {
  const cutoff = now - DOWNSCALE_STABILIZATION_SECONDS * SECOND
  return history.recommendations.reduce(
    (most, { replicas, at }) => (at >= cutoff ? Math.max(most, replicas) : most),
    desired,
  )
}

// controller-manager: podautoscaler/horizontal.go stabilizeRecommendationWithBehaviors (v1.36)
function stabilizeWithBehaviors({ current, desired, behavior, history, now }: Wanted): number {
  const upCutoff = now - (behavior?.scaleUp?.stabilizationWindowSeconds ?? 0) * SECOND
  const downWindow = behavior?.scaleDown?.stabilizationWindowSeconds ?? DOWNSCALE_STABILIZATION_SECONDS
  const downCutoff = now - downWindow * SECOND
  let [up, down] = [desired, desired]
  for (const { replicas, at } of history.recommendations) {
    if (at > upCutoff) up = Math.min(replicas, up)
    if (at > downCutoff) down = Math.max(replicas, down)
  }
  const atLeast = Math.max(current, up)
  return Math.min(atLeast, down)
}

/** Without rules of its own it may double, and have four at least. */
// controller-manager: podautoscaler/horizontal.go convertDesiredReplicasWithRules, calculateScaleUpLimit (v1.36)
function withRules({ current, desired, min, max }: Wanted): readonly [number, Said] {
  const limit = Math.max(2 * current, 4)
  if (desired < min) return [min, TOO_FEW]
  if (desired <= Math.min(max, limit)) return [desired, WITHIN]
  return max > limit ? [limit, UP_LIMIT] : [max, TOO_MANY]
}

// controller-manager: podautoscaler/horizontal.go convertDesiredReplicasWithBehaviorRate (v1.36)
function withBehaviorRate({ current, desired, min, max, behavior, history, now }: Wanted): readonly [number, Said] {
  if (desired > current) {
    const limit = Math.max(current, scaleLimit('up', behavior?.scaleUp ?? {}, current, history, now))
    const most = Math.min(max, limit)
    if (desired > most) return [most, max > limit ? UP_LIMIT : TOO_MANY]
  } else if (desired < current) {
    const limit = Math.min(current, scaleLimit('down', behavior?.scaleDown ?? {}, current, history, now))
    const least = Math.max(min, limit)
    if (desired < least) return [least, min < limit ? DOWN_LIMIT : TOO_FEW]
  }
  return [desired, WITHIN]
}
