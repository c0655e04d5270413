import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { pod } from '../../testing/pod.ts'
import { concernsPodGC, planPodGC } from './plan-pod-gc.ts'

const TAINT = [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }]

function node(name: string, ready: boolean, taints: object[] = []): KubeObject {
  const status = { conditions: [{ type: 'Ready', status: ready ? 'True' : 'Unknown' }] }
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { taints }, status }
}

const NODES = new Map([
  ['up', node('up', true)],
  ['tainted-but-up', node('tainted-but-up', true, TAINT)],
  ['down', node('down', false)],
  ['declared-down', node('declared-down', false, TAINT)],
])
const nodeOf = (name: string) => NODES.get(name)

function on(nodeName: string | undefined, deleted: boolean): Pod {
  const made = pod({})
  return {
    ...made,
    metadata: { ...made.metadata, ...(deleted ? { deletionTimestamp: '2024-01-01T00:00:10Z' } : {}) },
    spec: { ...made.spec, ...(nodeName === undefined ? {} : { nodeName }) },
  }
}

describe('GC-1: which Pods no kubelet will ever finish', () => {
  test.each([
    ['a Pod on its node', on('up', false), undefined],
    ['a Pod that is to be deleted, on its node', on('up', true), undefined],
    ['a Pod without a node', on(undefined, false), undefined],
    ['a Pod without a node that is to be deleted', on(undefined, true), 'unscheduledTerminating'],
    ['a Pod that is to be deleted, on a node that is down', on('down', true), undefined],
    ['a Pod that is to be deleted, on a node declared out of service', on('declared-down', true), 'outOfService'],
    ['a Pod that stays, on a node declared out of service', on('declared-down', false), undefined],
    ['a Pod that is to be deleted, on a tainted node that is Ready', on('tainted-but-up', true), undefined],
  ])('%s', (_, one, why) => {
    const { finish } = planPodGC([one], nodeOf, new Map(), 0)
    expect(finish.map((each) => each.why)).toEqual(why === undefined ? [] : [why])
    expect(concernsPodGC(one, nodeOf)).toBe(why !== undefined)
  })

  test.each([
    [0, []],
    [39_999, []],
    [40_000, ['orphaned']],
  ])('a Pod whose node is gone since 0, at %d ms', (now, reasons) => {
    const orphan = on('gone', false)
    const first = planPodGC([orphan], nodeOf, new Map(), 0)
    expect(first.finish).toEqual([])
    expect(concernsPodGC(orphan, nodeOf)).toBe(true)
    expect(planPodGC([orphan], nodeOf, first.quarantined, now).finish.map(({ why }) => why)).toEqual(reasons)
  })

  test('a node that has come back is counted anew when it goes again', () => {
    const { quarantined } = planPodGC([on('gone', false)], nodeOf, new Map(), 0)
    const back = planPodGC([on('up', false)], nodeOf, quarantined, 20_000)
    expect(planPodGC([on('gone', false)], nodeOf, back.quarantined, 40_000).finish).toEqual([])
  })
})
