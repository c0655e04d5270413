import type { Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import type { ContainerKind, ObjectWritten, PodRef } from '../../trace/entry.ts'
import { podUidOf } from '../../trace/pod-uid.ts'
import type { Trace } from '../../trace/trace.ts'

export interface PodVersion {
  readonly at: Time
  readonly written: ObjectWritten
  readonly pod: Pod
}

/** One Pod's life as the API server saw it: of two Pods that share a name one after the other, each has its own. */
export interface PodHistory {
  readonly ref: PodRef
  readonly versions: readonly PodVersion[]
  readonly createdAt: Time
  /** When the object went; undefined while it is there. */
  readonly deletedAt: Time | undefined
  /** Up to where there is something to be shown of it. */
  readonly until: Time
  /** What happens on the node under this uid, from ≤ at < until, happens to this Pod. */
  readonly onNode: { readonly uid: string; readonly from: Time; readonly until: Time }
}

export function podHistories(trace: Trace): readonly PodHistory[] {
  const histories: PodHistory[] = []
  for (const [key, written] of trace.objects) {
    if (!key.startsWith('Pod/')) continue
    for (const versions of byUid(written)) {
      const first = versions[0] as PodVersion
      const last = versions.at(-1) as PodVersion
      const deletedAt = last.written.change === 'DELETED' ? last.at : undefined
      histories.push({
        ref: { namespace: first.written.namespace, name: first.written.name, uid: uidOf(first.written) },
        versions,
        createdAt: first.at,
        deletedAt,
        until: deletedAt ?? trace.endMs,
        onNode: { uid: podUidOf(last.pod), from: 0, until: Number.POSITIVE_INFINITY },
      })
    }
  }
  histories.sort((a, b) => a.createdAt - b.createdAt || a.versions[0]!.written.seq - b.versions[0]!.written.seq)
  return histories.map((history) => ({ ...history, onNode: shareOf(history, histories) }))
}

/** A mirror that was deleted comes back as another object for the same processes: each has its share of their time. */
function shareOf({ ref, onNode, createdAt }: PodHistory, all: readonly PodHistory[]): PodHistory['onNode'] {
  const same = all.filter((each) => each.onNode.uid === onNode.uid)
  const index = same.findIndex((each) => each.ref === ref)
  return { ...onNode, from: index > 0 ? createdAt : 0, until: same[index + 1]?.createdAt ?? Number.POSITIVE_INFINITY }
}

function uidOf(written: ObjectWritten): string {
  return written.object.metadata.uid ?? ''
}

function byUid(written: readonly ObjectWritten[]): readonly (readonly PodVersion[])[] {
  const lives = new Map<string, PodVersion[]>()
  for (const each of written) {
    const life = lives.get(uidOf(each)) ?? []
    lives.set(uidOf(each), life)
    // What is stored under a Pod's key is a Pod.
    life.push({ at: each.at, written: each, pod: each.object as Pod })
  }
  return [...lives.values()]
}

export interface ContainerOfPod {
  readonly container: Container
  readonly kind: ContainerKind
}

/** The containers in the order in which they may start; those of every version, for a Pod's containers can grow. */
export function containersOf(history: PodHistory): readonly ContainerOfPod[] {
  const spec = (history.versions.at(-1) as PodVersion).pod.spec
  return [
    ...(spec.initContainers ?? []).map((container) => ({
      container,
      kind: isRestartableInitContainer(container) ? ('sidecar' as const) : ('init' as const),
    })),
    ...spec.containers.map((container) => ({ container, kind: 'app' as const })),
    ...(spec.ephemeralContainers ?? []).map((container) => ({ container, kind: 'ephemeral' as const })),
  ]
}

export function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = pod.status ?? {}
  for (const list of [containerStatuses, initContainerStatuses, ephemeralContainerStatuses]) {
    const found = list?.find((each) => each.name === container)
    if (found) return found
  }
  return undefined
}
