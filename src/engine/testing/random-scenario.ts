import fc from '../../lib/testing/property.ts'

/** Small Pods with short lives: what their containers run, how they are probed, and what people do to them. */

const seconds = (min: number, max: number) => fc.integer({ min, max })
const code = fc.constantFrom(0, 0, 0, 0, 1, 3)

const appRuns = fc
  .record({ for: seconds(0, 40), code, termDelay: seconds(0, 6), termCode: code, ignoreTerm: fc.boolean() })
  .map((run) => [
    ...['podlapse', 'run', '--for', `${run.for}`, '--code', `${run.code}`],
    ...['--term-delay', `${run.termDelay}`, '--term-code', `${run.termCode}`],
    ...(run.ignoreTerm ? ['--ignore-term'] : []),
  ])
const appServes = fc
  .record({ delay: seconds(0, 8), okAfter: seconds(0, 5), failAfter: seconds(5, 60) })
  .map(({ delay, okAfter, failAfter }) => [
    ...['podlapse', 'http', '--port', '8080', '--start-delay', `${delay}`],
    ...['--ok-after', `${okAfter}`, '--fail-after', `${failAfter}`],
  ])
const appLeaks = seconds(2, 30).map((over) => [
  'podlapse',
  'leak',
  '--from',
  '5Mi',
  '--to',
  '60Mi',
  '--over',
  `${over}`,
])
const shellRuns = fc
  .record({ sleep: seconds(0, 20), code, trap: fc.boolean() })
  .map(({ sleep, code, trap }) => [
    'sh',
    '-c',
    `${trap ? "trap 'exit 4' TERM; " : ''}echo up; sleep ${sleep} & wait $!; exit ${code}`,
  ])
const command = fc.oneof(
  { weight: 4, arbitrary: appRuns },
  { weight: 2, arbitrary: appServes },
  { weight: 1, arbitrary: appLeaks },
  { weight: 3, arbitrary: shellRuns },
  { weight: 1, arbitrary: fc.constant(['no-such-program']) },
)

const handler = fc.constantFrom<object>(
  { exec: { command: ['true'] } },
  { exec: { command: ['sh', '-c', 'exit 1'] } },
  { exec: { command: ['sh', '-c', 'test $(date +%S) -lt 30'] } },
  { exec: { command: ['sleep', '3'] } },
  { httpGet: { port: 8080, path: '/' } },
  { tcpSocket: { port: 8080 } },
)
const probe = fc
  .record({
    handler,
    periodSeconds: seconds(1, 10),
    failureThreshold: seconds(1, 3),
    initialDelaySeconds: seconds(0, 5),
  })
  .map(({ handler, ...numbers }) => ({ ...handler, ...numbers }))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const hooks = fc.record({
  postStart: maybe(
    fc.constantFrom({ exec: { command: ['sleep', '2'] } }, { exec: { command: ['sh', '-c', 'exit 1'] } }),
  ),
  preStop: maybe(fc.constantFrom<object>({ sleep: { seconds: 1 } }, { exec: { command: ['sleep', '4'] } })),
})

const image = fc.constantFrom('podlapse/app:1', 'podlapse/app:1', 'podlapse/app:2', 'missing/app:1')

const appContainer = (name: string) =>
  fc
    .record({
      image,
      command,
      livenessProbe: maybe(probe),
      readinessProbe: maybe(probe),
      startupProbe: maybe(probe),
      lifecycle: maybe(hooks),
    })
    .map((container) => ({ name, ...container, resources: { limits: { memory: '40Mi' } } }))
const initContainer = (name: string) =>
  fc.record({ for: seconds(0, 4), code: fc.constantFrom(0, 0, 0, 1) }).map((run) => ({
    name,
    image: 'podlapse/app:1',
    command: ['podlapse', 'run', '--for', `${run.for}`, '--code', `${run.code}`],
  }))
const sidecarContainer = (name: string) =>
  fc.record({ command: fc.oneof(appRuns, appServes), startupProbe: maybe(probe) }).map((container) => ({
    name,
    image: 'podlapse/app:1',
    restartPolicy: 'Always',
    ...container,
  }))

const podSpec = fc
  .record({
    restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never'),
    terminationGracePeriodSeconds: fc.constantFrom(0, 1, 5, 15),
    activeDeadlineSeconds: fc.option(seconds(5, 60), { nil: undefined, freq: 6 }),
    shareProcessNamespace: fc.constantFrom(undefined, undefined, undefined, true),
    containers: fc.oneof(fc.tuple(appContainer('a')), fc.tuple(appContainer('a'), appContainer('b'))),
    initContainers: fc
      .constantFrom('', 'i', 's', 'is', 'si', 'ij')
      .chain((kinds) =>
        fc.tuple(...[...kinds].map((kind) => (kind === 's' ? sidecarContainer('s') : initContainer(kind)))),
      ),
  })
  .map((spec) => (spec.terminationGracePeriodSeconds < 2 ? withoutSleepHooks(spec) : spec))

/** The API server refuses a hook that sleeps longer than the grace. */
function withoutSleepHooks<S extends { containers: { lifecycle?: unknown }[] }>(spec: S): S {
  return { ...spec, containers: spec.containers.map((container) => ({ ...container, lifecycle: undefined })) }
}

export const stepAction: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom<object>(
    { run: 'kubectl delete pod p' },
    { run: 'kubectl delete pod p --grace-period=3' },
    { run: 'kubectl delete pod p --force --grace-period=0' },
    { run: 'kubectl set image pod/p a=podlapse/app:3' },
    { pod: 'p', do: 'killSandbox' },
    { pod: 'p', do: 'killSandbox' },
    { pod: 'p', do: 'killSandbox' },
    { pod: 'p', do: 'evict' },
    { image: 'missing/app:1', do: 'publish' },
  ),
  fc.constantFrom('SIGTERM', 'SIGKILL').map((signal) => ({ pod: 'p', container: 'a', do: 'kill', signal })),
)

export interface RandomStep {
  readonly atMs: number
  readonly action: object
}

const STEPS_END_MS = 60_000
export const UNTIL_MS = 200_000

const step: fc.Arbitrary<RandomStep> = fc.record({
  atMs: fc.integer({ min: 0, max: STEPS_END_MS }),
  action: stepAction,
})

export interface RandomScenario {
  readonly spec: object
  readonly seed: number
  readonly steps: readonly RandomStep[]
}

export const randomScenario: fc.Arbitrary<RandomScenario> = fc.record({
  spec: podSpec,
  seed: fc.integer({ min: 1, max: 1000 }),
  steps: fc.array(step, { maxLength: 3 }),
})

/** As a user would write it: a Pod and a Scenario. JSON is YAML. */
export function textOf({ spec, seed, steps }: RandomScenario): string {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }
  const scenario = {
    apiVersion: 'podlapse.dev/v1',
    kind: 'Scenario',
    spec: {
      seed,
      until: `${UNTIL_MS}ms`,
      images: [{ name: 'missing/app:1', pull: 'notFound', command: ['podlapse', 'run'] }],
      steps: steps.map(({ atMs, action }) => ({ at: `${atMs}ms`, ...action })),
    },
  }
  return `${JSON.stringify(pod, undefined, 1)}\n---\n${JSON.stringify(scenario, undefined, 1)}\n`
}
