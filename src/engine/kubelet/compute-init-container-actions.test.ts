import { describe, expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import { container, pod, sidecar } from '../testing/pod.ts'
import { exited, instance, runtimeStatus } from '../testing/runtime-status.ts'
import { isInitContainerFailed } from './compute-init-container-actions.ts'
import { computePodActions } from './compute-pod-actions.ts'
import type { ProbeResult, ProbeResults } from './pod-actions.ts'
import type { ContainerInstance } from './runtime-status.ts'

/** What is to be done about init containers, and whether the app container is started. */
function decided(subject: Pod, instances: readonly ContainerInstance[], results: Partial<ProbeResults> = {}) {
  const probes = { liveness: () => undefined, startup: () => undefined, ...results }
  const actions = computePodActions(subject, runtimeStatus(instances), probes)
  return {
    init: actions.initContainersToStart,
    app: actions.containersToStart.length > 0,
    killPod: actions.killPod,
    kill: actions.containersToKill.map((kill) => kill.message),
    rules: actions.because.map((each) => each.rule),
  }
}

const NOTHING = { init: [], app: false, killPod: false, kill: [] }

describe('init containers', () => {
  const init = [container('i'), container('j')]
  const always = pod({ init })
  const never = pod({ init, restartPolicy: 'Never' })
  const onFailure = pod({ init, restartPolicy: 'OnFailure' })

  test.each([
    ['START-3', 'nothing has run yet: the first', always, [], { init: [0] }],
    ['START-3', 'the first runs: wait', always, [instance('i')], {}],
    ['START-3', 'the first has succeeded: the second', always, [exited('i', 0)], { init: [1] }],
    ['START-3', 'the second runs: wait', always, [instance('j'), exited('i', 0)], {}],
    ['START-3', 'both have succeeded: the app containers', always, [exited('j', 0), exited('i', 0)], { app: true }],
    [
      'START-3',
      'the second was created and never started: again',
      always,
      [instance('j', { state: 'created' }), exited('i', 0)],
      { init: [1] },
    ],
    [
      'RESTART-1',
      'the second has failed: again, under Always',
      always,
      [exited('j', 1), exited('i', 0)],
      { init: [1] },
    ],
    [
      'RESTART-1',
      'the second has failed: again, under OnFailure',
      onFailure,
      [exited('j', 1), exited('i', 0)],
      { init: [1] },
    ],
    [
      'RESTART-1',
      'the second has failed: the Pod ends, under Never',
      never,
      [exited('j', 1), exited('i', 0)],
      { killPod: true },
    ],
    [
      'RESTART-1',
      'a newer instance of the first decides',
      always,
      [exited('i', 0, { id: '2' }), exited('i', 1, { id: '1' })],
      { init: [1] },
    ],
    [
      'START-3',
      'an app container runs: what the init containers did is history',
      always,
      [instance('app'), exited('j', 0)],
      {},
    ],
    ['START-3', 'an app container runs and nothing is left of the init containers', always, [instance('app')], {}],
    [
      'START-3',
      'the runtime does not know the state: kill it and run it again',
      always,
      [instance('i', { state: 'unknown' })],
      { init: [0], kill: ['Init container is in "unknown" state, try killing it before restart'] },
    ],
    [
      'START-3',
      'the runtime does not know the state: the Pod ends, under Never',
      never,
      [instance('i', { state: 'unknown' })],
      { killPod: true },
    ],
  ])('[%s] %s', (_rule, _situation, subject, instances, expected) => {
    expect(decided(subject, instances)).toMatchObject({ ...NOTHING, ...expected })
  })

  test('[OOM-1] one that the kernel killed for its memory has failed, whatever its exit code', () => {
    const killed = exited('i', 0, { reason: 'OOMKilled' })
    expect(isInitContainerFailed(killed)).toBe(true)
    expect(decided(onFailure, [killed]).init).toEqual([])
    expect(decided(always, [killed]).init).toEqual([0])
  })
})

describe('sidecars', () => {
  const startup = (result: ProbeResult | undefined) => ({ startup: (id: string) => (id === 's' ? result : undefined) })
  const plain = pod({ init: [sidecar('s'), container('i')] })
  const last = pod({ init: [container('i'), sidecar('s')] })
  const probed = pod({ init: [sidecar('s', { startupProbe: { tcpSocket: { port: 1 } } }), container('i')] })

  test.each([
    ['START-4', 'runs: the next one starts', plain, [instance('s')], {}, { init: [1] }],
    [
      'START-4',
      'runs as the last one: the app containers start',
      last,
      [instance('s'), exited('i', 0)],
      {},
      { app: true },
    ],
    ['START-4', 'has a startup probe without a result: wait', probed, [instance('s')], startup(undefined), {}],
    ['START-4', 'has a startup probe that has not decided: wait', probed, [instance('s')], startup('Unknown'), {}],
    [
      'START-4',
      'has a startup probe that has succeeded: the next one starts',
      probed,
      [instance('s')],
      startup('Success'),
      { init: [1] },
    ],
    [
      'KILL-2',
      'has a startup probe that has failed: kill and restart it',
      probed,
      [instance('s')],
      startup('Failure'),
      { init: [0], kill: ['Init container s failed startup probe'] },
    ],
    ['START-5', 'has ended with 0: restart it', plain, [exited('s', 0)], {}, { init: [0] }],
    [
      'START-5',
      'has ended while the app runs: restart it',
      plain,
      [instance('app'), exited('s', 1)],
      {},
      { init: [0] },
    ],
    ['START-5', 'is missing while the app runs: start it', plain, [instance('app')], {}, { init: [0] }],
    [
      'START-5',
      'is in a state nobody knows: kill and restart it',
      plain,
      [instance('app'), instance('s', { state: 'unknown' })],
      {},
      { init: [0], kill: ['Init container is in "unknown" state, try killing it before restart'] },
    ],
  ])('[%s] one that %s', (_rule, _situation, subject, instances, results, expected) => {
    expect(decided(subject, instances, results)).toMatchObject({ ...NOTHING, ...expected })
  })

  test('[START-5] is restarted under Never too, while an app container runs', () => {
    const subject = pod({ init: [sidecar('s')], restartPolicy: 'Never' })
    expect(decided(subject, [instance('app'), exited('s', 0)])).toMatchObject({ ...NOTHING, init: [0] })
  })

  test('[START-5] two that ended are restarted in the order of the spec', () => {
    const subject = pod({ init: [sidecar('s'), sidecar('t')] })
    expect(decided(subject, [instance('app'), exited('t', 1), exited('s', 1)]).init).toEqual([0, 1])
  })

  test('[KILL-1] whose liveness probe failed is killed and restarted', () => {
    const liveness = (id: string) => (id === 's' ? ('Failure' as const) : undefined)
    const found = decided(pod({ init: [sidecar('s')] }), [instance('app'), instance('s')], { liveness })
    expect(found).toMatchObject({ init: [0], kill: ['Init container s failed liveness probe'], rules: ['KILL-1'] })
  })

  test('[KILL-4] whose image was changed is killed and restarted', () => {
    const subject = pod({ init: [sidecar('s', { image: 'j' })] })
    expect(decided(subject, [instance('app'), instance('s')])).toMatchObject({
      init: [0],
      kill: ['Init container s definition changed'],
      rules: ['KILL-4'],
    })
  })

  test('[START-4] that has started lets the next one start, even as its liveness probe fails', () => {
    const liveness = () => 'Failure' as const
    expect(decided(plain, [instance('s')], { liveness })).toMatchObject({ init: [0, 1] })
  })
})
