import { describe, expect, test } from 'vitest'
import type { PodStatus } from '../../../manifest/pod/status.ts'
import { type PodShape, pod } from '../../testing/pod.ts'
import { podToEndpoint } from './plan-slices.ts'

const running = (ready: boolean): PodStatus => ({
  phase: 'Running',
  podIP: '10.244.1.2',
  conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
})

describe('podToEndpoint', () => {
  test.each<[string, PodShape, object]>([
    ['Ready', { status: running(true) }, { ready: true, serving: true, terminating: false }],
    ['not Ready', { status: running(false) }, { ready: false, serving: false, terminating: false }],
    [
      'no conditions yet',
      { status: { phase: 'Pending', podIP: '10.244.1.2' } },
      { ready: false, serving: false, terminating: false },
    ],
    [
      'Ready and being deleted',
      { status: running(true), deletedWithin: 30 },
      { ready: false, serving: true, terminating: true },
    ],
    [
      'not Ready and being deleted',
      { status: running(false), deletedWithin: 30 },
      { ready: false, serving: false, terminating: true },
    ],
  ])('[ENDPOINT-1] %s', (_situation, shape, conditions) => {
    expect(podToEndpoint(pod(shape), false)?.conditions).toEqual(conditions)
  })

  test.each<[string, PodShape]>([
    ['it has no address', { status: { phase: 'Pending' } }],
    ['it has succeeded', { status: { ...running(true), phase: 'Succeeded' } }],
    ['it has failed', { status: { ...running(true), phase: 'Failed' } }],
  ])('[ENDPOINT-1] is none where %s', (_situation, shape) => {
    expect(podToEndpoint(pod(shape), true)).toBeUndefined()
  })

  test('[ENDPOINT-1] is ready whatever happens where the Service publishes what is not ready', () => {
    const conditions = podToEndpoint(pod({ status: running(false), deletedWithin: 30 }), true)?.conditions
    expect(conditions).toEqual({ ready: true, serving: false, terminating: true })
  })

  test('says where, and which Pod', () => {
    expect(podToEndpoint(pod({ status: running(true), nodeName: 'n1' }), false)).toMatchObject({
      addresses: ['10.244.1.2'],
      nodeName: 'n1',
      targetRef: { kind: 'Pod', namespace: 'default', name: 'web', uid: 'uid-1' },
    })
  })
})
