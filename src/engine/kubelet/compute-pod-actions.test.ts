import { describe, expect, test } from 'vitest'
import { container, pod, sidecar } from '../testing/pod.ts'
import { exited, instance, runtimeStatus, sandbox } from '../testing/runtime-status.ts'
import { computePodActions, podSandboxChanged } from './compute-pod-actions.ts'
import type { PodActions, ProbeResults } from './pod-actions.ts'

const NO_RESULTS: ProbeResults = { liveness: () => undefined, startup: () => undefined }
const failed = (probe: 'liveness' | 'startup', id: string): ProbeResults => ({
  ...NO_RESULTS,
  [probe]: (other: string) => (other === id ? 'Failure' : 'Success'),
})
const TWO = [container('a'), container('b')]
/** What is to be done, in names; what is not mentioned is empty. */
const shown = (actions: PodActions) => ({
  ...(actions.killPod ? { killPod: true } : {}),
  ...(actions.createSandbox ? { newSandbox: actions.attempt } : {}),
  ...(actions.initContainersToStart.length > 0 ? { init: actions.initContainersToStart } : {}),
  ...(actions.containersToStart.length > 0 ? { start: actions.containersToStart } : {}),
  ...(actions.ephemeralContainersToStart.length > 0 ? { ephemeral: actions.ephemeralContainersToStart } : {}),
  ...(actions.containersToKill.length > 0 ? { kill: actions.containersToKill.map((kill) => kill.message) } : {}),
})

describe('podSandboxChanged', () => {
  test.each([
    ['there is none yet', [], { changed: true, attempt: 0 }],
    ['it is ready', [sandbox()], { changed: false, attempt: 0 }],
    ['the newest is not ready', [sandbox({ attempt: 3, ready: false })], { changed: true, attempt: 4 }],
    ['two are ready', [sandbox({ attempt: 1 }), sandbox()], { changed: true, attempt: 2 }],
    [
      'an older one is still there, not ready',
      [sandbox({ attempt: 1 }), sandbox({ ready: false })],
      { changed: false, attempt: 1 },
    ],
    ['it has no address', [sandbox({ ip: '' })], { changed: true, attempt: 1 }],
    [
      'it uses the node’s network and the Pod does not',
      [sandbox({ hostNetwork: true })],
      { changed: true, attempt: 1 },
    ],
  ])('[SANDBOX-1] %s', (_situation, sandboxes, expected) => {
    expect(podSandboxChanged(pod(), runtimeStatus([], sandboxes))).toEqual(expected)
  })

  test('[SANDBOX-1] on the node’s network an empty address is no reason', () => {
    const status = runtimeStatus([], [sandbox({ hostNetwork: true, ip: '' })])
    expect(podSandboxChanged(pod({ hostNetwork: true }), status).changed).toBe(false)
  })
})

describe('computePodActions without a sandbox', () => {
  const gone = [sandbox({ ready: false })]
  test.each([
    [
      'a new Pod starts all its containers',
      pod({ containers: TWO }),
      runtimeStatus([], []),
      { killPod: true, newSandbox: 0, start: [0, 1] },
    ],
    [
      'a new Pod with init containers starts the first of them and nothing else',
      pod({ containers: TWO, init: [container('i'), container('j')] }),
      runtimeStatus([], []),
      { killPod: true, newSandbox: 0, init: [0] },
    ],
    [
      'a lost sandbox under Always brings all back',
      pod({ containers: TWO }),
      runtimeStatus([exited('a', 137), exited('b', 0)], gone),
      { killPod: true, newSandbox: 1, start: [0, 1] },
    ],
    [
      'a lost sandbox under OnFailure leaves out what has succeeded',
      pod({ containers: TWO, restartPolicy: 'OnFailure' }),
      runtimeStatus([exited('a', 137), exited('b', 0)], gone),
      { killPod: true, newSandbox: 1, start: [0] },
    ],
    [
      'all succeeded under OnFailure: no new sandbox',
      pod({ containers: TWO, restartPolicy: 'OnFailure' }),
      runtimeStatus([exited('a', 0), exited('b', 0)], gone),
      { killPod: true },
    ],
    [
      'a lost sandbox under Never ends the Pod',
      pod({ containers: TWO, restartPolicy: 'Never' }),
      runtimeStatus([exited('a', 137)], gone),
      { killPod: true },
    ],
    [
      'a sandbox lost before any container ran is made again under Never too',
      pod({ containers: TWO, restartPolicy: 'Never' }),
      runtimeStatus([], gone),
      { killPod: true, newSandbox: 1, start: [0, 1] },
    ],
    [
      'a container’s own OnFailure counts more than the Pod’s Always',
      pod({ containers: [container('a', { restartPolicy: 'OnFailure' }), container('b')] }),
      runtimeStatus([exited('a', 0)], gone),
      { killPod: true, newSandbox: 1, start: [1] },
    ],
  ])('[SANDBOX-1] %s', (_situation, subject, status, expected) => {
    expect(shown(computePodActions(subject, status, NO_RESULTS))).toEqual(expected)
  })
})

