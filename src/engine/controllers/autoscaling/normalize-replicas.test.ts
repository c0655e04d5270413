import { expect, test } from 'vitest'
import { SECOND } from '../../../lib/time.ts'
import type { AutoscalerBehavior, ScalingRules } from '../../../manifest/object/autoscaler.ts'
import { setDefaultsAutoscaler } from '../../../manifest/object/autoscaler.ts'
import { normalizeDesiredReplicas } from './normalize-replicas.ts'
import { NO_SCALE_HISTORY, type ScaleHistory } from './scale-history.ts'

const NOW = 1000 * SECOND
const ago = (seconds: number) => NOW - seconds * SECOND

function remembered(...recommendations: readonly (readonly [secondsAgo: number, replicas: number])[]): ScaleHistory {
  return { ...NO_SCALE_HISTORY, recommendations: recommendations.map(([s, replicas]) => ({ replicas, at: ago(s) })) }
}

function wanted(current: number, desired: number, history = NO_SCALE_HISTORY, behavior?: AutoscalerBehavior) {
  const object = {
    ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' } },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 10, ...(behavior ? { behavior } : {}) },
  }
  setDefaultsAutoscaler(object)
  const { replicas, able, limited } = normalizeDesiredReplicas({
    ...{ current, desired, min: 2, max: 10, history, now: NOW },
    behavior: (object.spec as { behavior?: AutoscalerBehavior }).behavior,
  })
  return `${replicas} ${able.reason} ${limited.reason} ${limited.status}`
}

test.each<[string, number, number, ScaleHistory, string]>([
  ['as many as it says', 3, 5, NO_SCALE_HISTORY, '5 ReadyForNewScale DesiredWithinRange False'],
  ['HPA-4: no more than twice as many', 3, 9, NO_SCALE_HISTORY, '6 ReadyForNewScale ScaleUpLimit True'],
  ['but four in any case', 2, 9, NO_SCALE_HISTORY, '4 ReadyForNewScale ScaleUpLimit True'],
  ['no more than may be', 8, 12, NO_SCALE_HISTORY, '10 ReadyForNewScale TooManyReplicas True'],
  ['no fewer than must be', 3, 1, NO_SCALE_HISTORY, '2 ReadyForNewScale TooFewReplicas True'],
  [
    'HPA-3: no fewer than was right a while ago',
    5,
    2,
    remembered([299, 4]),
    '4 ScaleDownStabilized DesiredWithinRange False',
  ],
  ['after five minutes that is over', 5, 2, remembered([301, 4]), '2 ReadyForNewScale DesiredWithinRange False'],
  ['up it goes at once', 3, 5, remembered([10, 3]), '5 ReadyForNewScale DesiredWithinRange False'],
])('without rules of its own: %s', (_, current, desired, history, expected) => {
  expect(wanted(current, desired, history)).toBe(expected)
})

const UP: ScalingRules = { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] }
const DOWN: ScalingRules = {
  policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
  stabilizationWindowSeconds: 0,
}

test.each<[string, number, number, ScaleHistory, AutoscalerBehavior, string]>([
  ['a Pod a minute', 3, 6, NO_SCALE_HISTORY, { scaleUp: UP }, '4 ReadyForNewScale ScaleUpLimit True'],
  [
    'which it has had',
    ...([3, 6, { ...NO_SCALE_HISTORY, ups: [{ change: 1, at: ago(30) }] }, { scaleUp: UP }] as const),
    '3 ReadyForNewScale ScaleUpLimit True',
  ],
  [
    'and not any more',
    ...([3, 6, { ...NO_SCALE_HISTORY, ups: [{ change: 1, at: ago(60) }] }, { scaleUp: UP }] as const),
    '4 ReadyForNewScale ScaleUpLimit True',
  ],
  ['the larger of two', 3, 9, NO_SCALE_HISTORY, {}, '7 ReadyForNewScale ScaleUpLimit True'],
  [
    'or the smaller',
    ...([3, 9, NO_SCALE_HISTORY, { scaleUp: { selectPolicy: 'Min' } }] as const),
    '6 ReadyForNewScale ScaleUpLimit True',
  ],
  [
    'or not at all',
    ...([3, 9, NO_SCALE_HISTORY, { scaleUp: { selectPolicy: 'Disabled' } }] as const),
    '3 ReadyForNewScale ScaleUpLimit True',
  ],
  ['half of them a minute', 9, 2, NO_SCALE_HISTORY, { scaleDown: DOWN }, '4 ReadyForNewScale ScaleDownLimit True'],
  [
    'less than half where some have come meanwhile',
    ...([9, 2, { ...NO_SCALE_HISTORY, downs: [{ change: 3, at: ago(10) }] }, { scaleDown: DOWN }] as const),
    '6 ReadyForNewScale ScaleDownLimit True',
  ],
  [
    'not below what was right within its window',
    ...([9, 2, remembered([100, 8]), { scaleDown: { stabilizationWindowSeconds: 120 } }] as const),
    '8 ScaleDownStabilized DesiredWithinRange False',
  ],
  [
    'not above what was right within its window',
    ...([3, 6, remembered([20, 4]), { scaleUp: { stabilizationWindowSeconds: 30 } }] as const),
    '4 ScaleUpStabilized DesiredWithinRange False',
  ],
  [
    'the standard window holds where it names none',
    ...([9, 2, remembered([299, 7]), { scaleUp: UP }] as const),
    '7 ScaleDownStabilized DesiredWithinRange False',
  ],
])('with rules of its own: %s', (_, current, desired, history, behavior, expected) => {
  expect(wanted(current, desired, history, behavior)).toBe(expected)
})
