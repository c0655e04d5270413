import { LAST_APPLIED } from '../../manifest/object/last-applied.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import type { Given } from '../command-line/flag-set.ts'
import { dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { warnOf } from './warn.ts'

/** The kinds that are pruned where nothing else is said, in this order. */
// kubectl: pkg/util/prune/prune.go defaultNamespacedPruneResources, defaultNonNamespacedPruneResources (v1.36)
const NAMESPACED = [
  ...['v1/ConfigMap', 'v1/Endpoints', 'v1/PersistentVolumeClaim', 'v1/Pod', 'v1/ReplicationController', 'v1/Secret'],
  ...['v1/Service', 'batch/v1/Job', 'batch/v1/CronJob', 'networking.k8s.io/v1/Ingress', 'apps/v1/DaemonSet'],
  ...['apps/v1/Deployment', 'apps/v1/ReplicaSet', 'apps/v1/StatefulSet'],
]
const OF_CLUSTER = ['v1/Namespace', 'v1/PersistentVolume']

export function pruneMistake(given: Given): string | undefined {
  if (!given.bool('prune') || given.bool('all') || given.text('selector') !== '') return undefined
  return 'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector'
}

/** Deletes what an earlier apply has made and this one does not name. `applied`: uids; `namespaces`: theirs. */
// kubectl: pkg/cmd/apply/prune.go (v1.36)
export function* prune(call: Call, applied: ReadonlySet<string>, namespaces: ReadonlySet<string>): Activity<void> {
  const allowed = call.given.list('prune-allowlist').map((each) => each.replace(/^core\//, ''))
  const of = (kinds: readonly string[]) => (allowed.length === 0 ? kinds : allowed)
  for (const namespace of namespaces) {
    for (const kind of of(NAMESPACED)) yield* pruneKind(call, kind, namespace, applied)
  }
  if (call.namespaceGiven && allowed.length === 0) return
  for (const kind of of(OF_CLUSTER)) yield* pruneKind(call, kind, undefined, applied)
}

function* pruneKind(
  call: Call,
  kind: string,
  namespace: string | undefined,
  applied: ReadonlySet<string>,
): Activity<void> {
  const { client, given, terminal } = call
  const slash = kind.lastIndexOf('/')
  const info = kindInfo(kind.slice(0, slash), kind.slice(slash + 1))
  if (!info) throw new CommandError(`invalid GroupVersionKind format: ${kind}, please follow <group/version/kind>`)
  if (info.namespaced !== (namespace !== undefined)) return
  const listed = yield* client.list(info, namespace, { labelSelector: given.text('selector') })
  if (listed.status) throw new CommandError(listed.status)
  yield* warnOf(terminal, listed.warnings)
  const dryRun = dryRunOf(given)
  for (const object of listed.ok) {
    const { annotations, uid, name } = object.metadata
    if (annotations?.[LAST_APPLIED] === undefined || (uid !== undefined && applied.has(uid))) continue
    if (dryRun !== 'client') {
      const ref = { info, namespace: namespace ?? '', name }
      const reply = yield* client.delete(ref, { dryRun: dryRun === 'server', propagationPolicy: 'Background' })
      if (reply.status) throw new CommandError(reply.status)
    }
    yield* printResult(call, object, 'pruned', dryRun)
  }
}
