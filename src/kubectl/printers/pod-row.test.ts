import { describe, expect, test } from 'vitest'
import { rfc3339 } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import { podRow } from './pod-row.ts'

const container = (name: string, more: Partial<Container> = {}): Container => ({ name, image: 'i', ...more })
const condition = (type: string, status: 'True' | 'False', reason?: string): PodCondition => ({
  type,
  status,
  ...(reason ? { reason } : {}),
})
const running: ContainerState = { running: { startedAt: rfc3339(0) } }
const waiting = (reason: string): ContainerState => ({ waiting: { reason } })
const ended = (exitCode: number, reason: string | undefined, finishedAt = 10_000): ContainerState => ({
  terminated: { exitCode, ...(reason === undefined ? {} : { reason }), finishedAt: rfc3339(finishedAt) },
})
const state = (name: string, now: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name,
  state: now,
  lastState: {},
  ready: false,
  restartCount: 0,
  image: 'i',
  imageID: '',
  ...more,
})
interface Shape {
  containers?: Container[]
  init?: Container[]
  status?: Partial<PodStatus>
  deleted?: boolean
}
const pod = ({ containers = [container('app')], init, status = {}, deleted }: Shape): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web',
    namespace: 'default',
    creationTimestamp: rfc3339(0),
    ...(deleted ? { deletionTimestamp: rfc3339(90_000) } : {}),
  },
  spec: { containers, ...(init ? { initContainers: init } : {}) },
  status: { phase: 'Pending', ...status },
})
const cells = (shape: Shape) => {
  const row = podRow(pod(shape), 65_000)
  return [row.ready, row.status, row.restarts]
}
const initialized = condition('Initialized', 'True')
const notInitialized = condition('Initialized', 'False', 'ContainersNotInitialized')
const sidecar = container('proxy', { restartPolicy: 'Always' })

