import { expect, it } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { statusLine } from './status-line.ts'

type Part = Readonly<Record<string, unknown>>

function object(kind: string, spec: Part, status: Part, generation = 2): KubeObject {
  const annotations = { 'deployment.kubernetes.io/revision': '4' }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'shop', generation, annotations },
    spec,
    status,
  } as KubeObject
}

const seen = { observedGeneration: 2 }
const rolling = { updateStrategy: { type: 'RollingUpdate' } }

it.each([
  ['not seen yet', {}, 'Waiting for deployment spec update to be observed...', false],
  [
    'nothing updated',
    { ...seen },
    'Waiting for deployment "shop" rollout to finish: 0 out of 3 new replicas have been updated...',
    false,
  ],
  [
    'old ones left',
    { ...seen, replicas: 5, updatedReplicas: 3 },
    'Waiting for deployment "shop" rollout to finish: 2 old replicas are pending termination...',
    false,
  ],
  [
    'not available',
    { ...seen, replicas: 3, updatedReplicas: 3, availableReplicas: 1 },
    'Waiting for deployment "shop" rollout to finish: 1 of 3 updated replicas are available...',
    false,
  ],
  [
    'all there',
    { ...seen, replicas: 3, updatedReplicas: 3, availableReplicas: 3 },
    'deployment "shop" successfully rolled out',
    true,
  ],
])('a Deployment, %s', (_, status, line, done) => {
  expect(statusLine(object('Deployment', { replicas: 3 }, status), 0)).toEqual({ line, done })
})

it('a Deployment that takes too long has failed, whatever is left', () => {
  const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }]
  expect(statusLine(object('Deployment', { replicas: 3 }, { ...seen, conditions }), 0)).toEqual({
    error: 'deployment "shop" exceeded its progress deadline',
  })
})

it('only the revision that runs can be followed', () => {
  expect(statusLine(object('Deployment', {}, seen), 3)).toEqual({
    error: 'desired revision (3) is different from the running revision (4)',
  })
  expect(statusLine(object('Deployment', {}, seen), 4)).toMatchObject({ done: true })
})

it.each([
  ['not seen yet', {}, 'Waiting for daemon set spec update to be observed...', false],
  [
    'one of two',
    { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 1 },
    'Waiting for daemon set "shop" rollout to finish: 1 out of 2 new pods have been updated...',
    false,
  ],
  [
    'not available',
    { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 },
    'Waiting for daemon set "shop" rollout to finish: 1 of 2 updated pods are available...',
    false,
  ],
  [
    'all there',
    { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 },
    'daemon set "shop" successfully rolled out',
    true,
  ],
])('a DaemonSet, %s', (_, status, line, done) => {
  expect(statusLine(object('DaemonSet', rolling, status), 0)).toEqual({ line, done })
})

it.each([
  ['not seen yet', rolling, {}, 'Waiting for statefulset spec update to be observed...', false],
  ['not ready', { ...rolling, replicas: 3 }, { ...seen, readyReplicas: 1 }, 'Waiting for 2 pods to be ready...', false],
  [
    'in parts',
    { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    { ...seen, readyReplicas: 3, updatedReplicas: 1 },
    'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
    false,
  ],
  [
    'its part done',
    { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    { ...seen, readyReplicas: 3, updatedReplicas: 2 },
    'partitioned roll out complete: 2 new pods have been updated...',
    true,
  ],
  [
    'two revisions',
    { ...rolling, replicas: 1 },
    { ...seen, readyReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
    'waiting for statefulset rolling update to complete 0 pods at revision b...',
    false,
  ],
  [
    'one revision',
    { ...rolling, replicas: 1 },
    { ...seen, readyReplicas: 1, currentReplicas: 1, currentRevision: 'b', updateRevision: 'b' },
    'statefulset rolling update complete 1 pods at revision b...',
    true,
  ],
])('a StatefulSet, %s', (_, spec, status, line, done) => {
  expect(statusLine(object('StatefulSet', spec, status), 0)).toEqual({ line, done })
})

it('what is replaced by hand has no rollout, and what has no template none at all', () => {
  const byHand = { updateStrategy: { type: 'OnDelete' } }
  const error = 'rollout status is only available for RollingUpdate strategy type'
  expect(statusLine(object('StatefulSet', byHand, seen), 0)).toEqual({ error })
  expect(statusLine(object('DaemonSet', byHand, seen), 0)).toEqual({ error })
  expect(statusLine(object('ReplicaSet', {}, seen), 0)).toBeUndefined()
})
