import { describe, expect, test } from 'vitest'
import type { ContainerState, ContainerStatus, PodPhase } from '../../manifest/pod/status.ts'
import { containerStatus, RUNNING, terminated, waiting } from '../testing/container-status.ts'
import { container, type PodShape, pod, sidecar } from '../testing/pod.ts'
import { getPhase } from './pod-phase.ts'

const CRASH_LOOP: ContainerState = waiting('CrashLoopBackOff')
const crashed = (name: string, exitCode = 1) => containerStatus(name, CRASH_LOOP, { lastState: terminated(exitCode) })

interface Row {
  readonly spec?: PodShape
  readonly init?: readonly ContainerStatus[]
  readonly app?: readonly ContainerStatus[]
  readonly terminal?: boolean
  readonly initialized?: boolean
}

function phaseOf({ spec = {}, init = [], app = [], terminal = false, initialized = true }: Row): PodPhase {
  return getPhase({
    pod: pod(spec),
    initStatuses: init,
    statuses: app,
    podIsTerminal: terminal,
    podHasInitialized: initialized,
  })
}

const running = (name: string) => containerStatus(name, RUNNING)
const creating = (name: string) => containerStatus(name, waiting())
const ended = (name: string, exitCode: number) => containerStatus(name, terminated(exitCode))
const TWO = [container('a'), container('b')]
const NEVER: PodShape = { containers: TWO, restartPolicy: 'Never' }
const ON_FAILURE: PodShape = { containers: TWO, restartPolicy: 'OnFailure' }
const ALWAYS: PodShape = { containers: TWO }

describe('getPhase of app containers', () => {
  test.each<[string, Row, PodPhase]>([
    ['nothing is known', { spec: ALWAYS }, 'Pending'],
    ['both are being created', { spec: ALWAYS, app: [creating('a'), creating('b')] }, 'Pending'],
    ['one runs, one is being created', { spec: ALWAYS, app: [running('a'), creating('b')] }, 'Pending'],
    ['one runs, of the other nothing is known', { spec: ALWAYS, app: [running('a')] }, 'Pending'],
    [
      'one runs, the other cannot be pulled',
      { spec: ALWAYS, app: [running('a'), containerStatus('b', waiting('ImagePullBackOff'))] },
      'Pending',
    ],
    [
      'one runs, the other cannot be pulled again',
      {
        spec: ALWAYS,
        app: [running('a'), containerStatus('b', waiting('ImagePullBackOff'), { lastState: terminated(0) })],
      },
      'Running',
    ],
    ['both run', { spec: ALWAYS, app: [running('a'), running('b')] }, 'Running'],
    ['one is in CrashLoopBackOff', { spec: ALWAYS, app: [running('a'), crashed('b')] }, 'Running'],
    ['both are in CrashLoopBackOff', { spec: ALWAYS, app: [crashed('a'), crashed('b', 0)] }, 'Running'],
    ['both have succeeded, under Always', { spec: ALWAYS, app: [ended('a', 0), ended('b', 0)] }, 'Running'],
    [
      'one has failed, one has succeeded, under OnFailure',
      { spec: ON_FAILURE, app: [ended('a', 1), ended('b', 0)] },
      'Running',
    ],
    ['both have succeeded, under OnFailure', { spec: ON_FAILURE, app: [ended('a', 0), ended('b', 0)] }, 'Succeeded'],
    ['both have succeeded, under Never', { spec: NEVER, app: [ended('a', 0), ended('b', 0)] }, 'Succeeded'],
    ['one has failed, under Never', { spec: NEVER, app: [ended('a', 1), ended('b', 0)] }, 'Failed'],
    ['one has failed and one runs, under Never', { spec: NEVER, app: [ended('a', 1), running('b')] }, 'Running'],
    [
      'one waits after an end that will not be repeated, under Never',
      { spec: NEVER, app: [containerStatus('a', waiting(), { lastState: terminated(0) }), ended('b', 0)] },
      'Failed',
    ],
    [
      'its own Never against the Pod’s Always',
      { spec: { containers: [container('a', { restartPolicy: 'Never' })] }, app: [ended('a', 1)] },
      'Failed',
    ],
    [
      'a rule restarts it after this exit',
      {
        spec: {
          containers: [
            container('a', {
              restartPolicy: 'Never',
              restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
            }),
          ],
        },
        app: [ended('a', 42)],
      },
      'Running',
    ],
    [
      'all containers are being restarted',
      { spec: NEVER, app: [containerStatus('a', terminated(137, 'RestartingAllContainers')), ended('b', 0)] },
      'Running',
    ],
  ])('[PHASE-1] %s', (_situation, row, expected) => {
    expect(phaseOf(row)).toBe(expected)
  })

  test.each<[string, Row, PodPhase]>([
    ['all ended with 0', { spec: ALWAYS, app: [ended('a', 0), ended('b', 0)] }, 'Succeeded'],
    ['one was killed', { spec: ALWAYS, app: [ended('a', 0), ended('b', 137)] }, 'Failed'],
    ['one waits for its restart', { spec: ALWAYS, app: [ended('a', 0), crashed('b', 0)] }, 'Failed'],
    ['one still runs', { spec: ALWAYS, app: [ended('a', 0), running('b')] }, 'Running'],
    ['none ever ran', { spec: ALWAYS, app: [creating('a'), creating('b')] }, 'Pending'],
  ])('[PHASE-1] at the end of termination, whatever the policy: %s', (_situation, row, expected) => {
    expect(phaseOf({ ...row, terminal: true })).toBe(expected)
  })
})

