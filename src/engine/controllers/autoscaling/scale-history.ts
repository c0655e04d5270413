import { SECOND, type Time } from '../../../lib/time.ts'
import type { AutoscalerBehavior, ScalingRules } from '../../../manifest/object/autoscaler.ts'

interface Recommendation {
  readonly replicas: number
  readonly at: Time
}

/** A change of the number, by how many. */
interface ScaleEvent {
  readonly change: number
  readonly at: Time
}

/** What an autoscaler remembers: how many it thought right and when, and what it has done about it. */
export interface ScaleHistory {
  readonly recommendations: readonly Recommendation[]
  readonly ups: readonly ScaleEvent[]
  readonly downs: readonly ScaleEvent[]
}

export const NO_SCALE_HISTORY: ScaleHistory = { recommendations: [], ups: [], downs: [] }

/** Nobody looks further back: the longest window that a manifest may ask for. */
const LONGEST = 3600 * SECOND

export function recommended(history: ScaleHistory, replicas: number, at: Time): ScaleHistory {
  const kept = history.recommendations.filter((each) => each.at >= at - LONGEST)
  return { ...history, recommendations: [...kept, { replicas, at }] }
}

// controller-manager: podautoscaler/horizontal.go storeScaleEvent (v1.36)
export function scaled(
  history: ScaleHistory,
  behavior: AutoscalerBehavior | undefined,
  [before, after]: readonly [number, number],
  at: Time,
): ScaleHistory {
  if (!behavior) return history
  const kept = (events: readonly ScaleEvent[]) => events.filter((each) => each.at >= at - LONGEST)
  const event = { change: Math.abs(after - before), at }
  return after > before
    ? { ...history, ups: [...kept(history.ups), event] }
    : { ...history, downs: [...kept(history.downs), event] }
}

// controller-manager: podautoscaler/horizontal.go getReplicasChangePerPeriod (v1.36)
function changeWithin(events: readonly ScaleEvent[], periodSeconds: number, now: Time): number {
  let sum = 0
  for (const { change, at } of events) if (at > now - periodSeconds * SECOND) sum += change
  return sum
}

/** HPA-4: to how many policies let it grow (or shrink) now. */
// controller-manager: podautoscaler/horizontal.go calculateScaleUpLimitWithScalingRules, calculateScaleDownLimitWithBehaviors (v1.36)
export function scaleLimit(
  way: 'up' | 'down',
  { selectPolicy, policies = [] }: ScalingRules,
  currentReplicas: number,
  { ups, downs }: ScaleHistory,
  now: Time,
): number {
  if (selectPolicy === 'Disabled') return currentReplicas
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const start = currentReplicas - changeWithin(ups, periodSeconds, now) + changeWithin(downs, periodSeconds, now)
    if (type === 'Pods') return way === 'up' ? start + value : start - value
    return way === 'up' ? Math.ceil(start * (1 + value / 100)) : Math.trunc(start * (1 - value / 100))
  })
  // The largest change is the highest number on the way up, and the lowest on the way down.
  return (selectPolicy === 'Min') === (way === 'up') ? Math.min(...limits) : Math.max(...limits)
}
