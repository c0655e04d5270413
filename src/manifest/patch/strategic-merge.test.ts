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
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
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
    ['stores no directives', { spec: { '$setElementOrder/containers': [{ name: 'web' }] } }, {}],
  ])('%s', (_does, patch, changed) => {
    expect(patched(patch)).toEqual({ ...pod, spec: { ...pod.spec, ...changed } })
  })

  test('adds to and takes from lists of words', () => {
    expect(patched({ metadata: { finalizers: ['c/d', 'a/b'] } })).toMatchObject({
      metadata: { finalizers: ['a/b', 'c/d'] },
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
