import { expect, test } from 'vitest'
import { containerStatus, RUNNING, terminated } from '../../testing/container-status.ts'
import { container, pod, sidecar } from '../../testing/pod.ts'
import { emptyWorld } from '../../testing/world.ts'
import { ProbeManager } from './manager.ts'
import type { ProberSurroundings } from './probe-worker.ts'
import { probesOf } from './probes-of-pod.ts'

test('[READY-1] an init container is ready when it has succeeded, a sidecar as its probes say', () => {
  const subject = pod({ init: [container('i'), container('j'), sidecar('s'), sidecar('t')] })
  const prober = new ProbeManager(emptyWorld(), {} as ProberSurroundings)
  const { initContainerStatuses = [] } = prober.updatePodStatus(subject, {
    phase: 'Pending',
    initContainerStatuses: [
      containerStatus('i', terminated(0)),
      containerStatus('j', terminated(1)),
      containerStatus('s', RUNNING),
      containerStatus('t', terminated(0)),
    ],
  })
  expect(initContainerStatuses.map((each) => each.ready)).toEqual([true, false, true, false])
})

test('[PROBE-1] app containers and sidecars have their probes; init containers that end have none', () => {
  const probe = { exec: { command: ['true'] } }
  const init = [container('i', { startupProbe: probe }), sidecar('s', { startupProbe: probe })]
  const subject = pod({ init, containers: [container('a', { readinessProbe: probe, livenessProbe: probe })] })
  const kinds = probesOf(subject).map(({ container: { name }, kind }) => `${name} ${kind}`)
  expect(kinds.toSorted()).toEqual(['a liveness', 'a readiness', 's startup'])
})