describe('computePodActions with a sandbox', () => {
  test.each([
    ['START-1', 'all run: nothing to do', pod({ containers: TWO }), runtimeStatus([instance('a'), instance('b')]), {}],
    ['START-1', 'one was never started', pod({ containers: TWO }), runtimeStatus([instance('a')]), { start: [1] }],
    [
      'START-1',
      'one was created and never started',
      pod({ containers: TWO }),
      runtimeStatus([instance('a'), instance('b', { state: 'created' })]),
      { start: [1] },
    ],
    [
      'START-1',
      'one is in a state nobody knows',
      pod({ containers: TWO }),
      runtimeStatus([instance('a'), instance('b', { state: 'unknown' })]),
      { start: [1], kill: ['Container is in "unknown" state, try killing it before restart'] },
    ],
    [
      'RESTART-1',
      'Always restarts after exit 0',
      pod({ containers: TWO }),
      runtimeStatus([instance('a'), exited('b', 0)]),
      { start: [1] },
    ],
    [
      'RESTART-1',
      'OnFailure leaves exit 0 alone',
      pod({ containers: TWO, restartPolicy: 'OnFailure' }),
      runtimeStatus([instance('a'), exited('b', 0)]),
      {},
    ],
    [
      'RESTART-1',
      'OnFailure restarts after exit 1',
      pod({ containers: TWO, restartPolicy: 'OnFailure' }),
      runtimeStatus([instance('a'), exited('b', 1)]),
      { start: [1] },
    ],
    [
      'RESTART-1',
      'Never leaves exit 1 alone',
      pod({ containers: TWO, restartPolicy: 'Never' }),
      runtimeStatus([instance('a'), exited('b', 1)]),
      {},
    ],
    [
      'RESTART-1',
      'only the newest instance counts',
      pod({ restartPolicy: 'OnFailure' }),
      runtimeStatus([exited('app', 1, { id: '2' }), exited('app', 0, { id: '1' })]),
      { start: [0] },
    ],
    [
      'RESTART-1',
      'a Pod that is being deleted restarts nothing',
      pod({ containers: TWO, deletedWithin: 30 }),
      runtimeStatus([instance('a'), exited('b', 1)]),
      {},
    ],
    [
      'KILL-9',
      'all have ended and none will run again',
      pod({ containers: TWO, restartPolicy: 'Never' }),
      runtimeStatus([exited('a', 0), exited('b', 1)]),
      { killPod: true },
    ],
  ])('[%s] %s', (_rule, _situation, subject, status, expected) => {
    expect(shown(computePodActions(subject, status, NO_RESULTS))).toEqual(expected)
  })

  test('[START-1] an ephemeral container is started once and never again', () => {
    const subject = pod({ ephemeralContainers: [container('debug'), container('more')] })
    const status = runtimeStatus([instance('app'), exited('debug', 1)])
    expect(shown(computePodActions(subject, status, NO_RESULTS))).toEqual({ ephemeral: [1] })
  })
})

