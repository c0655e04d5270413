import { expect, test } from 'vitest'
import fc from '../../../lib/testing/property.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { PROBE_KINDS, type Probe, type ProbeKind } from '../../../manifest/pod/probe.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import { PlainProber } from '../../testing/plain-prober.ts'
import { container, pod } from '../../testing/pod.ts'
import { type Life, ProbedPod, portOf, probeAt, spreadTickers } from '../../testing/probed-pod.ts'
import { emptyWorld, runUntil } from '../../testing/world.ts'
import { ProbeManager } from './manager.ts'

const UNTIL = 90_000

/** What is asked and found, tick by tick of every probe. */
function plain(subject: Pod, lives: readonly Life[]): readonly string[] {
  const world = emptyWorld()
  spreadTickers(world, subject)
  const around = new ProbedPod(world, subject, lives)
  around.begin(new PlainProber(world, around))
  runUntil(world, UNTIL)
  return around.log
}

/** The same, by workers that sleep as long as nothing can change. */
function engine(subject: Pod, lives: readonly Life[]): readonly string[] {
  const world = emptyWorld()
  spreadTickers(world, subject)
  const around = new ProbedPod(world, subject, lives)
  const names = [...subject.spec.containers, ...(subject.spec.initContainers ?? [])].map(({ name }) => name)
  const network = {
    *connect(_from: undefined, _host: string, port: number) {
      const probe = probeAt(port)
      return (yield* around.ask(names[probe.container] as string, probe.kind)) ? 'connected' : 'refused'
    },
  }
  const instance = { sandbox: { ip: '10.0.0.1' }, config: { attempt: 0 } } as unknown as RuntimeContainer
  const manager = new ProbeManager(world, {
    runtime: {} as NodeRuntime,
    network: network as unknown as Network,
    status: around.status,
    events: { event: () => undefined } as unknown as EventRecorder,
    kubeletStartedAt: 0,
    findInstance: () => instance,
    podRef: () => ({ namespace: 'default', name: 'web', uid: 'uid-1' }),
    onResult: (_pod, kind, id, result) => around.onResult(kind, id, result),
  })
  around.begin(manager)
  runUntil(world, UNTIL)
  return around.log
}

const probe = (kind: ProbeKind) =>
  fc.record({
    initialDelaySeconds: fc.constantFrom(0, 0, 1, 4, 11),
    periodSeconds: fc.constantFrom(1, 2, 3, 5),
    timeoutSeconds: fc.constant(9),
    failureThreshold: fc.constantFrom(1, 2, 3),
    successThreshold: kind === 'readiness' ? fc.constantFrom(1, 2) : fc.constant(1),
  })

type Probes = Partial<Record<ProbeKind, Probe>>
const probes: fc.Arbitrary<Probes> = fc.record(
  { startup: probe('startup'), liveness: probe('liveness'), readiness: probe('readiness') },
  { requiredKeys: [] },
)

const letters = fc
  .array(fc.constantFrom('+', '+', '+', '-', '-', 's'), { minLength: 1, maxLength: 6 })
  .map((each) => each.join(''))
const life: fc.Arbitrary<Life> = fc.record({
  pause: fc.constantFrom(0, 0, 600, 2000, 12_000),
  lasts: fc.array(fc.constantFrom(0, 1, 2, 7, 15), { maxLength: 4 }),
  exitCode: fc.constantFrom(0, 1),
  answers: fc.record({ startup: letters, liveness: letters, readiness: letters }),
})

function withProbes(name: string, index: number, given: Probes, more: Partial<Container> = {}): Container {
  const fields = PROBE_KINDS.flatMap((kind) => {
    const each = given[kind]
    return each ? [[`${kind}Probe`, { ...each, tcpSocket: { port: portOf(index, kind) } }] as const] : []
  })
  return container(name, { ...Object.fromEntries(fields), ...more })
}

function podOf(policy: 'Always' | 'OnFailure' | 'Never', apps: readonly Probes[], sidecars: readonly Probes[]): Pod {
  return pod({
    restartPolicy: policy,
    containers: apps.map((each, index) => withProbes(`app${index}`, index, each)),
    init: sidecars.map((each, index) =>
      withProbes(`side${index}`, apps.length + index, each, { restartPolicy: 'Always' }),
    ),
  })
}

test('[PROBE-1] sleeping probe workers do what a ticker would, over random Pods and lives', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Always', 'Always', 'OnFailure', 'Never'),
      fc.array(probes, { minLength: 1, maxLength: 2 }),
      fc.array(probes, { maxLength: 1 }),
      fc.array(life, { minLength: 1, maxLength: 3 }),
      (policy, apps, sidecars, lives) => {
        const subject = podOf(policy, apps, sidecars)
        expect(engine(subject, lives)).toEqual(plain(subject, lives))
      },
    ),
    { seed: 36, numRuns: 60 },
  )
})

test('[PROBE-6] after a liveness restart the startup probe asks again, and the container gets ready again', () => {
  const every = (periodSeconds: number, failureThreshold: number) => ({ periodSeconds, failureThreshold })
  const three = { startup: every(3, 20), liveness: every(5, 2), readiness: every(10, 3) }
  const answers = { startup: '---+', liveness: '++++++++--', readiness: '+' }
  const log = engine(podOf('Always', [three], []), [{ pause: 0, lasts: [], exitCode: 0, answers }])
  for (const run of ['app0-1', 'app0-2']) expect(log.join('\n')).toContain(`readiness of ${run} is Success`)
  expect(log.filter((line) => line.includes('startup of app0-2:')).length).toBeGreaterThan(3)
})
