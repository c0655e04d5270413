import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { container, pod } from '../testing/pod.ts'
import { goCycle } from '../testing/scheduling.ts'
import { preempt } from './preemption.ts'
import { findNodesThatFit } from './schedule-pod.ts'

interface Guest {
  readonly cpu?: string
  readonly priority?: number
  readonly startTime?: string
  readonly labels?: Record<string, string>
}

const guest = (name: string, { cpu = '1', priority = 0, startTime, labels }: Guest = {}): Pod =>
  pod({
    metadata: { name, uid: name, ...(labels ? { labels } : {}) },
    priority,
    containers: [container('c', { resources: { requests: { cpu } } })],
    status: startTime === undefined ? {} : { startTime },
  })

const node = (name: string, ...pods: Pod[]) => ({
  node: { metadata: { name }, status: { allocatable: { cpu: '2', memory: '1Gi', pods: '10' } } },
  pods,
})

function outcome(incoming: Pod, nodes: readonly ReturnType<typeof node>[], objects: readonly KubeObject[] = []) {
  const cycle = goCycle(incoming, nodes, objects)
  const { rejections, questions } = findNodesThatFit(cycle)
  const found = preempt(cycle, rejections, questions, () => [])
  // Whatever was tried on the way is put back.
  expect(cycle.cache.nodes.map(({ pods }) => pods.size)).toEqual(nodes.map(({ pods }) => pods.length))
  if (found.kind === 'none') return found.message
  return `${found.candidate.node.name}: ${found.candidate.victims.map(({ name }) => name).join(' ')}`
}

const incoming = guest('in', { priority: 100, cpu: '1' })
const budget: KubeObject = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'b', namespace: 'default' },
  spec: { selector: { matchLabels: { app: 'db' } } },
  status: { disruptionsAllowed: 0 },
}

describe('preempt', () => {
  test.each<[string, Pod, readonly ReturnType<typeof node>[], string]>([
    ['as few as will do', incoming, [node('a', guest('one'), guest('two', { priority: 5 }))], 'a: one'],
    [
      'of equals the one that started last',
      incoming,
      [
        node(
          'a',
          guest('old', { startTime: '2026-01-01T00:00:01Z' }),
          guest('new', { startTime: '2026-01-01T00:00:09Z' }),
        ),
      ],
      'a: new',
    ],
    [
      'the node whose victim is least important',
      incoming,
      [node('a', guest('x', { cpu: '2', priority: 5 })), node('b', guest('y', { cpu: '2', priority: 3 }))],
      'b: y',
    ],
    [
      'the node with fewer of them',
      guest('in', { priority: 100, cpu: '2' }),
      [node('a', guest('p'), guest('q')), node('b', guest('r', { cpu: '2' }))],
      'b: r',
    ],
    [
      'nobody of the same priority',
      incoming,
      [node('a', guest('x', { cpu: '2', priority: 100 }))],
      'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ],
    [
      'nobody where it would not fit anyway',
      guest('in', { priority: 100, cpu: '3' }),
      [node('a', guest('x', { cpu: '2' }))],
      'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
    [
      'nobody where others that stay leave too little',
      guest('in', { priority: 100, cpu: '2' }),
      [node('a', guest('small'), guest('big', { priority: 200 }))],
      'preemption: 0/1 nodes are available: 1 Insufficient cpu.',
    ],
    [
      'nobody at all with preemptionPolicy Never',
      pod({ ...incoming.spec, preemptionPolicy: 'Never' }),
      [node('a', guest('x', { cpu: '2' }))],
      'preemption: not eligible due to preemptionPolicy=Never.',
    ],
  ])('[PREEMPT-1] %s', (_situation, asking, nodes, expected) => {
    expect(outcome(asking, nodes)).toBe(expected)
  })

  test('[PREEMPT-1] those that a PodDisruptionBudget protects last, if at all', () => {
    const guarded = guest('guarded', { labels: { app: 'db' } })
    expect(outcome(incoming, [node('a', guarded, guest('free', { priority: 50 }))], [budget])).toBe('a: free')
    expect(outcome(incoming, [node('a', guest('db', { cpu: '2', labels: { app: 'db' } }))], [budget])).toBe('a: db')
  })
})
