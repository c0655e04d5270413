import { ensure } from '../../lib/assert.ts'
import { parseGoDuration } from '../../lib/time.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import { parseLabelSelector } from '../../manifest/object/selector-text.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { cordonOne, nodesMeant, nodesMistake } from './cordon.ts'
import { byReason, type DrainOptions, judge } from './drain-filters.ts'
import { type DryRun, dryRunMistake, dryRunOf, drySuffix } from './dry-run.ts'
import { deletePods, evictPods } from './evict-pods.ts'
import { warn } from './warn.ts'

// kubectl: pkg/cmd/drain/drain.go NewCmdDrain, RunDrain (v1.36)
export const drain: Command = {
  name: 'drain',
  usage: 'NODE [options]',
  flags: flagSet(
    '--chunk-size int=500; --delete-emptydir-data bool; --disable-eviction bool; --force bool; --grace-period int=-1',
    '--ignore-daemonsets bool; --pod-selector string; --skip-wait-for-delete-timeout int=0; --timeout duration=0s',
    DRY_RUN_FLAG,
    SELECTOR_FLAG,
  ),
  complete: 'nodes',
  check: (given, path) => nodesMistake(given, path, 'drain') ?? dryRunMistake(given) ?? podSelectorMistake(given),
  *run(call) {
    const { stderr } = call.terminal
    const dryRun = dryRunOf(call.given)
    const refs = yield* nodesMeant(call)
    for (const ref of refs) yield* cordonOne(call, ref, 'cordon', dryRun)
    const fatal: string[] = []
    const remaining: string[] = []
    for (const ref of refs) {
      const why = yield* drainOne(call, ref, dryRun)
      if (why.length === 0) {
        yield* call.terminal.stdout.write(`node/${ref.name} drained${drySuffix(dryRun)}\n`)
        continue
      }
      yield* stderr.write(`error: unable to drain node "${ref.name}" due to error: ${aggregate(why)}, ${GOING_ON}\n`)
      fatal.push(...(refs.length === 1 ? why : [aggregate(why)]))
      remaining.push(ref.name)
    }
    if (remaining.length === 0) return 0
    yield* warn(call.terminal, ['There are pending nodes to be drained:', ...remaining.map((name) => ` ${name}`)])
    throw new CommandError(fatal, { aggregate: true })
  },
}

const GOING_ON = 'continuing command...'

function podSelectorMistake(given: Given): string | undefined {
  return 'wrong' in parseLabelSelector(given.text('pod-selector'))
    ? '--pod-selector=<pod_selector> must be a valid label selector'
    : undefined
}

/** What keeps it from being drained. */
function* drainOne(call: Call, ref: ObjectRef, dryRun: DryRun): Activity<string[]> {
  const { given, terminal } = call
  const { pods, warnings, errors } = yield* podsToGo(call, ref)
  if (errors.length > 0) return errors
  if (warnings.length > 0) yield* warn(terminal, `Warning: ${warnings.join('; ')}`)
  if (dryRun === 'client') {
    for (const { metadata } of pods) {
      yield* terminal.stdout.write(`evicting pod ${metadata.namespace}/${metadata.name}${drySuffix(dryRun)}\n`)
    }
    return []
  }
  const remove = given.bool('disable-eviction') ? deletePods : evictPods
  const broken = yield* remove(call, pods, {
    serverDryRun: dryRun === 'server',
    grace: given.int('grace-period') ?? -1,
    timeout: parseGoDuration(given.text('timeout')) ?? 0,
    skipping: () => optionsOf(call),
  })
  if (broken.length === 0) return []
  const pending = yield* podsToGo(call, ref)
  if (pending.pods.length > 0 && pending.errors.length === 0) {
    yield* warn(terminal, [
      `There are pending pods in node "${ref.name}" when an error occurred: ${aggregate(broken)}`,
      ...pending.pods.map(({ metadata }) => `pod/${metadata.name}`),
    ])
  }
  return broken
}

interface ToGo {
  readonly pods: readonly Pod[]
  readonly warnings: readonly string[]
  readonly errors: string[]
}

// kubectl: pkg/drain/drain.go GetPodsForDeletion (v1.36)
function* podsToGo(call: Call, { name }: ObjectRef): Activity<ToGo> {
  const { client, given } = call
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const labelSelector = given.text('pod-selector')
  const listed = yield* client.list(info, undefined, { fieldSelector: `spec.nodeName=${name}`, labelSelector })
  if (listed.status) throw new CommandError(listed.status)
  const all = listed.ok as readonly Pod[]
  const missing = yield* missingDaemonSets(call, all)
  const options = { ...optionsOf(call), missingDaemonSet: (pod: Pod) => missing.get(pod) }
  const judged = all.map((pod) => ({ pod, verdict: judge(pod, options) }))
  return {
    pods: judged.filter(({ verdict }) => verdict.evict).map(({ pod }) => pod),
    warnings: byReason(judged.map(({ pod, verdict }) => [verdict.warning, pod])),
    errors: byReason(judged.map(({ pod, verdict }) => [verdict.error, pod])).map((error) => `cannot delete ${error}`),
  }
}

function optionsOf({ given, client }: Call): DrainOptions {
  return {
    force: given.bool('force'),
    ignoreDaemonSets: given.bool('ignore-daemonsets'),
    deleteEmptyDirData: given.bool('delete-emptydir-data'),
    skipWaitForDelete: given.int('skip-wait-for-delete-timeout') ?? 0,
    now: client.now(),
  }
}

/** Pods whose DaemonSet cannot be read, with the reason. */
function* missingDaemonSets({ client }: Call, pods: readonly Pod[]) {
  const missing = new Map<Pod, { message: string; gone: boolean }>()
  const info = ensure(kindInfo('apps/v1', 'DaemonSet'), 'the kind of DaemonSets')
  for (const pod of pods) {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'DaemonSet') continue
    const { namespace = DEFAULT_NAMESPACE } = pod.metadata
    const { status } = yield* client.get({ info, namespace, name: owner.name })
    if (status) missing.set(pod, { message: status.message, gone: status.reason === 'NotFound' })
  }
  return missing
}

// apimachinery: pkg/util/errors/errors.go aggregate.Error (v1.36)
function aggregate(errors: readonly string[]): string {
  const each = [...new Set(errors)]
  return each.length === 1 ? (each[0] as string) : `[${each.join(', ')}]`
}
