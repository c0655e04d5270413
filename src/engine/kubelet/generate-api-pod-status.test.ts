import { describe, expect, test } from 'vitest'
import type { PodStatus } from '../../manifest/pod/status.ts'
import { container, type PodShape, pod } from '../testing/pod.ts'
import { exited, instance, runtimeStatus, sandbox } from '../testing/runtime-status.ts'
import { generateAPIPodStatus, type StatusInput } from './generate-api-pod-status.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'

const HOST = '10.0.0.10'

function generated(shape: PodShape, runtime: PodRuntimeStatus, more: Partial<StatusInput> = {}): PodStatus {
  return generateAPIPodStatus({
    pod: pod(shape),
    runtime,
    old: pod(shape).status,
    podIsTerminal: false,
    startFailure: () => undefined,
    hostIP: HOST,
    updateFromProbes: (status) => status,
    pastActiveDeadline: false,
    ...more,
  })
}

describe('generateAPIPodStatus', () => {
  test('[SYNC-1] the first status of a new Pod', () => {
    expect(generated({}, runtimeStatus([], []))).toEqual({
      phase: 'Pending',
      hostIP: HOST,
      hostIPs: [{ ip: HOST }],
      resources: {},
      containerStatuses: [
        expect.objectContaining({ name: 'app', state: { waiting: { reason: 'ContainerCreating' } } }),
      ],
      conditions: [
        expect.objectContaining({ type: 'PodReadyToStartContainers', status: 'False' }),
        expect.objectContaining({ type: 'Initialized', status: 'True' }),
        expect.objectContaining({ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }),
        expect.objectContaining({ type: 'ContainersReady', status: 'False', reason: 'ContainersNotReady' }),
        expect.objectContaining({ type: 'PodScheduled', status: 'True', observedGeneration: 1, lastProbeTime: null }),
      ],
    })
  })

  test('[COND-1] conditions of others stand first, and stay', () => {
    const theirs = { type: 'example.com/gate', status: 'True' as const }
    const { conditions = [] } = generated({ status: { conditions: [theirs] } }, runtimeStatus([instance('app')]))
    expect(conditions[0]).toEqual(theirs)
    expect(conditions).toHaveLength(6)
  })

  test('app containers stand in the order of their names, init containers in the order of the spec', () => {
    const shape = { containers: [container('b'), container('a')], init: [container('z'), container('y')] }
    const status = generated(shape, runtimeStatus([]))
    expect(status.containerStatuses?.map((each) => each.name)).toEqual(['a', 'b'])
    expect(status.initContainerStatuses?.map((each) => each.name)).toEqual(['z', 'y'])
  })

  test.each<[string, PodShape, PodRuntimeStatus, PodStatus, string | undefined]>([
    ['a ready sandbox has the address', {}, runtimeStatus([]), { phase: 'Pending' }, '10.244.1.2'],
    ['without a sandbox there is none', {}, runtimeStatus([], []), { phase: 'Pending' }, undefined],
    [
      'a stopped sandbox leaves the one that was written',
      {},
      runtimeStatus([], [sandbox({ ready: false, ip: '10.244.1.9' })]),
      { phase: 'Running', podIP: '10.244.1.2' },
      '10.244.1.2',
    ],
    [
      'on the node’s network it is the node’s',
      { hostNetwork: true },
      runtimeStatus([], []),
      { phase: 'Pending' },
      HOST,
    ],
  ])('[SANDBOX-1] podIP: %s', (_situation, shape, runtime, old, expected) => {
    const status = generated(shape, runtime, { old })
    expect(status.podIP).toBe(expected)
    expect(status.podIPs).toEqual(expected === undefined ? undefined : [{ ip: expected }])
  })

  test('[PHASE-1] an end that was written is never taken back, with its reason', () => {
    const old: PodStatus = { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }
    const status = generated({}, runtimeStatus([instance('app')]), { old })
    expect(status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: 'low on memory' })
    expect(
      generated({ status: { phase: 'Succeeded' } }, runtimeStatus([instance('app')]), { old: { phase: 'Running' } })
        .phase,
    ).toBe('Succeeded')
  })

  test('a reason goes with the phase it was for', () => {
    const old: PodStatus = { phase: 'Pending', reason: 'Why', message: 'so' }
    expect(generated({}, runtimeStatus([]), { old })).toMatchObject({ reason: 'Why', message: 'so' })
    expect(generated({}, runtimeStatus([instance('app')]), { old })).not.toHaveProperty('reason')
  })

  test('[PHASE-1] a Pod that outlives activeDeadlineSeconds fails', () => {
    const status = generated({}, runtimeStatus([instance('app')]), { pastActiveDeadline: true })
    expect(status).toMatchObject({
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    })
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', reason: 'PodFailed' }))
  })

  test('[DEADLINE-1] it has failed, too, where its containers end with 0 when they are stopped', () => {
    const old: PodStatus = { phase: 'Failed', reason: 'DeadlineExceeded' }
    const done = runtimeStatus([exited('app', 0)])
    const status = generated({ restartPolicy: 'Never' }, done, { old, podIsTerminal: true, pastActiveDeadline: true })
    expect(status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
  })

  test('[PHASE-1] one that had ended before its deadline stays as it ended', () => {
    const done = runtimeStatus([exited('app', 0)])
    const old: PodStatus = { phase: 'Succeeded' }
    expect(generated({ restartPolicy: 'Never' }, done, { old, pastActiveDeadline: true }).phase).toBe('Succeeded')
  })

  test('[PHASE-1] after a new sandbox its init containers make it Pending again', () => {
    const init = [container('i')]
    const runtime = runtimeStatus([instance('i'), exited('app', 137)], [sandbox({ attempt: 1 })])
    expect(generated({ init }, runtime, { old: { phase: 'Running' } }).phase).toBe('Pending')
  })
})
