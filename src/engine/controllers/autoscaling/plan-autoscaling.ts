import { rfc3339, type Time } from '../../../lib/time.ts'
import type {
  AutoscalerCondition,
  AutoscalerStatus,
  HorizontalPodAutoscaler,
  MetricStatus,
} from '../../../manifest/object/autoscaler.ts'
import { parseQuantity } from '../../../manifest/quantity.ts'
import type { Tolerances } from './calculate-replicas.ts'
import { computeReplicasForMetric, type Situation } from './metric-replicas.ts'
import { normalizeDesiredReplicas } from './normalize-replicas.ts'
import { recommended, type ScaleHistory, scaled } from './scale-history.ts'

/** What there is to scale. */
export interface ScaleTarget {
  readonly replicas: number
  /** As text; empty: it selects nothing. */
  readonly selector: string
}

export interface Sight extends Pick<Situation, 'pods' | 'podMetrics'> {
  readonly autoscaler: HorizontalPodAutoscaler
  /** A text says why there is none. */
  readonly target: ScaleTarget | string
  /** Autoscalers that select some of the same Pods, by their keys; itself alone where none does. */
  readonly selecting: readonly string[]
  readonly history: ScaleHistory
  readonly now: Time
}

export interface AutoscalerEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

export interface AutoscalePlan {
  readonly status: AutoscalerStatus
  readonly events: readonly AutoscalerEvent[]
  readonly history: ScaleHistory
  /** To how many, and why. */
  readonly scale?: { readonly to: number; readonly reason: string }
  /** What the metrics ask for, before anything holds it back; undefined: nobody knows. */
  readonly recommendation: number | undefined
}

/** Off by no more than this, nothing is done. */
// controller-manager: --horizontal-pod-autoscaler-tolerance (v1.36)
const TOLERANCE = 0.1

type SetCondition = (type: string, status: 'True' | 'False', reason: string, message: string) => void

