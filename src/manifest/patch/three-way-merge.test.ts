import { describe, expect, test } from 'vitest'
import { applyMergePatch } from './merge-patch.ts'
import { applyStrategicMerge } from './strategic-merge.ts'
import { createThreeWayJSONMergePatch, createThreeWayMergePatch, type Fields } from './three-way-merge.ts'

const shop = { name: 'shop', image: 'acme/shop:2' }
const meter = { name: 'meter', image: 'acme/meter:1' }
const injected = { name: 'proxy', image: 'mesh/proxy:9' }

interface Case {
  readonly was: object
  readonly wanted: object
  readonly there: object
  readonly patch: object
  readonly result: object
}

describe('what apply sends for a Pod, and what becomes of it', () => {
  test.each<[string, Case]>([
    [
      'nothing',
      {
        was: { containers: [shop] },
        wanted: { containers: [shop] },
        there: { containers: [{ ...shop, tty: true }] },
        patch: {},
        result: { containers: [{ ...shop, tty: true }] },
      },
    ],
    [
      'a container that was wanted goes, one that somebody else put there stays',
      {
        was: { containers: [shop, meter] },
        wanted: { containers: [shop] },
        there: { containers: [injected, shop, meter] },
        patch: {
          containers: [{ $patch: 'delete', name: 'meter' }],
          '$setElementOrder/containers': [{ name: 'shop' }],
        },
        result: { containers: [injected, shop] },
      },
    ],
    [
      'a field of a container goes, another changes',
      {
        was: { containers: [{ ...shop, workingDir: '/srv', tty: true }] },
        wanted: { containers: [{ ...shop, image: 'acme/shop:3' }] },
        there: { containers: [{ ...shop, workingDir: '/srv', tty: true, stdin: true }] },
        patch: {
          containers: [{ name: 'shop', image: 'acme/shop:3', workingDir: null, tty: null }],
          '$setElementOrder/containers': [{ name: 'shop' }],
        },
        result: { containers: [{ name: 'shop', image: 'acme/shop:3', stdin: true }] },
      },
    ],
    [
      'variables go by their names, in containers that stay',
      {
        was: {
          containers: [
            {
              ...shop,
              env: [
                { name: 'LEVEL', value: '1' },
                { name: 'MODE', value: 'a' },
              ],
            },
          ],
        },
        wanted: { containers: [{ ...shop, env: [{ name: 'MODE', value: 'b' }] }] },
        there: {
          containers: [
            {
              ...shop,
              env: [
                { name: 'LEVEL', value: '1' },
                { name: 'MODE', value: 'a' },
              ],
            },
          ],
        },
        patch: {
          containers: [
            {
              name: 'shop',
              env: [
                { name: 'MODE', value: 'b' },
                { $patch: 'delete', name: 'LEVEL' },
              ],
              '$setElementOrder/env': [{ name: 'MODE' }],
            },
          ],
          '$setElementOrder/containers': [{ name: 'shop' }],
        },
        result: { containers: [{ ...shop, env: [{ name: 'MODE', value: 'b' }] }] },
      },
    ],
    [
      'items are put in another order',
      {
        was: { containers: [shop, meter] },
        wanted: { containers: [meter, shop] },
        there: { containers: [shop, meter] },
        patch: { '$setElementOrder/containers': [{ name: 'meter' }, { name: 'shop' }] },
        result: { containers: [meter, shop] },
      },
    ],
    [
      'a volume of another kind keeps nothing of the old one',
      {
        was: { volumes: [{ name: 'data', emptyDir: {} }] },
        wanted: { volumes: [{ name: 'data', hostPath: { path: '/srv' } }] },
        there: { volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Mi' } }] },
        patch: {
          volumes: [{ name: 'data', $retainKeys: ['hostPath', 'name'], hostPath: { path: '/srv' }, emptyDir: null }],
          '$setElementOrder/volumes': [{ name: 'data' }],
        },
        result: { volumes: [{ name: 'data', hostPath: { path: '/srv' } }] },
      },
    ],
    [
      'a list without names is replaced, a map loses its key',
      {
        was: { tolerations: [{ key: 'a' }], nodeSelector: { disk: 'ssd', zone: 'a' } },
        wanted: { tolerations: [{ key: 'b' }], nodeSelector: { zone: 'a' } },
        there: { tolerations: [{ key: 'a' }, { key: 'c' }], nodeSelector: { disk: 'ssd', zone: 'a', arch: 'arm' } },
        patch: { tolerations: [{ key: 'b' }], nodeSelector: { disk: null } },
        result: { tolerations: [{ key: 'b' }], nodeSelector: { zone: 'a', arch: 'arm' } },
      },
    ],
  ])('%s', (_, { was, wanted, there, patch, result }) => {
    const made = createThreeWayMergePatch({ spec: was }, { spec: wanted }, { spec: there }, 'Pod')
    expect(made).toEqual(Object.keys(patch).length === 0 ? {} : { spec: patch })
    expect(applyStrategicMerge({ spec: there }, made, 'Pod')).toEqual({ spec: result })
  })

  test('words are added and taken away', () => {
    const meta = (...finalizers: string[]): Fields => ({ metadata: { finalizers } })
    const made = createThreeWayMergePatch(meta('a/x', 'a/y'), meta('a/y', 'a/z'), meta('a/x', 'b/q', 'a/y'), 'Pod')
    expect(made).toEqual({
      metadata: {
        finalizers: ['a/z'],
        '$deleteFromPrimitiveList/finalizers': ['a/x'],
        '$setElementOrder/finalizers': ['a/y', 'a/z'],
      },
    })
    expect(applyStrategicMerge(meta('a/x', 'b/q', 'a/y'), made, 'Pod')).toEqual(meta('b/q', 'a/y', 'a/z'))
  })

  test('of a kind that nobody knows lists are replaced', () => {
    const [was, wanted, there] = [
      { spec: { size: 1, colour: 'red', parts: [{ name: 'a' }, { name: 'b' }] } },
      { spec: { size: 2, parts: [{ name: 'a' }] } },
      { spec: { size: 1, colour: 'red', parts: [{ name: 'a' }, { name: 'b' }], owner: 'me' } },
    ]
    const made = createThreeWayJSONMergePatch(was, wanted, there)
    expect(made).toEqual({ spec: { size: 2, colour: null, parts: [{ name: 'a' }] } })
    expect(applyMergePatch(there, made)).toEqual({ spec: { size: 2, parts: [{ name: 'a' }], owner: 'me' } })
  })
})
