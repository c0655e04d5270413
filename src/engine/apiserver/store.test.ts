import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { pod } from '../testing/pod.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'
import { Store } from './store.ts'

const BY = { by: { name: 'test' } }
const named = (name: string) => pod({ metadata: { name } })
const labelled = (object: KubeObject, value: string) => ({
  ...object,
  metadata: { ...object.metadata, labels: { value } },
})

describe('Store', () => {
  test('[API-1] gives each write a higher version, and each object its own uid', () => {
    const store = new Store(emptyWorld())
    const a = store.add(named('a'), BY)
    const b = store.add(named('b'), BY)
    const written = store.replace(a, labelled(a, '1'), BY)
    const versions = [a, b, written].map((object) => Number(object.metadata.resourceVersion))
    expect(versions).toEqual([...versions].sort((x, y) => x - y))
    expect(new Set(versions).size).toBe(3)
    expect(a.metadata.uid).not.toBe(b.metadata.uid)
    expect(written.metadata.uid).toBe(a.metadata.uid)
  })

  test('a new object of an old name is another object', () => {
    const store = new Store(emptyWorld())
    const first = store.add(named('a'), BY)
    expect(store.stamped(named('a')).metadata.uid).not.toBe(first.metadata.uid)
    store.remove(first, BY)
    expect(store.get('Pod', 'default', 'a')).toBeUndefined()
    expect(store.add(named('a'), BY).metadata.uid).not.toBe(first.metadata.uid)
  })

  test('has what every namespace has', () => {
    const store = new Store(emptyWorld())
    const name = 'kube-root-ca.crt'
    expect(store.get('ConfigMap', 'shop', name)).toMatchObject({ metadata: { name, namespace: 'shop' } })
    expect(store.get('Secret', 'shop', name)).toBeUndefined()
  })

  test('[API-1] tells those who watch a kind, in order, a moment later, with the version before and the write as the cause', () => {
    const world = emptyWorld({ watchLatency: 4 })
    const store = new Store(world)
    const heard: unknown[] = []
    store.watch('Pod', ({ type, object, old }) => {
      heard.push([type, object.metadata.labels?.value, old?.metadata.labels?.value, world.now, world.kernel.cause])
    })
    store.watch('Service', () => heard.push('never'))
    world.kernel.at(10, () => {
      const first = store.add(labelled(named('a'), '0'), BY)
      const second = store.replace(first, labelled(first, '1'), BY)
      store.remove(second, BY)
    })
    runUntil(world, 13)
    expect(heard).toEqual([])
    runUntil(world)
    expect(heard).toEqual([
      ['ADDED', '0', undefined, 14, 1],
      ['MODIFIED', '1', '0', 14, 2],
      ['DELETED', '1', '1', 14, 3],
    ])
  })

  test('lists in the order of creation, by namespace where asked', () => {
    const store = new Store(emptyWorld())
    for (const name of ['b', 'a']) store.add(named(name), BY)
    store.add(pod({ metadata: { name: 'c', namespace: 'other' } }), BY)
    expect(store.list('Pod').map((each) => each.metadata.name)).toEqual(['b', 'a', 'c'])
    expect(store.list('Pod', 'other').map((each) => each.metadata.name)).toEqual(['c'])
  })
})
