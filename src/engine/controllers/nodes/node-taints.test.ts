import { describe, expect, it } from 'vitest'
import type { Node, NodeCondition, Taint } from '../../../manifest/object/node.ts'
import { evictionTaintKey, withConditionTaints, withEvictionTaint } from './node-taints.ts'
import { computeZoneState, evictionPause } from './zone-state.ts'

function node(
  ready: 'True' | 'False' | 'Unknown',
  more: { taints?: Taint[]; unschedulable?: true; conditions?: NodeCondition[] } = {},
): Node {
  const { taints, unschedulable, conditions = [] } = more
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n' },
    spec: { ...(taints ? { taints } : {}), ...(unschedulable ? { unschedulable } : {}) },
    status: { conditions: [{ type: 'Ready', status: ready }, ...conditions] },
  }
}

const noSchedule = (key: string): Taint => ({ key: `node.kubernetes.io/${key}`, effect: 'NoSchedule' })
const own: Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }

describe('withConditionTaints (NODE-2)', () => {
  it.each<[string, Node, readonly Taint[]]>([
    ['nothing where all is well', node('True'), []],
    ['not ready', node('False'), [noSchedule('not-ready')]],
    ['unreachable', node('Unknown'), [noSchedule('unreachable')]],
    [
      'memory pressure',
      node('True', { conditions: [{ type: 'MemoryPressure', status: 'True' }] }),
      [noSchedule('memory-pressure')],
    ],
    ['cordoned', node('True', { unschedulable: true }), [noSchedule('unschedulable')]],
    ['what its owner set, kept', node('False', { taints: [own] }), [own, noSchedule('not-ready')]],
    ['what is over, taken away', node('True', { taints: [noSchedule('unreachable'), own] }), [own]],
  ])('%s', (_, subject, taints) => {
    expect(withConditionTaints(subject)).toEqual(taints)
  })
})

describe('withEvictionTaint (NODE-3)', () => {
  const unreachable: Taint = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: 'then' }
  it('is set once, and keeps its time', () => {
    const key = evictionTaintKey(node('Unknown'))
    expect(withEvictionTaint(node('Unknown'), key, 'then')).toEqual([unreachable])
    expect(withEvictionTaint(node('Unknown', { taints: [unreachable] }), key, 'now')).toEqual([unreachable])
  })

  it('turns into the other, and goes when the node is back', () => {
    const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', timeAdded: 'now' }
    expect(
      withEvictionTaint(node('False', { taints: [unreachable, own] }), evictionTaintKey(node('False')), 'now'),
    ).toEqual([own, notReady])
    expect(
      withEvictionTaint(node('True', { taints: [unreachable, own] }), evictionTaintKey(node('True')), 'now'),
    ).toEqual([own])
  })
})

describe('computeZoneState (NODE-4)', () => {
  const zone = (ready: number, down: number) => [
    ...Array(ready).fill(node('True')),
    ...Array(down).fill(node('Unknown')),
  ]
  it.each([
    [3, 0, 'Normal', 10_000],
    [2, 1, 'Normal', 10_000],
    [1, 2, 'Normal', 10_000],
    [2, 3, 'PartialDisruption', undefined],
    [3, 3, 'Normal', 10_000],
    [20, 40, 'PartialDisruption', 100_000],
    [0, 1, 'FullDisruption', 10_000],
  ])('%i ready and %i down: %s', (ready, down, state, pause) => {
    expect(computeZoneState(zone(ready, down))).toBe(state)
    expect(evictionPause(computeZoneState(zone(ready, down)), ready + down)).toBe(pause)
  })
})
