import { describe, expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import { pod } from '../testing/pod.ts'
import { goNode } from '../testing/scheduling.ts'
import { podInfo } from './pod-info.ts'
import { SchedulingQueue } from './queue.ts'

const named = (name: string, more: Partial<Pod['spec']> = {}) =>
  podInfo(pod({ metadata: { name, uid: name }, ...more }))
const names = (queue: SchedulingQueue): string[] => {
  const popped: string[] = []
  for (let next = queue.pop(); next; next = queue.pop()) popped.push(next.info.name)
  return popped
}

/** A queue in which one Pod was rejected by a plugin at 10.4 s. */
function rejected(plugin: string, spec: Partial<Pod['spec']> = {}): SchedulingQueue {
  const queue = new SchedulingQueue()
  queue.add(named('web', spec), 10_000, undefined)
  const popped = queue.pop()
  if (!popped) throw new Error('nothing in the queue')
  queue.addUnschedulable(popped, new Set([plugin]), 10_400)
  return queue
}

describe('SchedulingQueue', () => {
  test('the highest priority first, then who came first', () => {
    const queue = new SchedulingQueue()
    queue.add(named('first'), 0, undefined)
    queue.add(named('second'), 0, undefined)
    queue.add(named('late'), 5, undefined)
    queue.add(named('urgent', { priority: 10 }), 9, undefined)
    expect(names(queue)).toEqual(['urgent', 'first', 'second', 'late'])
  })

  test('who is removed is passed over', () => {
    const queue = new SchedulingQueue()
    queue.add(named('gone'), 0, undefined)
    queue.add(named('stays'), 0, undefined)
    queue.remove('gone')
    expect(names(queue)).toEqual(['stays'])
  })

  test('a Pod that asks for claims of devices is kept out of it: nobody allocates them', () => {
    const queue = new SchedulingQueue()
    expect(queue.add(named('web', { resourceClaims: [{ name: 'gpu' }] }), 0, undefined)).toBe(false)
  })

  test('[SCHED-5] a gated Pod waits until its last gate is gone', () => {
    const queue = new SchedulingQueue()
    const gated = named('web', { schedulingGates: [{ name: 'a' }, { name: 'b' }] })
    expect(queue.add(gated, 0, undefined)).toBe(false)
    expect(queue.update(named('web', { schedulingGates: [{ name: 'b' }] }), 1, undefined)).toBe(false)
    expect(queue.pop()).toBeUndefined()
    expect(queue.update(named('web', { schedulingGates: [] }), 2, undefined)).toBe(true)
    expect(names(queue)).toEqual(['web'])
  })

  const plain = goNode({ metadata: { name: 'n' } })
  const labelled = goNode({ metadata: { name: 'n', labels: { disk: 'ssd' } } })
  const tainted = goNode({ metadata: { name: 'n' }, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } })
  const other = podInfo(pod({ metadata: { name: 'other', uid: 'other', labels: { app: 'db' } } }))
  const near = {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'db' } } },
        ],
      },
    },
  }
  test.each<[string, string, Partial<Pod['spec']>, Parameters<SchedulingQueue['moveOn']>[0], number]>([
    [
      'the label it asks for comes',
      'NodeAffinity',
      { nodeSelector: { disk: 'ssd' } },
      { kind: 'nodeUpdated', before: plain, node: labelled },
      1,
    ],
    [
      'another label comes',
      'NodeAffinity',
      { nodeSelector: { disk: 'hdd' } },
      { kind: 'nodeUpdated', before: plain, node: labelled },
      0,
    ],
    ['a taint goes', 'TaintToleration', {}, { kind: 'nodeUpdated', before: tainted, node: plain }, 1],
    ['a taint comes', 'TaintToleration', {}, { kind: 'nodeUpdated', before: plain, node: tainted }, 0],
    ['a Pod goes where there was no room', 'NodeResourcesFit', {}, { kind: 'podGone', pod: other }, 1],
    ['a Pod goes where a taint was the matter', 'TaintToleration', {}, { kind: 'podGone', pod: other }, 0],
    ['the Pod comes that it wants to be near', 'InterPodAffinity', near, { kind: 'podAssigned', pod: other }, 1],
    ['a Pod comes that it does not care for', 'InterPodAffinity', {}, { kind: 'podAssigned', pod: other }, 0],
    ['a node comes', 'NodePorts', {}, { kind: 'nodeAdded', node: plain }, 1],
  ])('[SCHED-4] %s: %s', (_situation, plugin, spec, event, moved) => {
    expect(rejected(plugin, spec).moveOn(event, 20_000, undefined)).toBe(moved)
  })

  test('[SCHED-4] who moves before its back-off is over comes after those that are active', () => {
    const queue = rejected('NodeResourcesFit')
    queue.moveOn({ kind: 'podGone', pod: other }, 10_900, undefined)
    expect(queue.get('web')?.where).toBe('backOff')
    queue.add(named('new', { priority: -1 }), 10_900, undefined)
    expect(names(queue)).toEqual(['new', 'web'])
  })

  test('[SCHED-4] after five minutes without anything, at the next half minute', () => {
    const queue = rejected('NodeAffinity')
    expect(queue.nextFlush()).toBe(330_000)
    expect(queue.flush(310_000)).toBe(0)
    expect(queue.flush(330_000)).toBe(1)
    expect(names(queue)).toEqual(['web'])
  })
})
