import { describe, expect, test } from 'vitest'
import { rfc3339 } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import { containerStatus, RUNNING, terminated, waiting } from '../testing/container-status.ts'
import { container, type PodShape, pod, sidecar } from '../testing/pod.ts'
import { exited, instance, runtimeStatus } from '../testing/runtime-status.ts'
import { convertToAPIContainerStatuses, type WaitingReason } from './container-statuses.ts'
import type { ContainerInstance } from './runtime-status.ts'

interface Row {
  readonly spec?: PodShape
  readonly list?: 'init' | 'app'
  readonly instances?: readonly ContainerInstance[]
  readonly old?: readonly ContainerStatus[]
  readonly failure?: WaitingReason
}

function converted({ spec = {}, list = 'app', instances = [], old = [], failure }: Row): ContainerStatus {
  const subject = pod(spec)
  const containers = (list === 'init' ? subject.spec.initContainers : subject.spec.containers) as Container[]
  const [status] = convertToAPIContainerStatuses({
    pod: subject,
    runtime: runtimeStatus(instances),
    containers,
    previous: old,
    hasInitContainers: (subject.spec.initContainers ?? []).length > 0,
    isInitContainer: list === 'init',
    startFailure: (name) => (name === containers[0]?.name ? failure : undefined),
  })
  return status as ContainerStatus
}

const CRASH_LOOP: WaitingReason = { reason: 'CrashLoopBackOff', message: 'back-off 10s' }

describe('a container that never ran', () => {
  test.each<[string, Row, object]>([
    ['waits as ContainerCreating', {}, { waiting: { reason: 'ContainerCreating' } }],
    [
      'waits as PodInitializing where there are init containers',
      { spec: { init: [container('i')] } },
      { waiting: { reason: 'PodInitializing' } },
    ],
    [
      'an init container waits as PodInitializing too',
      { spec: { init: [container('i')] }, list: 'init' },
      { waiting: { reason: 'PodInitializing' } },
    ],
    [
      'waits for the reason of the last attempt',
      { failure: { reason: 'ErrImagePull', message: 'not found' } },
      { waiting: { reason: 'ErrImagePull', message: 'not found' } },
    ],
    [
      'was created and never started: it waits without a reason',
      { instances: [instance('app', { state: 'created', startedAt: undefined })] },
      { waiting: {} },
    ],
  ])('[START-6] %s', (_situation, row, state) => {
    expect(converted(row)).toMatchObject({ state, lastState: {}, ready: false, restartCount: 0 })
  })

  test('[TERM-1] waits for nothing any more once its Pod is being deleted', () => {
    const row = { spec: { deletedWithin: 30 }, failure: { reason: 'ErrImagePull', message: 'not found' } }
    expect(converted(row).state).toEqual({ waiting: { reason: 'ContainerCreating' } })
  })
})

