import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../object/meta.ts'
import type { Pod } from '../../pod/pod.ts'
import { knownKinds } from '../../schema/kinds.ts'
import { quotaRejection } from './decide.ts'

/** 09:01 of the day on which every simulation begins at nine. */
const NOW = 60_000

function info(kind: string) {
  return knownKinds().find((each) => each.kind === kind)!
}

function quota(hard: Record<string, string>, more: object = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard, ...more } }
}

function pod(resources: object = {}, more: { spec?: object; status?: object; metadata?: object } = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...more.metadata },
    spec: { containers: [{ name: 'c', image: 'nginx', resources }], ...more.spec },
    status: { phase: 'Running', ...more.status },
  } as Pod
}

function other(kind: string, spec: object): KubeObject {
  return { apiVersion: info(kind).apiVersion, kind, metadata: { name: 'x' }, spec }
}

function said(
  object: KubeObject,
  quotas: readonly KubeObject[],
  beside: readonly KubeObject[] = [],
): string | undefined {
  return quotaRejection(object, info(object.kind), quotas, beside, NOW)?.message
}

const HALF = pod({ requests: { cpu: '500m' }, limits: { memory: '1Gi' } })
const CLAIM = other('PersistentVolumeClaim', { storageClassName: 'gold', resources: { requests: { storage: '5Gi' } } })

