import { expect, test } from 'vitest'
import { rfc3339, SECOND } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { planNamespace } from './plan-namespace.ts'

const NAMESPACE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'stage', deletionTimestamp: rfc3339(0) },
  status: { phase: 'Terminating' },
}

function pod(phase: string, terminationGracePeriodSeconds?: number): KubeObject {
  const spec = {
    containers: [],
    ...(terminationGracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds }),
  }
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'stage' }, spec, status: { phase } }
}

const HELD: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'stage', finalizers: ['example.com/hold'] },
}

test('an empty namespace may go', () => {
  expect(planNamespace(NAMESPACE, [], rfc3339(0))).toEqual({ kind: 'finalize' })
})

test.each<[string, KubeObject[], number]>([
  ['half of the longest grace of its Pods, and a second', [pod('Running', 10), pod('Running', 40)], 21],
  ['the usual grace where a Pod says none', [pod('Running')], 16],
  ['a second where all have ended', [pod('Succeeded', 40)], 1],
  ['half of what a finalizer may take', [HELD], 8],
])('it is looked at again after %s', (_name, left, seconds) => {
  expect(planNamespace(NAMESPACE, left, rfc3339(0))).toMatchObject({ kind: 'wait', again: seconds * SECOND })
})

test('what is left is said once', () => {
  const first = planNamespace(NAMESPACE, [HELD], rfc3339(0))
  const status = first.kind === 'wait' ? first.status : undefined
  expect(status?.conditions?.find(({ type }) => type === 'NamespaceFinalizersRemaining')?.message).toContain(
    'example.com/hold in 1 resource instances',
  )
  const second = planNamespace({ ...NAMESPACE, status }, [HELD], rfc3339(9 * SECOND))
  expect(second).toEqual({ kind: 'wait', again: 8 * SECOND })
})
