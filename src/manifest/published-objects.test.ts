import { expect, test } from 'vitest'
import type { KubeObject } from './object/meta.ts'
import { setDefaultsService } from './object/service.ts'
import { publishedObjects, systemObjects } from './published-objects.ts'

const DEV: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'dev', creationTimestamp: '2026-01-05T10:00:00Z' },
}
const places = (kind: string, namespaces: readonly KubeObject[]) =>
  publishedObjects(kind, namespaces).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)

test('every namespace has an account and a root certificate, as old as it is', () => {
  expect(places('ServiceAccount', [DEV])).toEqual(['dev/default'])
  expect(publishedObjects('ConfigMap', [DEV])[0]?.metadata).toMatchObject({
    name: 'kube-root-ca.crt',
    creationTimestamp: '2026-01-05T10:00:00Z',
  })
  expect(places('Secret', [DEV])).toEqual([])
})

test('the API server is a Service of the namespace default, with its address', () => {
  for (const kind of ['Service', 'EndpointSlice', 'Endpoints']) {
    expect(
      systemObjects(kind, '2026-01-05T08:00:00Z').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ).toEqual(['default/kubernetes'])
  }
})

test.each<[string, object]>([
  ['ClusterIP', { internalTrafficPolicy: 'Cluster' }],
  ['NodePort', { internalTrafficPolicy: 'Cluster', externalTrafficPolicy: 'Cluster' }],
  [
    'LoadBalancer',
    { internalTrafficPolicy: 'Cluster', externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true },
  ],
  ['ExternalName', {}],
])('what a Service of the type %s has where it says nothing', (type, wanted) => {
  const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { type } }
  setDefaultsService(service)
  expect(service.spec).toEqual({ type, sessionAffinity: 'None', ...wanted })
})
