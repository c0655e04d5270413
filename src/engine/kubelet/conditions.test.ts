import { describe, expect, test } from 'vitest'
import type { ContainerStatus, PodCondition } from '../../manifest/pod/status.ts'
import { containerStatus, RUNNING, terminated, waiting } from '../testing/container-status.ts'
import { container, pod, sidecar } from '../testing/pod.ts'
import { runtimeStatus, sandbox } from '../testing/runtime-status.ts'
import {
  generateContainersReadyCondition,
  generatePodInitializedCondition,
  generatePodReadyCondition,
  generatePodReadyToStartContainersCondition,
} from './conditions.ts'

const ready = (name: string) => containerStatus(name, RUNNING, { ready: true, started: true })
const unready = (name: string) => containerStatus(name, RUNNING, { ready: false, started: true })
const done = (name: string) => containerStatus(name, terminated(0), { ready: true })

describe('PodReadyToStartContainers', () => {
  test.each([
    ['there is no sandbox', [], 'False'],
    ['the sandbox is ready', [sandbox()], 'True'],
    ['the sandbox was stopped', [sandbox({ ready: false })], 'False'],
    ['the sandbox has no address', [sandbox({ ip: '' })], 'False'],
  ])('[COND-1] %s', (_situation, sandboxes, status) => {
    expect(generatePodReadyToStartContainersCondition(pod(), runtimeStatus([], sandboxes))).toEqual({
      type: 'PodReadyToStartContainers',
      status,
    })
  })
})

describe('Initialized', () => {
  const type = 'Initialized'
  const two = pod({ init: [container('i'), container('j')] })
  const creating = [containerStatus('app', waiting('PodInitializing'))]
  const incomplete = (message: string) => ({ type, status: 'False', reason: 'ContainersNotInitialized', message })

  test.each<[string, ContainerStatus[] | undefined, ContainerStatus[], object]>([
    ['no status at all', undefined, [], { type, status: 'False', reason: 'UnknownContainerStatuses' }],
    ['of none anything is known', [], creating, incomplete('containers with unknown status: [i j]')],
    [
      'the first runs',
      [containerStatus('i', RUNNING), containerStatus('j', waiting())],
      creating,
      incomplete('containers with incomplete status: [i j]'),
    ],
    [
      'the first is done',
      [done('i'), containerStatus('j', RUNNING)],
      creating,
      incomplete('containers with incomplete status: [j]'),
    ],
    [
      'of one nothing is known, the other runs',
      [containerStatus('i', RUNNING)],
      creating,
      incomplete('containers with unknown status: [j], containers with incomplete status: [i]'),
    ],
    ['both are done', [done('i'), done('j')], creating, { type, status: 'True' }],
    [
      'an app container runs, whatever is known of them',
      [],
      [containerStatus('app', RUNNING)],
      { type, status: 'True' },
    ],
    [
      'an app container has ended',
      [containerStatus('i', RUNNING)],
      [containerStatus('app', terminated(1))],
      { type, status: 'True' },
    ],
  ])('[COND-1] %s', (_situation, init, app, expected) => {
    expect(generatePodInitializedCondition(two, init, app, 'Pending')).toEqual(expected)
  })

  test('[COND-1] a Pod that has succeeded says so', () => {
    expect(generatePodInitializedCondition(two, [done('i'), done('j')], [done('app')], 'Succeeded')).toEqual({
      type,
      status: 'True',
      reason: 'PodCompleted',
    })
  })

  test('[COND-1] a Pod without init containers always is', () => {
    expect(generatePodInitializedCondition(pod(), undefined, [], 'Pending')).toEqual({ type, status: 'True' })
  })

  test.each([
    [true, 'True'],
    [false, 'False'],
    [undefined, 'False'],
  ])('[COND-1] a sidecar counts when it has started: %s', (started, status) => {
    const state = containerStatus('s', RUNNING, { ready: false, ...(started === undefined ? {} : { started }) })
    expect(generatePodInitializedCondition(pod({ init: [sidecar('s')] }), [state], [], 'Pending').status).toBe(status)
  })
})

describe('ContainersReady', () => {
  const type = 'ContainersReady'
  const two = pod({ containers: [container('b'), container('a')] })
  const not = (message: string) => ({ type, status: 'False', reason: 'ContainersNotReady', message })

  test.each<[string, ContainerStatus[] | undefined, object]>([
    ['no status at all', undefined, { type, status: 'False', reason: 'UnknownContainerStatuses' }],
    ['of none anything is known', [], not('containers with unknown status: [b a]')],
    [
      'none is ready, in the order of the spec',
      [unready('a'), unready('b')],
      not('containers with unready status: [b a]'),
    ],
    ['one is ready', [ready('a'), unready('b')], not('containers with unready status: [b]')],
    [
      'of one nothing is known, one is not ready',
      [unready('a')],
      not('containers with unknown status: [b], containers with unready status: [a]'),
    ],
    ['both are ready', [ready('a'), ready('b')], { type, status: 'True' }],
  ])('[COND-1] %s', (_situation, statuses, expected) => {
    expect(generateContainersReadyCondition(two, [], statuses, 'Running')).toEqual(expected)
  })

  test.each([
    ['Succeeded', 'PodCompleted'],
    ['Failed', 'PodFailed'],
  ] as const)('[COND-1] a Pod that is %s is not, and says why', (phase, reason) => {
    const statuses = [ready('a'), ready('b')]
    expect(generateContainersReadyCondition(two, [], statuses, phase)).toEqual({ type, status: 'False', reason })
  })

  test('[COND-1] sidecars count and stand first; init containers do not count', () => {
    const subject = pod({ init: [container('i'), sidecar('s')] })
    const condition = generateContainersReadyCondition(subject, [unready('s')], [unready('app')], 'Running')
    expect(condition.message).toBe('containers with unready status: [s app]')
    expect(generateContainersReadyCondition(subject, [ready('s')], [ready('app')], 'Running').status).toBe('True')
  })
})

describe('Ready', () => {
  const containersReady = { type: 'ContainersReady', status: 'True' } as const
  const gated = pod({ readinessGates: [{ conditionType: 'a/one' }, { conditionType: 'a/two' }] })
  const gate = (type: string, status: PodCondition['status']): PodCondition => ({ type, status })

  test('[COND-1] is what ContainersReady is, with its reason and message', () => {
    const not = { type: 'ContainersReady', status: 'False', reason: 'ContainersNotReady', message: 'm' } as const
    expect(generatePodReadyCondition(pod(), not, [])).toEqual({ ...not, type: 'Ready' })
    expect(generatePodReadyCondition(pod(), containersReady, [])).toEqual({ type: 'Ready', status: 'True' })
  })

  test.each([
    [
      'no gate is set',
      [],
      'corresponding condition of pod readiness gate "a/one" does not exist., corresponding condition of pod readiness gate "a/two" does not exist.',
    ],
    [
      'one gate is closed',
      [gate('a/one', 'False'), gate('a/two', 'True')],
      'the status of pod readiness gate "a/one" is not "True", but False',
    ],
  ])('[COND-1] with readiness gates: %s', (_situation, conditions, message) => {
    expect(generatePodReadyCondition(gated, containersReady, conditions)).toEqual({
      type: 'Ready',
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message,
    })
  })

  test('[COND-1] with readiness gates: all are open', () => {
    const conditions = [gate('a/one', 'True'), gate('a/two', 'True')]
    expect(generatePodReadyCondition(gated, containersReady, conditions).status).toBe('True')
  })
})
