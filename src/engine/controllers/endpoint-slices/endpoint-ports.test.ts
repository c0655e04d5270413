import { describe, expect, test } from 'vitest'
import { ApiServer } from '../../apiserver/server.ts'
import { Store } from '../../apiserver/store.ts'
import { container, pod } from '../../testing/pod.ts'
import { emptyWorld, runUntil } from '../../testing/world.ts'
import { endpointPorts } from './endpoint-ports.ts'
import { EndpointSliceController } from './endpoint-slices.ts'

const BY = { by: { name: 'test' } }
const serving = (name: string, port: number, protocol = 'TCP') =>
  pod({
    metadata: { name, labels: { app: 'web' } },
    containers: [container('c', { ports: [{ name: 'http', containerPort: port, protocol }] })],
    status: { phase: 'Running', podIP: `10.244.1.${port % 250}`, conditions: [{ type: 'Ready', status: 'True' }] },
  })

describe('endpointPorts', () => {
  test.each<[string, Parameters<typeof endpointPorts>[0], unknown]>([
    ['a number', [{ port: 80, targetPort: 8080 }], [{ name: '', port: 8080, protocol: 'TCP' }]],
    ['nothing: the same number', [{ port: 80 }], [{ name: '', port: 80, protocol: 'TCP' }]],
    ['a name', [{ name: 'web', port: 80, targetPort: 'http' }], [{ name: 'web', port: 8080, protocol: 'TCP' }]],
    [
      'a name that no container has',
      [{ port: 80, targetPort: 'metrics' }, { port: 81 }],
      [{ name: '', port: 81, protocol: 'TCP' }],
    ],
    ['a name, but of another protocol', [{ port: 80, targetPort: 'http', protocol: 'UDP' }], []],
  ])('[ENDPOINT-1] %s', (_situation, ports, expected) => {
    expect(endpointPorts(ports, serving('web', 8080))).toEqual(expected)
  })
})

describe('EndpointSlices of a port by its name', () => {
  function slices(...pods: ReturnType<typeof serving>[]) {
    const world = emptyWorld()
    const store = new Store(world)
    const api = new ApiServer(world, store)
    new EndpointSliceController(world, api)
    const spec = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }] }
    store.add({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec }, BY)
    for (const each of pods) store.add(each, BY)
    runUntil(world)
    return api
      .list('EndpointSlice')
      .map(({ ports, endpoints }) => [
        (ports as { port: number }[]).map(({ port }) => port),
        (endpoints as { targetRef: { name: string } }[]).map(({ targetRef }) => targetRef.name),
      ])
  }

  test('[ENDPOINT-1] have the number of the Pods, not the Service’s', () => {
    expect(slices(serving('a', 8080), serving('b', 8080))).toEqual([[[8080], ['a', 'b']]])
  })

  test('[ENDPOINT-1] Pods with other numbers have a slice of their own', () => {
    expect(slices(serving('a', 8080), serving('b', 9090))).toEqual([
      [[8080], ['a']],
      [[9090], ['b']],
    ])
  })

  test('[ENDPOINT-1] have no ports without Pods', () => {
    expect(slices()).toEqual([[[], []]])
  })
})