// controller-manager: podautoscaler/horizontal.go reconcileAutoscaler (v1.36)
export function planAutoscaling(sight: Sight): AutoscalePlan {
  const { autoscaler, target, now } = sight
  const { status = {} } = autoscaler
  const conditions = [...(status.conditions ?? [])]
  const set: SetCondition = (type, conditionStatus, reason, message) =>
    setCondition(conditions, { type, status: conditionStatus, reason, message }, now)
  if (typeof target === 'string') {
    const message = `the HPA controller was unable to get the target's current scale: ${target}`
    set('AbleToScale', 'False', 'FailedGetScale', message)
    const events = [{ type: 'Warning', reason: 'FailedGetScale', message: target } as const]
    return { status: { ...status, conditions }, events, history: sight.history, recommendation: undefined }
  }
  set('AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale")
  const { replicas: current } = target
  const { recommendations } = sight.history
  const history = recommendations.length === 0 ? recommended(sight.history, current, now) : sight.history
  const wanted = wantedReplicas({ ...sight, target, history }, set)
  const events = [...wanted.events]
  const { replicas, reason, metrics } = wanted
  const statusOf = (desired: number, isRescaled: boolean): AutoscalerStatus => {
    const { lastScaleTime } = status
    const time = isRescaled ? rfc3339(now) : lastScaleTime
    return {
      currentReplicas: current,
      desiredReplicas: desired,
      ...(time === undefined ? {} : { lastScaleTime: time }),
      currentMetrics: metrics,
      conditions,
    }
  }
  const { recommendation } = wanted
  if (replicas === undefined) {
    return { status: statusOf(status.desiredReplicas ?? 0, false), events, history: wanted.history, recommendation }
  }
  if (replicas === current) {
    return { status: statusOf(current, false), events, history: wanted.history, recommendation }
  }
  const message = `the HPA controller was able to update the target scale to ${replicas}`
  set('AbleToScale', 'True', 'SucceededRescale', message)
  events.push({
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message: `New size: ${replicas}; reason: ${reason}`,
  })
  return {
    status: statusOf(replicas, true),
    events,
    history: scaled(wanted.history, autoscaler.spec.behavior, [current, replicas], now),
    scale: { to: replicas, reason },
    recommendation,
  }
}

interface WantedReplicas {
  /** Undefined: nobody knows. */
  readonly replicas: number | undefined
  readonly reason: string
  readonly metrics: readonly MetricStatus[] | null
  readonly events: readonly AutoscalerEvent[]
  readonly history: ScaleHistory
  readonly recommendation: number | undefined
}

type Seen = Omit<Sight, 'target'> & { readonly target: ScaleTarget }

function wantedReplicas(sight: Seen, set: SetCondition): WantedReplicas {
  const { autoscaler, target, history, now } = sight
  const { minReplicas: min = 1, maxReplicas: max, behavior } = autoscaler.spec
  const { replicas: current } = target
  const without = (replicas: number, reason: string): WantedReplicas => ({
    ...{ replicas, reason, metrics: null, events: [], history, recommendation: replicas },
  })
  if (current === 0) {
    const message = 'scaling is disabled since the replica count of the target is zero'
    set('ScalingActive', 'False', 'ScalingDisabled', message)
    return without(0, '')
  }
  if (current > max) return without(max, 'Current number of replicas above Spec.MaxReplicas')
  if (current < min) return without(min, 'Current number of replicas below Spec.MinReplicas')
  const computed = computeReplicasForMetrics(sight, set)
  const { metrics, events } = computed
  const { recommendation } = computed
  if (recommendation === undefined) {
    return { replicas: undefined, reason: '', metrics, events, history, recommendation }
  }
  const normalized = normalizeDesiredReplicas({ current, desired: recommendation, min, max, behavior, history, now })
  set('AbleToScale', 'True', normalized.able.reason, normalized.able.message)
  const { limited } = normalized
  set('ScalingLimited', limited.status, limited.reason, limited.message)
  return {
    replicas: normalized.replicas,
    reason: rescaleReason(recommendation - current, computed.metric),
    ...{ metrics, events, recommendation },
    history: recommended(history, recommendation, now),
  }
}

function rescaleReason(change: number, metric: string): string {
  if (change === 0) return ''
  return change > 0 ? `${metric} above target` : 'All metrics below target'
}

interface Computed {
  readonly recommendation: number | undefined
  readonly metric: string
  readonly metrics: readonly MetricStatus[] | null
  readonly events: readonly AutoscalerEvent[]
}

/** HPA-5: the most that any metric asks for. With one missing it may grow, but does not shrink. */
// controller-manager: podautoscaler/horizontal.go computeReplicasForMetrics (v1.36)
function computeReplicasForMetrics(sight: Seen, set: SetCondition): Computed {
  const { autoscaler, target, now } = sight
  const { metrics: specs = [], behavior } = autoscaler.spec
  const unselected = selectorTrouble(sight, set)
  if (unselected) return { recommendation: undefined, metric: '', metrics: null, events: unselected }
  const upOrDown = (given: string | number | undefined): number =>
    given === undefined ? TOLERANCE : Number(parseQuantity(given)?.nano ?? 0n) / 1e9
  const tolerances: Tolerances = {
    scaleUp: upOrDown(behavior?.scaleUp?.tolerance),
    scaleDown: upOrDown(behavior?.scaleDown?.tolerance),
  }
  const { pods, podMetrics } = sight
  const situation: Situation = { currentReplicas: target.replicas, pods, podMetrics, tolerances, now }
  const events: AutoscalerEvent[] = []
  const metrics: MetricStatus[] = []
  let [replicas, metric, invalid] = [0, '', 0]
  let first: { readonly reason: string; readonly error: string; readonly told: string } | undefined
  for (const spec of specs) {
    const result = computeReplicasForMetric(spec, situation)
    if ('error' in result) {
      first ??= result
      invalid++
      events.push({ type: 'Warning', reason: result.reason, message: result.error })
      metrics.push({ type: '' })
      continue
    }
    metrics.push(result.status)
    if (replicas === 0 || result.replicas > replicas) {
      replicas = result.replicas
      metric = result.metric
    }
  }
  if (first && (invalid >= specs.length || replicas < target.replicas)) {
    const message = `the HPA was unable to compute the replica count: ${first.error}`
    set('ScalingActive', 'False', first.reason, message)
    const told = `invalid metrics (${invalid} invalid out of ${specs.length}), first error is: ${first.told}`
    events.push({ type: 'Warning', reason: 'FailedComputeMetricsReplicas', message: told })
    return { recommendation: undefined, metric, metrics, events }
  }
  const message = `the HPA was able to successfully calculate a replica count from ${metric}`
  set('ScalingActive', 'True', 'ValidMetricFound', message)
  return { recommendation: replicas, metric, metrics, events }
}

// controller-manager: podautoscaler/horizontal.go validateAndParseSelector (v1.36)
function selectorTrouble({ target, selecting }: Seen, set: SetCondition): readonly AutoscalerEvent[] | undefined {
  const events = (reason: string, message: string): readonly AutoscalerEvent[] => [
    { type: 'Warning', reason, message },
    { type: 'Warning', reason: 'FailedComputeMetricsReplicas', message },
  ]
  if (target.selector === '') {
    set('ScalingActive', 'False', 'InvalidSelector', "the HPA target's scale is missing a selector")
    return events('SelectorRequired', 'selector is required')
  }
  if (selecting.length < 2) return undefined
  const message = `pods by selector ${target.selector} are controlled by more than one HPA (e.g. [${selecting.slice(0, 2).join(' ')}])`
  set('ScalingActive', 'False', 'AmbiguousSelector', message)
  return events('AmbiguousSelector', message)
}

// controller-manager: podautoscaler/horizontal.go setConditionInList (v1.36)
function setCondition(
  conditions: AutoscalerCondition[],
  condition: Omit<AutoscalerCondition, 'lastTransitionTime'>,
  now: Time,
): void {
  const index = conditions.findIndex(({ type }) => type === condition.type)
  const before = conditions[index]
  const lastTransitionTime =
    before?.status === condition.status ? (before.lastTransitionTime ?? rfc3339(now)) : rfc3339(now)
  const { type, status, reason, message } = condition
  const next: AutoscalerCondition = { type, status, lastTransitionTime, reason, message }
  if (index < 0) conditions.push(next)
  else conditions[index] = next
}