describe('getPhase with init containers', () => {
  const always: PodShape = { init: [container('i'), container('j')] }
  const never: PodShape = { ...always, restartPolicy: 'Never' }
  const before = { app: [containerStatus('app', waiting('PodInitializing'))], initialized: false }

  test.each<[string, Row, PodPhase]>([
    ['the first runs', { spec: always, init: [running('i'), creating('j')] }, 'Pending'],
    ['the first has succeeded', { spec: always, init: [ended('i', 0), creating('j')] }, 'Pending'],
    ['the first has failed and is run again', { spec: always, init: [ended('i', 1), creating('j')] }, 'Pending'],
    ['the first is in CrashLoopBackOff', { spec: always, init: [crashed('i'), creating('j')] }, 'Pending'],
    ['the first has failed, under Never', { spec: never, init: [ended('i', 1), creating('j')] }, 'Failed'],
    ['the first waits after a failure, under Never', { spec: never, init: [crashed('i'), creating('j')] }, 'Failed'],
    [
      'both have succeeded, the app container is being created',
      { spec: always, init: [ended('i', 0), ended('j', 0)] },
      'Pending',
    ],
  ])('[PHASE-1] %s', (_situation, row, expected) => {
    expect(phaseOf({ ...before, ...row })).toBe(expected)
  })

  test('[PHASE-1] both have succeeded and the app container runs', () => {
    expect(phaseOf({ spec: always, init: [ended('i', 0), ended('j', 0)], app: [running('app')] })).toBe('Running')
  })

  test('[PHASE-1] an init container that runs again takes the Pod back to Pending', () => {
    expect(phaseOf({ spec: always, init: [running('i'), ended('j', 0)], app: [ended('app', 137)] })).toBe('Pending')
  })
})

describe('getPhase with sidecars', () => {
  const always: PodShape = { init: [sidecar('s')] }
  const never: PodShape = { ...always, restartPolicy: 'Never' }
  const up = containerStatus('s', RUNNING, { started: true })
  const starting = containerStatus('s', RUNNING, { started: false })

  test.each<[string, Row, PodPhase]>([
    [
      'it is starting, no app container yet',
      { spec: always, init: [starting], app: [creating('app')], initialized: false },
      'Pending',
    ],
    [
      'it is up, the app container is being created',
      { spec: always, init: [up], app: [creating('app')], initialized: false },
      'Pending',
    ],
    ['both run', { spec: always, init: [up], app: [running('app')] }, 'Running'],
    [
      'it starts anew while the app container runs',
      { spec: always, init: [starting], app: [running('app')] },
      'Running',
    ],
    [
      'it has ended while the app container runs',
      { spec: always, init: [ended('s', 1)], app: [running('app')] },
      'Running',
    ],
    [
      'it is in CrashLoopBackOff while the app container runs',
      { spec: always, init: [crashed('s')], app: [running('app')] },
      'Running',
    ],
    [
      'it still runs after the app container has ended, under Never',
      { spec: never, init: [up], app: [ended('app', 0)] },
      'Running',
    ],
    [
      'both have ended, under Never: its exit code does not count',
      { spec: never, init: [ended('s', 137)], app: [ended('app', 0)] },
      'Succeeded',
    ],
    [
      'both have ended, under Never, the app container with an error',
      { spec: never, init: [ended('s', 0)], app: [ended('app', 1)] },
      'Failed',
    ],
    ['of it nothing is known', { spec: always, app: [running('app')] }, 'Pending'],
  ])('[PHASE-1] %s', (_situation, row, expected) => {
    expect(phaseOf(row)).toBe(expected)
  })
})
