import { expect, test } from 'vitest'
import fc from '../../../lib/testing/property.ts'
import type { Service } from '../../../manifest/object/kinds.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { ApiServer } from '../../apiserver/server.ts'
import { Store } from '../../apiserver/store.ts'
import { pod } from '../../testing/pod.ts'
import { emptyWorld, runUntil } from '../../testing/world.ts'
import { EndpointSliceController } from './endpoint-slices.ts'
import { planSlices, podToEndpoint } from './plan-slices.ts'

const BY = { by: { name: 'test' } }
const IN = { namespace: 'default' }

type Doing =
  | { readonly do: 'pod'; readonly name: string; readonly app: string; readonly ip: number; readonly ready: boolean }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'service'; readonly app: string }
  | { readonly do: 'deleteSlice' }
  | { readonly do: 'wait'; readonly ms: number }

const name = fc.constantFrom('a', 'b', 'c')
const app = fc.constantFrom('web', 'db')
const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pod' as const), name, app, ip: fc.nat(3), ready: fc.boolean() }),
  },
  fc.record({ do: fc.constant('delete' as const), name }),
  fc.record({ do: fc.constant('service' as const), app }),
  fc.record({ do: fc.constant('deleteSlice' as const) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20) }) },
)

function act(store: Store, what: Doing): void {
  const put = (object: KubeObject): void => {
    const old = store.get(object.kind, 'default', object.metadata.name)
    if (!old) store.add(object, BY)
    else store.replace(old, { ...object, metadata: { ...old.metadata, ...object.metadata } }, BY)
  }
  const drop = (kind: string, of: string): void => {
    const object = store.get(kind, 'default', of)
    if (object) store.remove(object, BY)
  }
  if (what.do === 'pod') {
    const conditions = [{ type: 'Ready', status: what.ready ? ('True' as const) : ('False' as const) }]
    const status = { phase: 'Running' as const, conditions, ...(what.ip > 0 ? { podIP: `10.0.0.${what.ip}` } : {}) }
    put(pod({ metadata: { ...IN, name: what.name, labels: { app: what.app } }, status }))
  } else if (what.do === 'service') {
    const spec = { selector: { app: what.app }, ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] }
    put({ apiVersion: 'v1', kind: 'Service', metadata: { ...IN, name: 'web' }, spec })
  } else if (what.do === 'delete') drop('Pod', what.name)
  else if (what.do === 'deleteSlice') drop('EndpointSlice', firstSlice(store)?.metadata.name ?? '')
}

function firstSlice(objects: Pick<Store, 'list'>): KubeObject | undefined {
  return objects.list('EndpointSlice', 'default')[0]
}

test('[ENDPOINT-1] whatever happens, the slice says in the end what all Pods together say', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 30 }), name, (doings, last) => {
      const world = emptyWorld()
      const store = new Store(world)
      const api = new ApiServer(world, store)
      new EndpointSliceController(world, api)
      for (const each of doings) {
        if (each.do === 'wait') runUntil(world, world.now + each.ms)
        else act(store, each)
      }
      runUntil(world)
      act(store, { do: 'pod', name: last, app: 'web', ip: 1, ready: true })
      runUntil(world)
      const service = api.get('Service', 'default', 'web') as Service | undefined
      if (!service) return
      const { selector, ports = [] } = service.spec
      const pods = api.list('Pod', 'default').flatMap((each) => {
        const endpoint = podToEndpoint(each, false)
        return endpoint && each.metadata.labels?.app === selector?.app ? [{ pod: each, endpoint }] : []
      })
      const [slice] = planSlices({ name: 'web', ports }, pods)
      const written = firstSlice(api)
      const byName = (list: unknown) =>
        [...(list as { targetRef: { name: string } }[])].sort((a, b) => (a.targetRef.name < b.targetRef.name ? -1 : 1))
      expect(byName(written?.endpoints ?? [])).toEqual(byName(slice?.endpoints ?? []))
    }),
    { numRuns: 300 },
  )
})

test.each<[string, (store: Store) => void]>([
  ['deletes', (store) => act(store, { do: 'deleteSlice' })],
  [
    'empties',
    (store) => {
      const slice = firstSlice(store)
      if (slice) store.replace(slice, { ...slice, endpoints: [] }, BY)
    },
  ],
])('[ENDPOINT-1] a slice that somebody %s is written again', (_name, spoil) => {
  const world = emptyWorld()
  const store = new Store(world)
  const api = new ApiServer(world, store)
  new EndpointSliceController(world, api)
  act(store, { do: 'service', app: 'web' })
  act(store, { do: 'pod', name: 'a', app: 'web', ip: 1, ready: true })
  runUntil(world, 1000)
  spoil(store)
  runUntil(world)
  expect(firstSlice(api)?.endpoints).toHaveLength(1)
})

test('[ENDPOINT-1] one Pod’s news makes nobody look at the others', () => {
  const world = emptyWorld()
  const store = new Store(world)
  const api = new ApiServer(world, store)
  new EndpointSliceController(world, api)
  act(store, { do: 'service', app: 'web' })
  for (let index = 0; index < 100; index++)
    act(store, { do: 'pod', name: `web-${index}`, app: 'web', ip: 1, ready: true })
  runUntil(world)
  let read = 0
  const get = api.get.bind(api)
  api.get = (kind, namespace, of) => {
    if (kind === 'Pod') read++
    return get(kind, namespace, of)
  }
  act(store, { do: 'pod', name: 'web-7', app: 'web', ip: 2, ready: true })
  runUntil(world)
  expect(firstSlice(api)?.endpoints).toHaveLength(100)
  expect(read).toBeLessThan(5)
})
