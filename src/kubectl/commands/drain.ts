import { ensure } from '../../lib/assert.ts'
import { type Duration, goDuration, parseGoDuration, SECOND } from '../../lib/time.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { cordonOne, nodesMeant, nodesMistake } from './cordon.ts'
import { type DryRun, dryRunMistake, dryRunOf, drySuffix } from './dry-run.ts'
import { warn } from './warn.ts'

/** How long kubectl waits after a refusal, and how often it looks whether a Pod is gone. */
// kubectl: pkg/drain/drain.go evictPods, waitForDelete (v1.36)
const RETRY: Duration = 5 * SECOND
const POLL: Duration = SECOND

// kubectl: pkg/cmd/drain/drain.go RunDrain (v1.36)
export const drain: Command = {
  name: 'drain',
  usage: 'NODE [options]',
  flags: flagSet(
    '--chunk-size int=500; --delete-emptydir-data bool; --delete-local-data bool; --disable-eviction bool; --force bool',
    '--grace-period int=-1; --ignore-daemonsets bool; --ignore-errors bool; --pod-selector string',
    '--skip-wait-for-delete-timeout int=0; --timeout duration=0s',
    DRY_RUN_FLAG,
    SELECTOR_FLAG,
  ),
  complete: 'nodes',
  check: (given, path) => nodesMistake(given, path, 'drain') ?? dryRunMistake(given),
  *run(call) {
    const dryRun = dryRunOf(call.given)
    const refs = yield* nodesMeant(call)
    for (const ref of refs) {
      const failure = yield* cordonOne(call, ref, 'cordon', dryRun)
      if (failure !== undefined) throw new CommandError(failure)
    }
    const fatal: string[] = []
    for (const ref of refs) fatal.push(...(yield* drainOne(call, ref, dryRun)))
    if (fatal.length === 0) return 0
    // They are several errors, even where there is one: none of them is called one.
    yield* call.terminal.stderr.write(fatal.map((error) => `${error}\n`).join(''))
    return 1
  },
}

/** What keeps it from being drained. */
function* drainOne(call: Call, ref: ObjectRef, dryRun: DryRun): Activity<string[]> {
  const { client, given, terminal } = call
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const listed = yield* client.list(info, undefined, {
    fieldSelector: `spec.nodeName=${ref.name}`,
    labelSelector: given.text('pod-selector'),
  })
  if (listed.status) throw new CommandError(listed.status)
  const judged = (listed.ok as readonly Pod[]).map((pod) => ({ pod, verdict: judge(pod, given) }))
  const errors = byReason(judged.map(({ pod, verdict }) => [verdict.error, pod]))
  if (errors.length > 0) {
    const why = errors.map((error) => `cannot delete ${error}`)
    yield* terminal.stderr.write(`${unable(ref.name, why)}\n`)
    return why
  }
  const warnings = byReason(judged.map(({ pod, verdict }) => [verdict.warning, pod]))
  if (warnings.length > 0) yield* warn(terminal, `Warning: ${warnings.join('; ')}`)
  const leaving = judged.filter(({ verdict }) => verdict.evict).map(({ pod }) => pod)
  if (dryRun === 'client') {
    for (const { metadata } of leaving) {
      yield* terminal.stdout.write(`evicting pod ${metadata.namespace}/${metadata.name}${drySuffix(dryRun)}\n`)
    }
  } else {
    const timeout = parseGoDuration(given.text('timeout')) ?? 0
    const broken: string[] = []
    yield* terminal.together(leaving.map((pod) => evictUntilGone(call, pod, { timeout, dryRun, broken })))
    if (broken.length > 0) {
      const pending = yield* client.list(info, undefined, { fieldSelector: `spec.nodeName=${ref.name}` })
      const left = (pending.status ? [] : (pending.ok as readonly Pod[])).filter((pod) => judge(pod, given).evict)
      yield* warn(terminal, [
        `There are pending pods in node "${ref.name}" when an error occurred: ${aggregate(broken)}`,
        ...left.map(({ metadata }) => `pod/${metadata.name}`),
        unable(ref.name, broken),
      ])
      return broken
    }
  }
  yield* terminal.stdout.write(`node/${ref.name} drained${drySuffix(dryRun)}\n`)
  return []
}

function unable(node: string, why: readonly string[]): string {
  return `error: unable to drain node "${node}" due to error: ${aggregate(why)}, continuing command...\nThere are pending nodes to be drained:\n ${node}`
}

