import { expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { ApiServer } from '../apiserver/server.ts'
import { Store } from '../apiserver/store.ts'
import { EndpointSliceController } from '../controllers/endpoint-slices/endpoint-slices.ts'
import { container, pod } from '../testing/pod.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'
import { answerName } from './cluster-dns.ts'

function service(name: string, spec: object, namespace = 'default'): KubeObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec }
}

const BY = { by: { name: 'test' } }

function cluster(): ApiServer {
  const world = emptyWorld()
  const store = new Store(world)
  const api = new ApiServer(world, store)
  new EndpointSliceController(world, api)
  const status = {
    phase: 'Running' as const,
    podIP: '10.244.1.2',
    conditions: [{ type: 'Ready', status: 'True' as const }],
  }
  const ports = [{ name: 'http', containerPort: 8080, hostPort: 30000 }]
  store.add(
    pod({
      metadata: { labels: { app: 'web' } },
      hostname: 'a',
      subdomain: 'sub',
      nodeName: 'n1',
      containers: [container('c', { ports })],
      status,
    }),
    BY,
  )
  const selector = { app: 'web' }
  const objects = [
    service('web', { clusterIP: '10.96.1.1', selector, ports: [{ port: 80, targetPort: 'http', nodePort: 31000 }] }),
    service('sub', { clusterIP: 'None', selector, ports: [{ port: 80 }] }),
    service('empty', { clusterIP: '10.96.1.2', selector: { app: 'x' }, ports: [{ port: 80, targetPort: 80 }] }),
    service('out', { type: 'ExternalName', externalName: 'example.com' }),
    service('named', {
      clusterIP: 'None',
      selector,
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
    }),
    service('many', { clusterIP: '10.96.1.3', selector, ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }),
  ]
  for (const object of objects) store.add(object, BY)
  runUntil(world)
  return api
}

const END = '.svc.cluster.local'

test.each<[string, readonly string[]]>([
  [`web.default${END}`, ['10.96.1.1']],
  [`WEB.default${END}.`, ['10.96.1.1']],
  [`empty.default${END}`, ['10.96.1.2']],
  [`sub.default${END}`, ['10.244.1.2']],
  [`a.sub.default${END}`, ['10.244.1.2']],
  [`b.sub.default${END}`, []],
  [`web.other${END}`, []],
  [`kubernetes.default${END}`, ['10.96.0.1']],
  [`kube-dns.kube-system${END}`, ['10.96.0.10']],
  ['10-244-1-2.default.pod.cluster.local', ['10.244.1.2']],
  [`10-244-1-2.web.default${END}`, ['10.244.1.2']],
  [`10-244-1-2.sub.default${END}`, []],
  [`a.web.default${END}`, []],
  [`out.default${END}`, []],
  ['web', []],
  ['example.com', []],
])('%s is at %j', (name, addresses) => {
  expect(answerName(cluster(), '10.96.0.10', name).addresses).toEqual(addresses)
})

test.each<[string, readonly string[] | undefined]>([
  ['1.1.96.10', [`web.default${END}`]],
  ['1.0.96.10', [`kubernetes.default${END}`]],
  ['10.0.96.10', [`kube-dns.kube-system${END}`]],
  [
    '2.1.244.10',
    [`10-244-1-2.web`, 'a.sub', '10-244-1-2.named', '10-244-1-2.many'].map((name) => `${name}.default${END}`),
  ],
  ['9.9.244.10', undefined],
])('%s.in-addr.arpa is %j', (reversed, pointers) => {
  expect(answerName(cluster(), '10.96.0.10', `${reversed}.in-addr.arpa`).pointers).toEqual(pointers)
})

test.each([
  [`_http._tcp.many.default${END}`, [[100, 80, `many.default${END}`]]],
  [`_http._tcp.named.default${END}`, [[100, 8080, `10-244-1-2.named.default${END}`]]],
  [`_http._udp.named.default${END}`, undefined],
])('the service records of %s are %j', (name, records) => {
  const { services } = answerName(cluster(), '10.96.0.10', name)
  expect(services?.map(({ weight, port, target }) => [weight, port, target])).toEqual(records)
})

test('nobody but the cluster’s own name server knows its names', () => {
  expect(answerName(cluster(), '10.0.0.2', `web.default${END}`).status).toBe('nxdomain')
})
