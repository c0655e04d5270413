import { expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { PodMetrics } from '../../manifest/object/pod-metrics.ts'
import { topNodes, topPods } from './top.ts'

const MI = 1024 * 1024

function pod(
  name: string,
  ...containers: readonly (readonly [name: string, milliCPU: number, mi: number])[]
): PodMetrics {
  return {
    ...{ namespace: 'shop', name, timestamp: 0, window: 15_000 },
    containers: containers.map(([each, milliCPU, mi]) => ({ name: each, milliCPU, memoryBytes: mi * MI + 5 })),
  }
}

const PODS = [pod('till', ['app', 20, 30]), pod('cart', ['app', 3, 40], ['log', 1, 8])]
const TABLE = { headers: true, sortBy: '', namespaces: false, containers: false, total: false }
const lines = (text: string) => text.split('\n').map((line) => line.trimEnd())

test('a Pod uses what its containers use; names are in order', () => {
  expect(lines(topPods(PODS, TABLE))).toEqual([
    'NAME   CPU(cores)   MEMORY(bytes)',
    'cart   4m           48Mi',
    'till   20m          30Mi',
    '',
  ])
})

test('containers one by one, in their namespace, and all together', () => {
  const text = topPods(PODS, { ...TABLE, sortBy: 'memory', namespaces: true, containers: true, total: true })
  expect(lines(text)).toEqual([
    'NAMESPACE   POD    NAME   CPU(cores)   MEMORY(bytes)',
    'shop        cart   app    3m           40Mi',
    'shop        cart   log    1m           8Mi',
    'shop        till   app    20m          30Mi',
    '                          ________     ________',
    '                          24m          78Mi',
    '',
  ])
})

test('what uses most comes first where that is asked for', () => {
  expect(lines(topPods(PODS, { ...TABLE, sortBy: 'cpu', headers: false }))).toEqual([
    'till   20m   30Mi',
    'cart   4m    48Mi',
    '',
  ])
})

test('a node by its share of what it has for Pods, or of all', () => {
  const status = { allocatable: { cpu: '2', memory: '1Gi' }, capacity: { cpu: '4', memory: '2Gi' } }
  const nodes = [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'loft' }, status } as KubeObject]
  const measured = [{ name: 'loft', milliCPU: 500, memoryBytes: 256 * MI }]
  const table = { headers: false, sortBy: '', capacity: false }
  expect(topNodes(measured, nodes, table).trimEnd()).toBe('loft   500m   25%   256Mi   25%')
  expect(topNodes(measured, nodes, { ...table, capacity: true }).trimEnd()).toBe('loft   500m   12%   256Mi   12%')
})
