import { expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { ApiServer } from '../apiserver/server.ts'
import { Store } from '../apiserver/store.ts'
import { EndpointSliceController } from '../controllers/endpoint-slices/endpoint-slices.ts'
import type { Route } from '../runtime/network.ts'
import { container, pod } from '../testing/pod.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'
import type { World } from '../world/world.ts'
import { KubeProxies } from './kube-proxy.ts'

const BY = { by: { name: 'test' } }

function service(name: string, spec: object): KubeObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec }
}

const selector = { app: 'web' }
const SERVICES = [
  service('web', { clusterIP: '10.96.1.1', selector, ports: [{ port: 80, targetPort: 'http', nodePort: 31000 }] }),
  service('empty', { clusterIP: '10.96.1.2', selector: { app: 'x' }, ports: [{ port: 80, targetPort: 80 }] }),
]

function cluster() {
  const world = emptyWorld()
  const store = new Store(world)
  const api = new ApiServer(world, store)
  const proxies = new KubeProxies(world, api, new Map([['10.0.0.10', 'n1']]))
  new EndpointSliceController(world, api)
  const ready = [{ type: 'Ready', status: 'True' as const }]
  const status = { phase: 'Running' as const, podIP: '10.244.1.2', conditions: ready }
  const containers = [container('c', { ports: [{ name: 'http', containerPort: 8080, hostPort: 30000 }] })]
  store.add(pod({ metadata: { labels: selector }, nodeName: 'n1', containers, status }), BY)
  for (const object of SERVICES) store.add(object, BY)
  return { world, api, proxies }
}

function passTo(world: World, at: number): void {
  world.kernel.at(at, () => {})
  runUntil(world, at)
}

test.each<[string, string, number, Partial<Route> | undefined]>([
  ['a Service’s port, by the name it has in the Pod', '10.96.1.1', 80, { kind: 'to', ip: '10.244.1.2', port: 8080 }],
  ['another port of the Service', '10.96.1.1', 81, { kind: 'noPort' }],
  ['a Service without endpoints', '10.96.1.2', 80, { kind: 'noEndpoints' }],
  ['a node port', '10.0.0.10', 31000, { kind: 'to', ip: '10.244.1.2', port: 8080 }],
  ['a host port', '10.0.0.10', 30000, { kind: 'to', ip: '10.244.1.2', port: 8080 }],
  ['any other port of a node', '10.0.0.10', 22, undefined],
  ['a Pod', '10.244.1.2', 8080, undefined],
])('%s', (_, ip, port, expected) => {
  const { world, proxies } = cluster()
  passTo(world, 5000)
  const route = proxies.route('n1', ip, port)
  if (expected) expect(route).toMatchObject(expected)
  else expect(route).toBeUndefined()
})

test('a node goes by what it has taken up, not by what is in the API', () => {
  const { world, proxies } = cluster()
  // Endpoints are heard of at 8 ms; a node needs from 30 to 90 more.
  passTo(world, 20)
  expect(proxies.route(undefined, '10.96.1.1', 80)?.kind).toBe('to')
  expect(proxies.route('n1', '10.96.1.1', 80)).toBeUndefined()
})