describe('podRow', () => {
  test.each<[string, Shape, string[]]>([
    ['unscheduled', {}, ['0/1', 'Pending', '0']],
    [
      'gated',
      { status: { conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] } },
      ['0/1', 'SchedulingGated', '0'],
    ],
    [
      'pulling, no init containers',
      { status: { containerStatuses: [state('app', waiting('ContainerCreating'))] } },
      ['0/1', 'ContainerCreating', '0'],
    ],
    [
      'two init containers, the first running',
      {
        init: [container('a'), container('b')],
        status: {
          conditions: [notInitialized],
          initContainerStatuses: [state('a', running), state('b', waiting('PodInitializing'))],
          containerStatuses: [state('app', waiting('PodInitializing'))],
        },
      },
      ['0/1', 'Init:0/2', '0'],
    ],
    [
      'the second of two init containers waits to be started',
      {
        init: [container('a'), container('b')],
        status: {
          conditions: [notInitialized],
          initContainerStatuses: [state('a', ended(0, 'Completed')), state('b', waiting('PodInitializing'))],
        },
      },
      ['0/1', 'Init:1/2', '0'],
    ],
    [
      'an init container in back-off: its restarts count while it is not done',
      {
        init: [container('a')],
        status: {
          conditions: [notInitialized],
          initContainerStatuses: [
            state('a', waiting('CrashLoopBackOff'), { restartCount: 2, lastState: ended(1, 'Error', 60_000) }),
          ],
        },
      },
      ['0/1', 'Init:CrashLoopBackOff', '2 (5s ago)'],
    ],
    [
      'an init container has just failed',
      {
        init: [container('a')],
        status: { conditions: [notInitialized], initContainerStatuses: [state('a', ended(1, 'Error'))] },
      },
      ['0/1', 'Init:Error', '0'],
    ],
    [
      'an init container has failed without a reason',
      { init: [container('a')], status: { initContainerStatuses: [state('a', ended(3, undefined))] } },
      ['0/1', 'Init:ExitCode:3', '0'],
    ],
    [
      'init containers done, the app not started; their restarts no longer count',
      {
        init: [container('a')],
        status: {
          conditions: [initialized],
          initContainerStatuses: [state('a', ended(0, 'Completed'), { restartCount: 2, lastState: ended(1, 'Error') })],
          containerStatuses: [state('app', waiting('PodInitializing'))],
        },
      },
      ['0/1', 'PodInitializing', '0'],
    ],
    [
      'a sidecar whose startup probe has not succeeded',
      {
        init: [sidecar],
        status: { conditions: [notInitialized], initContainerStatuses: [state('proxy', running, { started: false })] },
      },
      ['0/2', 'Init:0/1', '0'],
    ],
    [
      'a sidecar and the app are ready; the sidecar was restarted',
      {
        init: [sidecar],
        status: {
          phase: 'Running',
          conditions: [initialized],
          initContainerStatuses: [
            state('proxy', running, {
              started: true,
              ready: true,
              restartCount: 1,
              lastState: ended(2, 'Error', 5_000),
            }),
          ],
          containerStatuses: [state('app', running, { ready: true })],
        },
      },
      ['2/2', 'Running', '1 (60s ago)'],
    ],
    [
      'running, not ready',
      { status: { phase: 'Running', containerStatuses: [state('app', running)] } },
      ['0/1', 'Running', '0'],
    ],
    [
      'exit 0, Never',
      { status: { phase: 'Succeeded', containerStatuses: [state('app', ended(0, 'Completed'))] } },
      ['0/1', 'Completed', '0'],
    ],
    [
      'exit 1 just now',
      { status: { phase: 'Running', containerStatuses: [state('app', ended(1, 'Error'))] } },
      ['0/1', 'Error', '0'],
    ],
    [
      'OOM killed',
      { status: { phase: 'Running', containerStatuses: [state('app', ended(137, 'OOMKilled'))] } },
      ['0/1', 'OOMKilled', '0'],
    ],
    [
      'in back-off',
      {
        status: {
          phase: 'Running',
          containerStatuses: [
            state('app', waiting('CrashLoopBackOff'), { restartCount: 3, lastState: ended(137, 'Error', 61_000) }),
          ],
        },
      },
      ['0/1', 'CrashLoopBackOff', '3 (4s ago)'],
    ],
    [
      'two containers wait: the first one has the last word',
      {
        containers: [container('a'), container('b')],
        status: {
          phase: 'Pending',
          containerStatuses: [state('a', waiting('ErrImagePull')), state('b', waiting('CrashLoopBackOff'))],
        },
      },
      ['0/2', 'ErrImagePull', '0'],
    ],
    [
      'one completed, one running, the Pod ready',
      {
        containers: [container('a'), container('b')],
        status: {
          phase: 'Running',
          conditions: [condition('Ready', 'True')],
          containerStatuses: [state('a', ended(0, 'Completed')), state('b', running, { ready: true })],
        },
      },
      ['1/2', 'Running', '0'],
    ],
    [
      'one completed, one running, the Pod not ready',
      {
        containers: [container('a'), container('b')],
        status: {
          phase: 'Running',
          conditions: [condition('Ready', 'False')],
          containerStatuses: [state('a', ended(0, 'Completed')), state('b', running, { ready: true })],
        },
      },
      ['1/2', 'NotReady', '0'],
    ],
    [
      'one completed, one failed: the error is told whatever the order',
      {
        containers: [container('a'), container('b')],
        status: {
          phase: 'Failed',
          containerStatuses: [state('a', ended(0, 'Completed')), state('b', ended(1, 'Error'))],
        },
      },
      ['0/2', 'Error', '0'],
    ],
    [
      'being deleted',
      { deleted: true, status: { phase: 'Running', containerStatuses: [state('app', running, { ready: true })] } },
      ['1/1', 'Terminating', '0'],
    ],
    [
      'being deleted while an init container runs',
      {
        deleted: true,
        init: [container('a')],
        status: { conditions: [notInitialized], initContainerStatuses: [state('a', running)] },
      },
      ['0/1', 'Terminating', '0'],
    ],
    [
      'being deleted, but done already',
      { deleted: true, status: { phase: 'Succeeded', containerStatuses: [state('app', ended(0, 'Completed'))] } },
      ['0/1', 'Completed', '0'],
    ],
    ['evicted before anything ran', { status: { phase: 'Failed', reason: 'Evicted' } }, ['0/1', 'Evicted', '0']],
    [
      'evicted, and the container says how it ended',
      { status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [state('app', ended(137, 'Error'))] } },
      ['0/1', 'Error', '0'],
    ],
    [
      'ended by a signal, without a reason',
      { status: { phase: 'Failed', containerStatuses: [state('app', { terminated: { exitCode: 143, signal: 15 } })] } },
      ['0/1', 'Signal:15', '0'],
    ],
  ])('%s', (_situation, shape, expected) => {
    expect(cells(shape)).toEqual(expected)
  })

  test('has name and age', () => {
    expect(podRow(pod({}), 65_432)).toMatchObject({ name: 'web', age: '65s' })
    expect(podRow({ ...pod({}), metadata: { name: 'x' } }, 1).age).toBe('<unknown>')
  })
})