describe('a quota', () => {
  it.each<[string, KubeObject, KubeObject, KubeObject[], string | undefined]>([
    ['has room for the last one', pod(), quota({ pods: '2' }), [pod()], undefined],
    [
      'is full',
      pod(),
      quota({ pods: '1' }),
      [pod()],
      'exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    ],
    ['does not count what is over', pod(), quota({ pods: '1' }), [pod({}, { status: { phase: 'Failed' } })], undefined],
    [
      'counts what is over as an object all the same',
      pod(),
      quota({ 'count/pods': '1' }),
      [pod({}, { status: { phase: 'Failed' } })],
      'exceeded quota: q, requested: count/pods=1, used: count/pods=1, limited: count/pods=1',
    ],
    [
      'counts what is being deleted',
      pod(),
      quota({ pods: '1' }),
      [pod({}, { metadata: { deletionTimestamp: '2026-01-05T09:00:50Z', deletionGracePeriodSeconds: 30 } })],
      'exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    ],
    [
      'does not count what should be gone by now',
      pod(),
      quota({ pods: '1' }),
      [pod({}, { metadata: { deletionTimestamp: '2026-01-05T09:00:20Z', deletionGracePeriodSeconds: 30 } })],
      undefined,
    ],
    [
      'names all that is too much, in the order of letters',
      HALF,
      quota({ 'requests.cpu': '900m', 'limits.memory': '1536Mi', pods: '9' }),
      [HALF],
      'exceeded quota: q, requested: limits.memory=1Gi,requests.cpu=500m, used: limits.memory=1Gi,requests.cpu=500m, limited: limits.memory=1536Mi,requests.cpu=900m',
    ],
    [
      'wants every container to say what it counts',
      pod({ requests: { cpu: '1' } }),
      quota({ cpu: '9', 'limits.cpu': '9', 'limits.memory': '9Gi' }),
      [],
      'failed quota: q: must specify limits.cpu for: c; limits.memory for: c',
    ],
    [
      'does not mind who says it for the Pod as a whole',
      pod({}, { spec: { resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } } }),
      quota({ 'limits.cpu': '9' }),
      [],
      undefined,
    ],
    ['does not want a word on storage', pod(), quota({ 'requests.ephemeral-storage': '1Gi' }), [], undefined],
    [
      'counts devices',
      pod({ requests: { 'nvidia.com/gpu': '2' } }),
      quota({ 'requests.nvidia.com/gpu': '1' }),
      [],
      'exceeded quota: q, requested: requests.nvidia.com/gpu=2, used: requests.nvidia.com/gpu=0, limited: requests.nvidia.com/gpu=1',
    ],
    ['looks at no Pods where it counts none', pod(), quota({ configmaps: '0' }), [], undefined],
    [
      'counts ConfigMaps by their name',
      other('ConfigMap', {}),
      quota({ configmaps: '0' }),
      [],
      'exceeded quota: q, requested: configmaps=1, used: configmaps=0, limited: configmaps=0',
    ],
    [
      'counts anything else',
      other('Deployment', {}),
      quota({ 'count/deployments.apps': '0' }),
      [],
      'exceeded quota: q, requested: count/deployments.apps=1, used: count/deployments.apps=0, limited: count/deployments.apps=0',
    ],
    [
      'counts a Service’s node ports',
      other('Service', { type: 'LoadBalancer', ports: [{ port: 80 }, { port: 443 }] }),
      quota({ 'services.nodeports': '1', 'services.loadbalancers': '1' }),
      [],
      'exceeded quota: q, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1',
    ],
    [
      'counts storage, of all classes and of one',
      CLAIM,
      quota({ 'requests.storage': '9Gi', 'gold.storageclass.storage.k8s.io/requests.storage': '9Gi' }),
      [CLAIM],
      'exceeded quota: q, requested: gold.storageclass.storage.k8s.io/requests.storage=5Gi,requests.storage=5Gi, used: gold.storageclass.storage.k8s.io/requests.storage=5Gi,requests.storage=5Gi, limited: gold.storageclass.storage.k8s.io/requests.storage=9Gi,requests.storage=9Gi',
    ],
    [
      'of one class is not of another',
      CLAIM,
      quota({ 'tin.storageclass.storage.k8s.io/persistentvolumeclaims': '0' }),
      [],
      undefined,
    ],
  ])('%s', (_, object, limit, beside, expected) => {
    expect(said(object, [limit], beside)).toBe(expected)
  })

  it('is asked after the others', () => {
    const tight = { ...quota({ pods: '0' }), metadata: { name: 'tight' } }
    expect(said(pod(), [quota({ pods: '5' }), tight])).toContain('exceeded quota: tight,')
  })
})

describe('a scope', () => {
  const BEST_EFFORT = pod()
  const BURSTABLE = pod({ requests: { cpu: '1' } })
  const DEADLINE = pod({}, { spec: { activeDeadlineSeconds: 5 } })
  const HIGH = pod({}, { spec: { priorityClassName: 'high' } })
  const selector = (operator: string, values?: string[]) => ({
    scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...(values ? { values } : {}) }] },
  })

  it.each<[string, object, Pod, boolean]>([
    ['BestEffort', { scopes: ['BestEffort'] }, BEST_EFFORT, true],
    ['BestEffort', { scopes: ['BestEffort'] }, BURSTABLE, false],
    ['NotBestEffort', { scopes: ['NotBestEffort'] }, BURSTABLE, true],
    ['Terminating', { scopes: ['Terminating'] }, DEADLINE, true],
    ['Terminating', { scopes: ['Terminating'] }, BEST_EFFORT, false],
    ['NotTerminating', { scopes: ['NotTerminating'] }, DEADLINE, false],
    ['both that are named', { scopes: ['Terminating', 'NotBestEffort'] }, DEADLINE, false],
    ['PriorityClass In', selector('In', ['high']), HIGH, true],
    ['PriorityClass In', selector('In', ['high']), BEST_EFFORT, false],
    ['PriorityClass NotIn', selector('NotIn', ['high']), BEST_EFFORT, true],
    ['PriorityClass Exists', selector('Exists'), HIGH, true],
  ])('%s', (_, scope, object, inScope) => {
    expect(said(object, [quota({ pods: '0' }, scope)]) !== undefined).toBe(inScope)
  })

  it('counts nothing outside of it', () => {
    const scoped = quota({ pods: '1' }, { scopes: ['BestEffort'] })
    expect(said(BEST_EFFORT, [scoped], [BURSTABLE])).toBeUndefined()
    expect(said(BEST_EFFORT, [scoped], [BEST_EFFORT])).toContain('exceeded quota')
  })

  it('is of Pods alone', () => {
    expect(said(other('ConfigMap', {}), [quota({ configmaps: '0' }, { scopes: ['BestEffort'] })])).toBeUndefined()
  })
})
