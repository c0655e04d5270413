import { type PodRow, podRow } from '../../kubectl/printers/pod-row.ts'
import { naturalOrder } from '../../lib/natural-order.ts'
import type { Time } from '../../lib/time.ts'
import type { ConditionStatus, PodPhase } from '../../manifest/pod/status.ts'
import type { ObjectWritten, PodRef, Seq } from '../../trace/entry.ts'
import { countUpTo } from '../../trace/search.ts'
import { openSpansAt } from '../../trace/state-at.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { containersOf, type PodHistory, type PodVersion } from '../history/pod-history.ts'
import { type Tone, toneOfStatus } from '../history/tone.ts'
import { type ContainerView, containerView } from './container-view.ts'
import { writtenBy } from './written-by.ts'

export interface ConditionView {
  readonly type: string
  readonly status: ConditionStatus
  /** Since when it has had this status. */
  readonly since: Time
  /** What wrote it. */
  readonly seq: Seq
  readonly reason: string | undefined
  readonly message: string | undefined
}

/** One Pod at the playhead: what the API server has of it, and what the kubelet counts besides. */
export interface PodView {
  readonly ref: PodRef
  readonly row: PodRow
  readonly tone: Tone
  readonly phase: PodPhase
  readonly reason: string | undefined
  readonly message: string | undefined
  readonly node: string | undefined
  readonly ip: string | undefined
  /** What wrote each of them. */
  readonly wrote: {
    readonly phase: Seq
    readonly node: Seq
    readonly ip: Seq
    readonly ready: Seq
    readonly status: Seq
    readonly restarts: Seq
  }
  readonly conditions: readonly ConditionView[]
  readonly containers: readonly ContainerView[]
  /** While it is being stopped: when its time is up. */
  readonly stopping: { readonly graceMs: number; readonly deadline: Time } | undefined
  /** The version that is shown. */
  readonly written: ObjectWritten
}

export interface PodLine {
  readonly ref: PodRef
  readonly row: PodRow
  readonly tone: Tone
  readonly seq: Seq
}

/** `kubectl get pods` at an instant: the Pods that exist, by name, as people count. */
export function podLines(trace: Trace, at: Time): readonly PodLine[] {
  return historiesOf(trace)
    .flatMap((history) => {
      const version = versionAt(history, at)
      if (version === undefined) return []
      const row = podRow(version.pod, at)
      return [{ ref: history.ref, row, tone: toneOfStatus(row.status, row.ready), seq: version.written.seq }]
    })
    .sort((a, b) => naturalOrder(a.ref.namespace, b.ref.namespace) || naturalOrder(a.ref.name, b.ref.name))
}

/** The Pod of that uid at an instant; undefined before it was created and after it has gone. */
export function podViewAt(trace: Trace, uid: string, at: Time): PodView | undefined {
  const history = historiesOf(trace).find((each) => each.ref.uid === uid)
  const version = history && versionAt(history, at)
  if (history === undefined || version === undefined) return undefined
  const { pod, written } = version
  const row = podRow(pod, at)
  const nodeUid = history.onNode.uid
  const open = openSpansAt(trace, at).filter((span) => span.pod.uid === nodeUid)
  return {
    ref: history.ref,
    row,
    tone: toneOfStatus(row.status, row.ready),
    phase: pod.status.phase,
    reason: pod.status.reason,
    message: pod.status.message,
    node: pod.spec.nodeName,
    ip: pod.status.podIP,
    wrote: {
      phase: writtenBy(history, version, 'phase', (each) => each.status.phase).written.seq,
      node: writtenBy(history, version, 'node', (each) => each.spec.nodeName).written.seq,
      ip: writtenBy(history, version, 'ip', (each) => each.status.podIP).written.seq,
      ready: writtenBy(history, version, 'ready', (each) => podRow(each, at).ready).written.seq,
      status: writtenBy(history, version, 'status', (each) => podRow(each, at).status).written.seq,
      restarts: writtenBy(history, version, 'restarts', (each) => podRow(each, at).restarts).written.seq,
    },
    conditions: conditionViews(history, version),
    containers: containersOf(history).map((each) =>
      containerView({ trace, at, history, version, uid: nodeUid, open, ...each }),
    ),
    stopping: stoppingOf(open),
    written,
  }
}

export function versionAt(history: PodHistory, at: Time): PodVersion | undefined {
  const version = history.versions[countUpTo(history.versions, at) - 1]
  return version?.written.change === 'DELETED' ? undefined : version
}

/**
 * `since` is when the status was first seen, to the millisecond: lastTransitionTime has whole seconds, and says
 * nothing about which write brought it.
 */
function conditionViews(history: PodHistory, version: PodVersion): readonly ConditionView[] {
  return (version.pod.status.conditions ?? []).map(({ type, status, reason, message }) => {
    const written = writtenBy(
      history,
      version,
      `condition ${type}`,
      (pod) => pod.status.conditions?.find((each) => each.type === type)?.status,
    )
    return { type, status, since: written.at, seq: written.written.seq, reason, message }
  })
}

function stoppingOf(open: readonly Span[]): PodView['stopping'] {
  for (const span of open) {
    if (span.detail.kind === 'terminating') {
      return { graceMs: span.detail.graceMs, deadline: span.start + span.detail.graceMs }
    }
  }
  return undefined
}
