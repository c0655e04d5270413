import { readFileSync } from 'node:fs'
import { SECOND, type Time } from '../../lib/time.ts'
import { Trigger } from '../kernel/trigger.ts'
import { backOffKey, CRASH_LOOP_INITIAL, CRASH_LOOP_MAX } from '../kubelet/back-off.ts'
import { computePodActions } from '../kubelet/compute-pod-actions.ts'
import { outcomeOf } from '../kubelet/sync-pod.ts'
import { terminationTurn, waitForTurn } from '../kubelet/termination-order.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { containersOf, goPod, goRuntimeStatus, goTime } from '../testing/kubernetes-shapes.ts'
import { emptyWorld } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

/** What a sync does, in its order: ours is decided before, theirs is what was done. */
tables.describe('sync-pod', ({ input, expected }) => {
  const pod = goPod(input.pod)
  const specs = containersOf(pod)
  const runtime = goRuntimeStatus(
    input.podStatus,
    (name) => specs.find((container) => container.name === name)?.image ?? '',
  )
  const actions = computePodActions(pod, runtime, { liveness: () => undefined, startup: () => undefined })
  const running = runtime.containers.filter((instance) => instance.state === 'running').map((each) => each.name)
  const start = (list: readonly { name: string }[] | undefined, indices: readonly number[]) =>
    indices.map((index) => `StartContainer ${list?.[index]?.name}`)
  const ours = [
    ...actions.containersToReset.map((name) => `RemoveContainer ${name}`),
    ...(actions.killPod ? [...running.toSorted().map((name) => `KillContainer ${name}`), 'KillPodSandbox'] : []),
    ...(actions.createSandbox ? ['CreatePodSandbox'] : []),
    ...start(pod.spec.initContainers, actions.initContainersToStart),
    ...start(pod.spec.containers, actions.containersToStart),
  ]
  const done = expected.syncResults as { action: string; target?: string }[]
  return {
    ours,
    theirs: done.map(({ action, target }) => (action.endsWith('PodSandbox') ? action : `${action} ${target}`)),
  }
})

tables.describe('min-backoff-expiration', ({ input, expected }) => {
  const text = typeof input.err === 'string' ? input.err : (input.err?.error ?? '')
  const errors = text === '' ? [] : text.split(', ')
  const earliest = goTime(expected.result) ?? 0
  // Of several back-offs the table has only the earliest end.
  let later: Time = earliest
  const failures = errors.map((error: string) => {
    const failure = { kind: 'failed', reason: '', message: error } as const
    if (!error.includes('backoff')) return failure
    const backOffExpiresAt = later
    later += SECOND
    return { ...failure, backOffExpiresAt }
  })
  const outcome = outcomeOf(failures.toReversed(), false)
  return {
    ours: outcome.kind === 'backOff' ? outcome.expiresAt : undefined,
    theirs: expected.result2 ? earliest : undefined,
  }
})

tables.describe('crashloop-backoff-config', ({ input, expected, featureGates }) => {
  if (featureGates) return skip(`gates differ: ${Object.keys(featureGates).join(', ')}`)
  if (input.crashLoopBackOff.maxContainerRestartPeriod !== '5m0s') return skip('the kubelet cannot be configured')
  return {
    ours: { initialSeconds: CRASH_LOOP_INITIAL / SECOND, maxSeconds: CRASH_LOOP_MAX / SECOND },
    theirs: expected,
  }
})

/** Keys are hashes there and texts here: what counts is which of them are the same. */
const keys = new Map<string, string>()
tables.describe('backoff-key', ({ input, expected }) => {
  const key = backOffKey(goPod(input.pod), input.container)
  const same = keys.get(key) ?? expected.key
  keys.set(key, same)
  return { ours: same, theirs: expected.key }
})

tables.describe('termination-order', ({ input, expected }) => {
  const pod = goPod(input.pod)
  const { kernel } = emptyWorld()
  const names = Object.keys(input.terminationTakesSeconds)
  const gone = new Map(names.map((name) => [name, new Trigger<void>()]))
  const waited: Record<string, { waitedSeconds: number }> = {}
  for (const name of names) {
    kernel.spawn(
      (function* () {
        const waitedSeconds = yield* waitForTurn(
          kernel,
          terminationTurn(pod, name, gone),
          input.gracePeriodSeconds[name],
        )
        waited[name] = { waitedSeconds }
        yield Math.round(input.terminationTakesSeconds[name] * SECOND)
        gone.get(name)?.fire(undefined)
      })(),
    )
  }
  while (kernel.step()) {}
  return { ours: waited, theirs: expected.wait }
})
