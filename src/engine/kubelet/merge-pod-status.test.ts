import { describe, expect, test } from 'vitest'
import type { PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import { pod } from '../testing/pod.ts'
import { mergePodStatus } from './merge-pod-status.ts'

const condition = (type: string, status: PodCondition['status'] = 'True', more: Partial<PodCondition> = {}) => ({
  type,
  status,
  ...more,
})

describe('mergePodStatus', () => {
  test.each([
    ['while a container could still run the end is held back', 'Running', 'Failed', true, 'Running'],
    ['with nothing left to run it is written', 'Running', 'Failed', false, 'Failed'],
    ['a Pod that never ran can end too', 'Pending', 'Failed', false, 'Failed'],
    ['an end that was written stays', 'Failed', 'Failed', true, 'Failed'],
    ['what is no end is written at once', 'Pending', 'Running', true, 'Running'],
  ] as const)('[PHASE-2] %s', (_situation, before, now, couldRun, expected) => {
    expect(mergePodStatus(pod({ status: { phase: before } }), { phase: now }, couldRun).phase).toBe(expected)
  })

  test('[PHASE-2] reason and message of the end are held back with it', () => {
    const end: PodStatus = { phase: 'Failed', reason: 'DeadlineExceeded', message: 'too long' }
    const current = pod({ status: { phase: 'Running', reason: 'before', message: 'as it was' } })
    expect(mergePodStatus(current, end, true)).toMatchObject({ reason: 'before', message: 'as it was' })
    expect(mergePodStatus(pod({ status: { phase: 'Running' } }), end, true)).not.toHaveProperty('reason')
    expect(mergePodStatus(current, end, false)).toMatchObject({ reason: 'DeadlineExceeded', message: 'too long' })
  })

  test('[COND-1] a Pod that ends is not Ready, whatever its probes said last', () => {
    const conditions = [condition('Ready'), condition('ContainersReady'), condition('PodScheduled')]
    const merged = mergePodStatus(pod({ status: { phase: 'Running' } }), { phase: 'Succeeded', conditions }, false)
    expect(merged.phase).toBe('Succeeded')
    expect(merged.conditions).toEqual([
      condition('Ready', 'False', { reason: 'PodCompleted' }),
      condition('ContainersReady', 'False', { reason: 'PodCompleted' }),
      condition('PodScheduled'),
    ])
  })

  test('[COND-1] while its end is held back it stays as Ready as its probes say', () => {
    const conditions = [condition('Ready'), condition('ContainersReady')]
    const merged = mergePodStatus(pod({ status: { phase: 'Running' } }), { phase: 'Succeeded', conditions }, true)
    expect(merged.conditions).toEqual(conditions)
  })

  test('[COND-1] a condition that is False already keeps its reason', () => {
    const conditions = [condition('Ready', 'False', { reason: 'ContainersNotReady', message: 'm' })]
    const merged = mergePodStatus(pod({ status: { phase: 'Running' } }), { phase: 'Failed', conditions }, false)
    expect(merged.conditions).toEqual(conditions)
  })

  test('[COND-1] conditions of others stand first and stay as the API has them', () => {
    const theirs = condition('example.com/gate', 'False', { reason: 'Theirs' })
    const current = pod({ status: { conditions: [condition('Ready', 'False'), theirs] } })
    const status: PodStatus = { phase: 'Running', conditions: [condition('Ready'), condition('example.com/gate')] }
    expect(mergePodStatus(current, status, true).conditions).toEqual([theirs, condition('Ready')])
  })

  test.each([
    ['comes with the end that the kubelet puts to a Pod', 'Failed', false, ['DisruptionTarget', 'Ready']],
    ['is held back with it', 'Failed', true, ['Ready']],
    ['does not come without an end', 'Running', false, ['Ready']],
  ] as const)('[EVICT-2] why a Pod was disrupted %s', (_situation, phase, couldRun, types) => {
    const conditions = [condition('DisruptionTarget', 'True', { reason: 'Ours' }), condition('Ready', 'False')]
    const merged = mergePodStatus(pod({ status: { phase: 'Running' } }), { phase, conditions }, couldRun)
    expect(merged.conditions?.map(({ type }) => type)).toEqual(types)
  })

  test('[API-1] the QoS class is the API’s and never changes', () => {
    const current = pod({ status: { qosClass: 'Guaranteed' } })
    expect(mergePodStatus(current, { phase: 'Running', qosClass: 'BestEffort' }, true).qosClass).toBe('Guaranteed')
  })
})
