import { expect, test } from 'vitest'
import type { KubeObject } from '../object/meta.ts'
import type { ServicePort, ServiceSpec } from '../object/service.ts'
import type { Cluster } from './cluster.ts'
import { nodePortErrors, withNodePorts } from './service-ports.ts'

function service(type: string, ports: readonly Partial<ServicePort>[], namespace = 'default'): KubeObject {
  const spec = { type, ports: ports.map((port) => ({ port: 80, protocol: 'TCP', ...port })) }
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace }, spec }
}

const OTHER = service('NodePort', [{ nodePort: 30080 }], 'elsewhere')
const CLUSTER: Cluster = { find: () => undefined, list: (kind) => (kind === 'Service' ? [OTHER] : []) }

test.each<[string, KubeObject, string | undefined]>([
  ['free', service('NodePort', [{ nodePort: 30081 }]), undefined],
  ['none', service('NodePort', [{}]), undefined],
  ['another namespace has it', service('NodePort', [{ nodePort: 30080 }]), 'provided port is already allocated'],
  ['twice', service('NodePort', [{ nodePort: 31000 }, { nodePort: 31000 }]), 'provided port is already allocated'],
  ['once a protocol', service('NodePort', [{ nodePort: 31000 }, { nodePort: 31000, protocol: 'UDP' }]), undefined],
  [
    'outside of the range',
    service('NodePort', [{ nodePort: 80 }]),
    'provided port is not in the valid range. The range of valid ports is 30000-32767',
  ],
  ['of a ClusterIP', service('ClusterIP', [{ nodePort: 30081 }]), "may not be used when `type` is 'ClusterIP'"],
])('a node port: %s', (_, object, detail) => {
  expect(nodePortErrors(object, CLUSTER).map((error) => error.detail)).toEqual(detail === undefined ? [] : [detail])
})

test('a port without a node port gets one that is free', () => {
  const spec = service('NodePort', [{}, { nodePort: 30090 }, {}]).spec as ServiceSpec
  const { ports } = withNodePorts(spec, [service('NodePort', [{ nodePort: 30086 }])], () => 0)
  expect(ports?.map(({ nodePort }) => nodePort)).toEqual([30087, 30090, 30088])
})

test.each<[string, object, boolean]>([
  ['ClusterIP', {}, false],
  ['LoadBalancer', {}, true],
  ['LoadBalancer', { allocateLoadBalancerNodePorts: false }, false],
])('a %s with %j', (type, more, given) => {
  const spec = { ...(service(type, [{}]).spec as ServiceSpec), ...more }
  expect(withNodePorts(spec, [], () => 0).ports?.[0]?.nodePort !== undefined).toBe(given)
})