describe('computePodActions at the end', () => {
  const subject = pod({ restartPolicy: 'Never', init: [sidecar('s')] })

  test('[KILL-9] a sidecar that still runs ends with the app containers', () => {
    const status = runtimeStatus([exited('app', 0), instance('s')])
    expect(shown(computePodActions(subject, status, NO_RESULTS))).toEqual({ killPod: true })
  })

  test('[KILL-9] and is not brought back where its liveness probe has failed at the same time', () => {
    const status = runtimeStatus([exited('app', 0), instance('s')])
    expect(shown(computePodActions(subject, status, failed('liveness', 's')))).toMatchObject({ killPod: true })
    expect(computePodActions(subject, status, failed('liveness', 's')).initContainersToStart).toEqual([])
  })
})

describe('computePodActions kills', () => {
  const killed = (subject: ReturnType<typeof pod>, results: ProbeResults, status = runtimeStatus([instance('app')])) =>
    computePodActions(subject, status, results)

  test.each([
    ['KILL-1', 'liveness', 'Always', { kill: ['Container app failed liveness probe, will be restarted'], start: [0] }],
    [
      'KILL-1',
      'liveness',
      'OnFailure',
      { kill: ['Container app failed liveness probe, will be restarted'], start: [0] },
    ],
    ['KILL-2', 'startup', 'Always', { kill: ['Container app failed startup probe, will be restarted'], start: [0] }],
  ] as const)('[%s] a failed %s probe under %s restarts in the same sync', (rule, probe, restartPolicy, expected) => {
    const actions = killed(pod({ restartPolicy }), failed(probe, 'app'))
    expect(shown(actions)).toEqual(expected)
    expect(actions.containersToKill[0]).toMatchObject({ rule, reason: probe })
  })

  test('[KILL-1] the only container of a Never Pod is stopped with its Pod', () => {
    const actions = killed(pod({ restartPolicy: 'Never' }), failed('liveness', 'app'))
    expect(shown(actions)).toEqual({ killPod: true, kill: ['Container app failed liveness probe'] })
  })

  test('[KILL-1] under Never another one that runs keeps the Pod', () => {
    const status = runtimeStatus([instance('a'), instance('b')])
    const actions = killed(pod({ containers: TWO, restartPolicy: 'Never' }), failed('liveness', 'a'), status)
    expect(shown(actions)).toEqual({ kill: ['Container a failed liveness probe'] })
  })

  test('[KILL-1] a container’s own Never counts more than the Pod’s Always', () => {
    const containers = [container('a', { restartPolicy: 'Never' }), container('b')]
    const status = runtimeStatus([instance('a'), instance('b')])
    expect(shown(killed(pod({ containers }), failed('liveness', 'a'), status))).toEqual({
      kill: ['Container a failed liveness probe'],
    })
  })

  test('[KILL-1] what was found of an older instance does not count', () => {
    const status = runtimeStatus([instance('app', { id: 'new' })])
    expect(shown(killed(pod(), failed('liveness', 'app'), status))).toEqual({})
  })

  test.each(['Always', 'Never'] as const)('[KILL-4] a changed image restarts under %s', (restartPolicy) => {
    const actions = killed(pod({ restartPolicy, containers: [container('app', { image: 'j' })] }), NO_RESULTS)
    expect(shown(actions)).toEqual({ kill: ['Container app definition changed, will be restarted'], start: [0] })
  })

  test('[KILL-4] a changed image is asked for before the probes', () => {
    const subject = pod({ containers: [container('app', { image: 'j' })] })
    expect(killed(subject, failed('liveness', 'app')).containersToKill[0]?.reason).toBe('definition')
  })

  test('[KILL-4] only name and image count: changed arguments are no other definition', () => {
    const subject = pod({ containers: [container('app', { args: ['--more'], env: [{ name: 'A', value: 'b' }] })] })
    expect(shown(killed(subject, NO_RESULTS))).toEqual({})
  })
})
