import { type Duration, goDuration, SECOND } from '../../lib/time.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Task } from '../kernel/task.ts'
import { isMirrorPod } from '../kubelet/static-pods.ts'
import { KUBECTL } from './change-object.ts'
import { cordon } from './cordon.ts'
import type { Say } from './step-target.ts'

/** How long kubectl waits after a refusal, and how often it looks whether a Pod is gone. */
// kubectl: pkg/drain/drain.go evictPods, waitForDelete (v1.36)
const RETRY: Duration = 5 * SECOND
const POLL: Duration = SECOND

type Drain = Action & { kind: 'drain' }

// kubectl: pkg/cmd/drain/drain.go RunDrain, pkg/drain/filters.go (v1.36)
export function drain(cluster: Cluster, action: Drain, say: Say): void {
  const { api, world } = cluster
  const node = api.get('Node', '', action.node)
  if (!node) {
    say('stderr', `Error from server (NotFound): nodes "${action.node}" not found`)
    return
  }
  cordon(cluster, 'cordon', action.node, say)
  const pods = api.list('Pod').filter(({ spec }) => spec.nodeName === action.node)
  const judged = pods.map((pod) => ({ pod, verdict: judge(pod, action) }))
  const errors = byReason(judged.map(({ pod, verdict }) => [verdict.error, pod]))
  if (errors.length > 0) {
    const said = errors.map((error) => `cannot delete ${error}`).join(', ')
    say('stderr', unable(action.node, said))
    return
  }
  const warnings = byReason(judged.map(({ pod, verdict }) => [verdict.warning, pod]))
  if (warnings.length > 0) say('stderr', `Warning: ${warnings.join('; ')}`)
  const leaving = judged.filter(({ verdict }) => verdict.evict).map(({ pod }) => pod)
  let left = leaving.length
  const { kernel } = world
  const errands: { cancel(): void }[] = []
  const timer =
    action.timeoutMs === undefined
      ? undefined
      : kernel.after(action.timeoutMs, () => {
          for (const errand of errands) errand.cancel()
          const why = `error when waiting for pod terminating: global timeout reached: ${goDuration(action.timeoutMs ?? 0)}`
          say('stderr', unable(action.node, why))
        })
  const done = () => {
    if (--left > 0) return
    if (timer) kernel.cancel(timer)
    say('stdout', `node/${action.node} drained`)
  }
  if (left === 0) done()
  for (const pod of leaving) errands.push(kernel.spawn(evictUntilGone(cluster, pod, say, done)))
}

// kubectl: pkg/cmd/drain/drain.go RunDrain (v1.36)
function unable(node: string, why: string): string {
  return `error: unable to drain node "${node}" due to error: [${why}], continuing command...\nThere are pending nodes to be drained:\n ${node}\n${why}`
}

interface Verdict {
  readonly evict: boolean
  readonly error?: string
  readonly warning?: string
}

// kubectl: pkg/drain/filters.go daemonSetFilter, mirrorPodFilter, localStorageFilter, unreplicatedFilter (v1.36)
function judge(pod: Pod, { force, ignoreDaemonSets, deleteEmptyDirData }: Drain): Verdict {
  if (isMirrorPod(pod)) return { evict: false }
  const owner = controllerOf(pod)
  const over = isTerminal(pod.status.phase)
  if (owner?.kind === 'DaemonSet') {
    return ignoreDaemonSets
      ? { evict: false, warning: 'ignoring DaemonSet-managed Pods' }
      : { evict: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
  }
  if (over) return { evict: true }
  if (pod.spec.volumes?.some(({ emptyDir }) => emptyDir) && !deleteEmptyDirData) {
    return { evict: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' }
  }
  if (owner) return { evict: true }
  return force
    ? { evict: true, warning: 'deleting Pods that declare no controller' }
    : { evict: false, error: 'Pods that declare no controller (use --force to override)' }
}

function* evictUntilGone({ api }: Cluster, asked: Pod, say: Say, done: () => void): Task<void> {
  const { namespace = 'default', name, uid } = asked.metadata
  const current = (): Pod | undefined => {
    const pod = api.get('Pod', namespace, name)
    return pod?.metadata.uid === uid ? pod : undefined
  }
  for (;;) {
    const pod = current()
    if (!pod) break
    say('stdout', `evicting pod ${namespace}/${name}`)
    const at = { kind: 'Pod', namespace, name, subresource: 'eviction' } as const
    const { status } = api.request({ verb: 'create', ...at, body: {} }, KUBECTL)
    if (!status) break
    const why = `error when evicting pods/"${name}" -n "${namespace}"`
    if (status.reason !== 'TooManyRequests') {
      say('stderr', `${why}: ${status.message}`)
      return
    }
    say('stderr', `${why} (will retry after 5s): ${status.message}`)
    yield RETRY
  }
  while (current()) yield POLL
  say('stdout', `pod/${name} evicted`)
  done()
}

/** Each reason with the Pods that it concerns, as kubectl puts them. */
// kubectl: pkg/drain/filters.go PodDeleteList.errors, Warnings (v1.36)
function byReason(pairs: readonly (readonly [string | undefined, Pod])[]): string[] {
  const names = new Map<string, string[]>()
  for (const [reason, pod] of pairs) if (reason) names.set(reason, [...(names.get(reason) ?? []), nameOf(pod)])
  return [...names].map(([reason, pods]) => `${reason}: ${pods.sort().join(', ')}`)
}

function nameOf({ metadata }: Pod): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`
}
