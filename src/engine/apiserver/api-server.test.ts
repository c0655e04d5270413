import { describe, expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import { pod } from '../testing/pod.ts'
import { emptyWorld, recorded, runUntil } from '../testing/world.ts'
import { ApiServer } from './api-server.ts'

const BY = { by: 'test' }
const named = (name: string) => pod({ metadata: { name } })
const label = (value: string) => (current: Pod) => ({
  ...current,
  metadata: { ...current.metadata, labels: { value } },
})

describe('ApiServer', () => {
  test('[API-1] gives each write a higher version, and each object its own uid', () => {
    const api = new ApiServer(emptyWorld())
    const a = api.create(named('a'), BY)
    const b = api.create(named('b'), BY)
    const written = api.update<Pod>('Pod', 'default', 'a', BY, label('1'))
    const versions = [a, b, written].map((object) => Number(object?.metadata.resourceVersion))
    expect(versions).toEqual([...versions].sort((x, y) => x - y))
    expect(new Set(versions).size).toBe(3)
    expect(a?.metadata.uid).not.toBe(b?.metadata.uid)
    expect(written?.metadata.uid).toBe(a?.metadata.uid)
  })

  test('a new object of an old name is another object', () => {
    const api = new ApiServer(emptyWorld())
    const first = api.create(named('a'), BY)?.metadata.uid
    expect(api.create(named('a'), BY)).toBeUndefined()
    expect(api.remove('Pod', 'default', 'a', BY)).toBe(true)
    expect(api.remove('Pod', 'default', 'a', BY)).toBe(false)
    expect(api.create(named('a'), BY)?.metadata.uid).not.toBe(first)
  })

  test('has what every namespace has, and takes no other of that name', () => {
    const world = emptyWorld()
    const api = new ApiServer(world)
    const name = 'kube-root-ca.crt'
    expect(api.get('ConfigMap', 'shop', name)).toMatchObject({ metadata: { name, namespace: 'shop' } })
    expect(api.get('Secret', 'shop', name)).toBeUndefined()
    const another = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } }
    expect(api.create(another, BY)).toBeUndefined()
    expect(recorded(world).entries).toEqual([])
  })

  test('a change that changes nothing is no write', () => {
    const world = emptyWorld()
    const api = new ApiServer(world)
    api.create(named('a'), BY)
    expect(api.update('Pod', 'default', 'a', BY, (current) => current)).toBeUndefined()
    expect(api.update('Pod', 'default', 'a', BY, () => undefined)).toBeUndefined()
    expect(api.update('Pod', 'default', 'b', BY, label('1') as never)).toBeUndefined()
    expect(recorded(world).entries).toHaveLength(1)
  })

  test('[API-1] tells those who watch a kind, in order, a moment later, with the write as the cause', () => {
    const world = emptyWorld({ watchLatency: 4 })
    const api = new ApiServer(world)
    const heard: unknown[] = []
    api.watch('Pod', ({ type, object }) => heard.push([type, object.metadata.name, world.now, world.kernel.cause]))
    api.watch('Service', () => heard.push('never'))
    world.kernel.at(10, () => {
      api.create(named('a'), BY)
      api.update<Pod>('Pod', 'default', 'a', BY, label('1'))
      api.remove('Pod', 'default', 'a', BY)
    })
    runUntil(world, 13)
    expect(heard).toEqual([])
    runUntil(world)
    expect(heard).toEqual([
      ['ADDED', 'a', 14, 1],
      ['MODIFIED', 'a', 14, 2],
      ['DELETED', 'a', 14, 3],
    ])
  })

  test('lists in the order of creation, by namespace where asked', () => {
    const api = new ApiServer(emptyWorld())
    for (const name of ['b', 'a']) api.create(named(name), BY)
    api.create(pod({ metadata: { name: 'c', namespace: 'other' } }), BY)
    expect(api.list('Pod').map((each) => each.metadata.name)).toEqual(['b', 'a', 'c'])
    expect(api.list('Pod', 'other').map((each) => each.metadata.name)).toEqual(['c'])
  })
})
