import type { Time } from '../../lib/time.ts'
import { parseRfc3339 } from '../../lib/time.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'

/** What somebody who drains a node has said of its Pods. */
export interface DrainOptions {
  readonly force: boolean
  readonly ignoreDaemonSets: boolean
  readonly deleteEmptyDirData: boolean
  /** Pods that have been going for longer than so many seconds are not waited for; 0: all are. */
  readonly skipWaitForDelete: number
  readonly now: Time
  /** Why the DaemonSet that a Pod belongs to cannot be read: the server's words, and whether it is just not there. */
  readonly missingDaemonSet?: (pod: Pod) => { readonly message: string; readonly gone: boolean } | undefined
}

export interface Verdict {
  readonly evict: boolean
  readonly error?: string
  readonly warning?: string
}

const MIRROR = 'kubernetes.io/config.mirror'
const GOES: Verdict = { evict: true }
const STAYS: Verdict = { evict: false }

/** One filter after the other: the first that keeps the Pod ends it, and only the last one's warning is left. */
// kubectl: pkg/drain/filters.go makeFilters; drain.go filterPods (v1.36)
export function judge(pod: Pod, options: DrainOptions): Verdict {
  let verdict = GOES
  for (const filter of [skipDeleted, daemonSet, mirrorPod, localStorage, unreplicated]) {
    verdict = filter(pod, options)
    if (!verdict.evict) return verdict
  }
  return verdict
}

export function skipDeleted({ metadata }: Pod, { skipWaitForDelete, now }: DrainOptions): Verdict {
  const since = metadata.deletionTimestamp === undefined ? undefined : parseRfc3339(metadata.deletionTimestamp)
  if (skipWaitForDelete <= 0 || since === undefined) return GOES
  return Math.trunc((now - since) / 1000) > skipWaitForDelete ? STAYS : GOES
}

function daemonSet(pod: Pod, { force, ignoreDaemonSets, missingDaemonSet }: DrainOptions): Verdict {
  const owner = controllerOf(pod)
  if (owner?.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isTerminal(pod.status.phase)) return GOES
  const missing = missingDaemonSet?.(pod)
  if (missing) {
    const { message, gone } = missing
    return gone && force ? { evict: true, warning: message } : { evict: false, error: message }
  }
  return ignoreDaemonSets
    ? { evict: false, warning: 'ignoring DaemonSet-managed Pods' }
    : { evict: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
}

function mirrorPod({ metadata }: Pod): Verdict {
  return metadata.annotations?.[MIRROR] === undefined ? GOES : STAYS
}

function localStorage({ spec, status }: Pod, { deleteEmptyDirData }: DrainOptions): Verdict {
  if (!spec.volumes?.some(({ emptyDir }) => emptyDir) || isTerminal(status.phase)) return GOES
  return deleteEmptyDirData
    ? { evict: true, warning: 'deleting Pods with local storage' }
    : { evict: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' }
}

function unreplicated(pod: Pod, { force }: DrainOptions): Verdict {
  if (isTerminal(pod.status.phase) || controllerOf(pod)) return GOES
  return force
    ? { evict: true, warning: 'deleting Pods that declare no controller' }
    : { evict: false, error: 'Pods that declare no controller (use --force to override)' }
}

/** Each reason with the Pods that it concerns, in the order in which they were come upon (upstream's has none). */
// kubectl: pkg/drain/filters.go PodDeleteList.errors, Warnings (v1.36)
export function byReason(pairs: readonly (readonly [string | undefined, Pod])[]): string[] {
  const names = new Map<string, string[]>()
  for (const [reason, { metadata }] of pairs) {
    if (reason === undefined) continue
    const name = `${metadata.namespace ?? DEFAULT_NAMESPACE}/${metadata.name}`
    names.set(reason, [...(names.get(reason) ?? []), name])
  }
  return [...names].map(([reason, pods]) => `${reason}: ${pods.join(', ')}`)
}
