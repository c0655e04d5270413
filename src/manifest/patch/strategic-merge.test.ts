import { describe, expect, test } from 'vitest'
import { applyStrategicMerge } from './strategic-merge.ts'

const pod = {
  metadata: { finalizers: ['a/b'], labels: { x: '1' } },
  spec: {
    containers: [{ name: 'web', image: 'one', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] }],
    volumes: [{ name: 'v', emptyDir: {} }],
    tolerations: [{ key: 'k' }],
  },
}

function patched(patch: object): unknown {
  return applyStrategicMerge(pod, patch as Record<string, unknown>, 'Pod')
}

describe('applyStrategicMerge', () => {
  test.each<[string, object, object]>([
    [
      'merges containers, their variables and ports each by its own key',
      {
        spec: {
          containers: [{ name: 'web', env: [{ name: 'B', value: '2' }], ports: [{ containerPort: 80, name: 'h' }] }],
        },
      },
      {
        containers: [
          {
            ...{ name: 'web', image: 'one', ports: [{ containerPort: 80, name: 'h' }] },
            // As on a real cluster: what is new stands in front.
            env: [
              { name: 'B', value: '2' },
              { name: 'A', value: '1' },
            ],
          },
        ],
      },
    ],
    ['replaces lists without a key', { spec: { tolerations: [{ key: 'z' }] } }, { tolerations: [{ key: 'z' }] }],
    ['deletes an item', { spec: { volumes: [{ $patch: 'delete', name: 'v' }] } }, { volumes: [] }],
    [
      'replaces a list where it is told to',
      { spec: { containers: [{ $patch: 'replace' }, { name: 'new', image: 'i' }] } },
      { containers: [{ name: 'new', image: 'i' }] },
    ],
    [
      'keeps only the fields that are named',
      { spec: { volumes: [{ name: 'v', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } }] } },
      { volumes: [{ name: 'v', hostPath: { path: '/x' } }] },
    ],
    [
      'puts what it names in its order, and leaves the rest where it was',
      {
        spec: {
          '$setElementOrder/containers': [{ name: 'late' }, { name: 'web' }],
          containers: [{ name: 'late', image: 'two' }],
        },
      },
      { containers: [{ name: 'late', image: 'two' }, pod.spec.containers[0]] },
    ],
    ['stores no directives', { spec: { '$setElementOrder/containers': [{ name: 'web' }] } }, {}],
  ])('%s', (_does, patch, changed) => {
    expect(patched(patch)).toEqual({ ...pod, spec: { ...pod.spec, ...changed } })
  })

  test('adds to and takes from lists of words', () => {
    expect(patched({ metadata: { finalizers: ['c/d', 'a/b'] } })).toMatchObject({
      metadata: { finalizers: ['c/d', 'a/b'] },
    })
    expect(patched({ metadata: { '$deleteFromPrimitiveList/finalizers': ['a/b'] } })).toMatchObject({
      metadata: { finalizers: [] },
    })
  })

  test.each([
    [{ spec: { containers: [{ image: 'x' }] } }, 'map: map[image:x] does not contain declared merge key: name'],
    [{ spec: { volumes: [null] } }, 'list element types are not identical: [[map[emptyDir:map[] name:v]] [<nil>]]'],
    [{ $patch: 'sideways' }, 'unknown patch type: sideways in map: map[$patch:sideways]'],
  ])('cannot merge %j', (patch, message) => {
    expect(() => patched(patch)).toThrow(message)
  })
})

describe('the order of a list', () => {
  const letters = (text: string) => [...text].map((name) => ({ name, image: 'i' }))
  test.each([
    ['ab', 'ba', 'ba'],
    ['abc', 'ca', 'bca'],
    ['xayb', 'ba', 'xyba'],
    ['ab', 'cab', 'cab', 'c'],
    ['ab', 'acb', 'acb', 'c'],
    ['abx', 'c', 'cabx', 'c'],
  ])('%s, where %s is asked for: %s', (there, order, expected, added = '') => {
    const patch = {
      '$setElementOrder/containers': letters(order).map(({ name }) => ({ name })),
      ...(added === '' ? {} : { containers: letters(added) }),
    }
    const { spec } = applyStrategicMerge({ spec: { containers: letters(there) } }, { spec: patch }, 'Pod')
    expect((spec as { containers: { name: string }[] }).containers.map(({ name }) => name).join('')).toBe(expected)
  })

  test('a patch that has more than its order', () => {
    const patch = {
      '$setElementOrder/containers': [{ name: 'b' }],
      containers: [{ name: 'a', image: 'i' }],
    }
    expect(() => applyStrategicMerge({ spec: { containers: letters('ab') } }, { spec: patch }, 'Pod')).toThrow(
      "The order in patch list:\n[map[image:i name:a]]\n doesn't match $setElementOrder list:\n[map[name:b]]\n",
    )
  })
})