// apimachinery: pkg/util/errors/errors.go aggregate.Error (v1.36)
function aggregate(errors: readonly string[]): string {
  return errors.length === 1 ? (errors[0] as string) : `[${errors.join(', ')}]`
}

interface Verdict {
  readonly evict: boolean
  readonly error?: string
  readonly warning?: string
}

const MIRROR = 'kubernetes.io/config.mirror'

// kubectl: pkg/drain/filters.go daemonSetFilter, mirrorPodFilter, localStorageFilter, unreplicatedFilter (v1.36)
function judge(pod: Pod, given: Given): Verdict {
  if (pod.metadata.annotations?.[MIRROR] !== undefined) return { evict: false }
  const owner = controllerOf(pod)
  const over = isTerminal(pod.status.phase)
  if (owner?.kind === 'DaemonSet') {
    return given.bool('ignore-daemonsets')
      ? { evict: false, warning: 'ignoring DaemonSet-managed Pods' }
      : { evict: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
  }
  if (over) return { evict: true }
  const data = given.bool('delete-emptydir-data') || given.bool('delete-local-data')
  if (pod.spec.volumes?.some(({ emptyDir }) => emptyDir) && !data) {
    return { evict: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' }
  }
  if (owner) return { evict: true }
  return given.bool('force')
    ? { evict: true, warning: 'deleting Pods that declare no controller' }
    : { evict: false, error: 'Pods that declare no controller (use --force to override)' }
}

interface Evicting {
  readonly timeout: Duration
  readonly dryRun: DryRun
  /** Why those are still there that are. */
  readonly broken: string[]
}

// kubectl: pkg/drain/drain.go evictPods (v1.36)
function* evictUntilGone(
  { client, terminal, given }: Call,
  asked: Pod,
  { timeout, dryRun, broken }: Evicting,
): Activity<void> {
  const { namespace = DEFAULT_NAMESPACE, name, uid } = asked.metadata
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const ref = { info, namespace, name }
  const deadline = timeout > 0 ? client.now() + timeout : Number.POSITIVE_INFINITY
  const isDry = dryRun === 'server'
  const isThere = function* (): Activity<boolean> {
    const reply = yield* client.get(ref)
    return !reply.status && reply.ok.metadata.uid === uid
  }
  /** False: the time is up. */
  const pause = function* (length: Duration): Activity<boolean> {
    const left = deadline - client.now()
    yield* terminal.sleep(Math.min(length, left))
    return left > length
  }
  const grace = given.int('grace-period') ?? -1
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    ...(grace < 0 ? {} : { deleteOptions: { gracePeriodSeconds: grace } }),
  }
  while (yield* isThere()) {
    yield* terminal.stdout.write(`evicting pod ${namespace}/${name}${drySuffix(dryRun)}\n`)
    const why = `error when evicting pods/"${name}" -n "${namespace}"`
    if (client.now() >= deadline) {
      broken.push(`${why}: global timeout reached: ${goDuration(timeout)}`)
      return
    }
    if (given.bool('disable-eviction')) {
      yield* client.delete(ref, { dryRun: isDry, ...(grace < 0 ? {} : { gracePeriodSeconds: grace }) })
      break
    }
    const answer = yield* client.create(info, namespace, eviction, { subresource: 'eviction', name, dryRun: isDry })
    if (!answer.status) break
    if (answer.status.reason !== 'TooManyRequests') {
      broken.push(`${why}: ${answer.status.message}`)
      return
    }
    yield* terminal.stderr.write(`${why} (will retry after 5s): ${answer.status.message}\n`)
    yield* terminal.sleep(RETRY)
  }
  if (isDry) return
  while (yield* isThere()) {
    if (yield* pause(POLL)) continue
    broken.push(
      `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: context deadline exceeded`,
    )
    return
  }
  yield* terminal.stdout.write(`pod/${name} evicted\n`)
}

/** Each reason with the Pods that it concerns, as kubectl puts them. */
// kubectl: pkg/drain/filters.go PodDeleteList.errors, Warnings (v1.36)
function byReason(pairs: readonly (readonly [string | undefined, Pod])[]): string[] {
  const names = new Map<string, string[]>()
  for (const [reason, pod] of pairs) if (reason) names.set(reason, [...(names.get(reason) ?? []), nameOf(pod)])
  return [...names].map(([reason, pods]) => `${reason}: ${pods.sort().join(', ')}`)
}

function nameOf({ metadata }: Pod): string {
  return `${metadata.namespace ?? DEFAULT_NAMESPACE}/${metadata.name}`
}
