import { expect, test } from 'vitest'
import { rfc3339 } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { podsToDelete } from './pods-to-delete.ts'

const NOW = 3_600_000

interface Traits {
  node?: string
  phase?: Pod['status']['phase']
  ready?: boolean
  cost?: string
  readyAt?: number
  createdAt?: number
  restarts?: number
  uid?: string
}

function pod(name: string, traits: Traits = {}): Pod {
  const { node = 'n1', phase = 'Running', ready = true, cost, readyAt = 0, createdAt = 0, restarts = 0, uid } = traits
  const since = rfc3339(readyAt)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      uid: uid ?? name,
      creationTimestamp: rfc3339(createdAt),
      ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { containers: [{ name: 'c', image: 'i' }], ...(node === '' ? {} : { nodeName: node }) },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: since }],
      containerStatuses: [{ name: 'c', restartCount: restarts }],
    },
  } as unknown as Pod
}

test.each<[string, Traits, Traits]>([
  ['one without a node before one that is not running', { node: '' }, { phase: 'Pending', ready: false }],
  ['one that is not running before one that is not ready', { phase: 'Pending' }, { ready: false }],
  ['one that is not ready before one of a low cost', { ready: false }, { cost: '-100' }],
  ['one of a lower cost, also below nothing', { cost: '-1' }, {}],
  [
    'one of a lower cost before one that is ready for a shorter time',
    { cost: '5' },
    { cost: '10', readyAt: NOW - 1000 },
  ],
  ['one that is ready for a shorter time', { readyAt: NOW - 60_000 }, { restarts: 9 }],
  [
    'the one of a lower uid where the times are of one magnitude',
    { uid: 'a', readyAt: 2000 },
    { uid: 'b', readyAt: 1000 },
  ],
  ['one that was restarted more often before a younger one', { restarts: 2 }, { createdAt: NOW - 60_000 }],
  ['a younger one', { createdAt: NOW - 60_000 }, {}],
])('RS-2 of two goes %s', (_name, first, second) => {
  const both = [pod('stays', second), pod('goes', first)]
  expect(podsToDelete(both, both, 1, NOW).map(({ metadata }) => metadata.name)).toEqual(['goes'])
})

test('RS-2 a node that has more of them gives one first, those of sibling ReplicaSets included', () => {
  const own = [pod('alone', { node: 'n1' }), pod('crowded', { node: 'n2' })]
  const related = [...own, pod('of another', { node: 'n2' })]
  expect(podsToDelete(own, related, 1, NOW).map(({ metadata }) => metadata.name)).toEqual(['crowded'])
})

test.each(['x', '1.5', '', '+3', '07'])('RS-2 a cost of %j counts as none', (cost) => {
  const both = [pod('younger', { createdAt: NOW - 60_000 }), pod('costs', { cost })]
  expect(podsToDelete(both, both, 1, NOW).map(({ metadata }) => metadata.name)).toEqual(['younger'])
})