describe('a container that runs or ran', () => {
  test('shows the newest instance, and the one before as its last state', () => {
    const status = converted({
      instances: [
        instance('app', { id: '2', startedAt: 30_000, restartCount: 1, image: 'j' }),
        exited('app', 3, { id: '1', startedAt: 1000, finishedAt: 20_000, message: 'oops' }),
      ],
    })
    expect(status).toEqual({
      name: 'app',
      state: { running: { startedAt: rfc3339(30_000) } },
      lastState: {
        terminated: {
          exitCode: 3,
          reason: 'Error',
          message: 'oops',
          startedAt: rfc3339(1000),
          finishedAt: rfc3339(20_000),
          containerID: 'containerd://1',
        },
      },
      ready: false,
      restartCount: 1,
      image: 'docker.io/library/j:latest',
      imageID: 'sha256:1',
      containerID: 'containerd://2',
      resources: {},
    })
  })

  test('[BACKOFF-5] shows how it ended until a sync has refused to start it', () => {
    const instances = [exited('app', 1)]
    expect(converted({ instances }).state).toMatchObject({ terminated: { exitCode: 1, reason: 'Error' } })
    expect(converted({ instances, failure: CRASH_LOOP })).toMatchObject({
      state: { waiting: CRASH_LOOP },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      started: false,
    })
  })

  test.each<[string, Row]>([
    ['its policy does not restart it', { spec: { restartPolicy: 'Never' } }],
    ['its Pod is being deleted', { spec: { deletedWithin: 30 } }],
    ['it is an init container that has succeeded', { spec: { init: [container('app')] }, list: 'init' }],
    ['it is a sidecar that ended with 0', { spec: { init: [sidecar('app')] }, list: 'init' }],
  ])('[BACKOFF-5] shows how it ended for good where %s', (_situation, row) => {
    const status = converted({ ...row, instances: [exited('app', 0)], failure: CRASH_LOOP })
    expect(status.state).toMatchObject({ terminated: { exitCode: 0, reason: 'Completed' } })
  })

  test('[BACKOFF-5] a sidecar that failed waits like any other', () => {
    const row: Row = { spec: { init: [sidecar('app')] }, list: 'init', instances: [exited('app', 1)] }
    expect(converted({ ...row, failure: CRASH_LOOP }).state).toEqual({ waiting: CRASH_LOOP })
  })

  test('[START-6] one that could not be started was started at Unix time 0', () => {
    const never = exited('app', 128, { reason: 'StartError', startedAt: undefined, finishedAt: 5000 })
    expect(converted({ instances: [never] }).state.terminated).toMatchObject({
      exitCode: 128,
      reason: 'StartError',
      startedAt: '1970-01-01T00:00:00Z',
      finishedAt: rfc3339(5000),
    })
  })

  test('[PROBE-6] what runs inherits started from what was written last under its name', () => {
    const old = [containerStatus('app', RUNNING, { started: true, containerID: 'containerd://before' })]
    expect(converted({ instances: [instance('app')], old }).started).toBe(true)
    expect(converted({ instances: [exited('app', 1)], old })).not.toHaveProperty('started')
    expect(converted({ instances: [instance('app')] })).not.toHaveProperty('started')
  })
})

describe('a container that is gone from the runtime (STATUS-1)', () => {
  const message = expect.stringContaining('could not be located')

  test('stays as it was shown where it had ended', () => {
    const old = containerStatus('app', terminated(3), { restartCount: 4 })
    expect(converted({ old: [old] })).toEqual(old)
  })

  test('was ended by nobody knows what where it ran', () => {
    const old = [containerStatus('app', RUNNING, { restartCount: 2 })]
    const unknown = { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', message } }
    expect(converted({ old })).toMatchObject({ state: waiting(), lastState: unknown, restartCount: 3 })
    const deleted = converted({ old, spec: { deletedWithin: 30 } })
    expect(deleted).toMatchObject({ lastState: unknown, restartCount: 2 })
  })

  test('keeps the last state it had', () => {
    const old = [containerStatus('app', RUNNING, { lastState: terminated(3), restartCount: 2 })]
    expect(converted({ old })).toMatchObject({ lastState: terminated(3), restartCount: 2 })
  })

  test('keeps its last state and its count while it waits', () => {
    const old = [containerStatus('app', waiting('ErrImagePull'), { lastState: terminated(3), restartCount: 2 })]
    expect(converted({ old })).toMatchObject({ state: waiting(), lastState: terminated(3), restartCount: 2 })
  })

  test('is taken for done where it is an init container and an app container exists', () => {
    const row: Row = { spec: { init: [container('i')] }, list: 'init', instances: [instance('app')] }
    expect(converted(row).state).toMatchObject({ terminated: { exitCode: 0, reason: 'Completed' } })
    expect(converted({ ...row, instances: [] }).state).toEqual(waiting('PodInitializing'))
    expect(converted({ ...row, spec: { init: [sidecar('i')] } }).state).toEqual(waiting('PodInitializing'))
  })

  test('with its successor counts on, and is the last state', () => {
    const old = [containerStatus('app', terminated(3), { containerID: 'containerd://before', restartCount: 5 })]
    expect(converted({ instances: [instance('app', { restartCount: 0 })], old })).toMatchObject({
      state: { running: {} },
      lastState: terminated(3),
      restartCount: 6,
    })
  })
})
