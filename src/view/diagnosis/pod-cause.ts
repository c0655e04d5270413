import type { Time } from '../../lib/time.ts'
import type { ContainerKind, Seq, TraceEntry } from '../../trace/entry.ts'
import { countUpTo } from '../../trace/search.ts'
import { objectAt, openSpansAt } from '../../trace/state-at.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { nodeStateOf } from '../history/node-state.ts'
import { containersOf, type PodHistory, type PodVersion, statusOf } from '../history/pod-history.ts'
import type { Found } from './cause.ts'
import { deleterOf } from './run-end.ts'
import { standingOf } from './standing.ts'

/** The version of a Pod at an instant; undefined: there is none. */
export function versionAt({ versions }: PodHistory, at: Time): PodVersion | undefined {
  const version = versions[countUpTo(versions, at) - 1]
  return version?.written.change === 'DELETED' ? undefined : version
}

/** What is said of the Pod as a whole, before any of its containers has a say; undefined: nothing. */
export function podCause(trace: Trace, history: PodHistory, version: PodVersion, at: Time): Found | undefined {
  const { pod, written } = version
  const { metadata, spec, status } = pod
  // Of one that is being stopped and has ended, its containers tell.
  const over = /Succeeded|Failed/.test(status.phase) && (metadata.finalizers ?? []).length === 0
  if (metadata.deletionTimestamp !== undefined && !over) return stopCause(trace, history, version, at)
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled')
  if (spec.nodeName === undefined) {
    const seq = lastDecision(trace, history, at) ?? written.seq
    const { reason, message = '' } = scheduled ?? {}
    if (reason === 'SchedulingGated') return { cause: { kind: 'gated', message }, seq, field: 'spec.schedulingGates' }
    if (scheduled?.status === 'False') return { cause: { kind: 'unschedulable', message }, seq }
    return { cause: { kind: 'submitted' }, seq }
  }
  if (status.reason !== undefined && status.reason !== '')
    return {
      cause: { kind: 'podSays', reason: status.reason, message: status.message ?? '' },
      seq: reasonSeq(history, status.reason) ?? written.seq,
      field: status.reason === 'DeadlineExceeded' ? 'spec.activeDeadlineSeconds' : undefined,
    }
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  return ready?.status === 'True' ? undefined : lostNode(trace, spec.nodeName, at)
}

function reasonSeq({ versions }: PodHistory, reason: string): number | undefined {
  return versions.find(({ pod }) => pod.status.reason === reason)?.written.seq
}

/** The scheduler's last decision about it. */
function lastDecision(trace: Trace, history: PodHistory, at: Time): Seq | undefined {
  for (let i = countUpTo(trace.entries, at) - 1; i >= 0; i -= 1) {
    const entry = trace.entries[i] as TraceEntry
    if (entry.kind === 'decision' && entry.decision === 'schedule' && entry.pod.uid === history.ref.uid)
      return entry.seq
  }
  return undefined
}

/** Its node has not been heard of. */
function lostNode(trace: Trace, name: string, at: Time): Found | undefined {
  const written = objectAt(trace, objectKey('Node', '', name), at)
  if (written === undefined || nodeStateOf(written).ready === 'True') return undefined
  return nodeStateOf(written).ready === undefined
    ? undefined
    : { cause: { kind: 'nodeLost', node: name }, seq: written.seq }
}

/** Who wanted the Pod to go. */
export function deletion(trace: Trace, { versions }: PodHistory): Found {
  const seq = versions.find(({ pod }) => pod.metadata.deletionTimestamp !== undefined)?.written.seq
  return { cause: { kind: 'deleted', by: seq === undefined ? { kind: 'unknown' } : deleterOf(trace, seq) }, seq }
}

/** What a Pod that is to go waits for. */
function stopCause(trace: Trace, history: PodHistory, { pod }: PodVersion, at: Time): Found {
  const asked = history.versions.find((each) => each.pod.metadata.deletionTimestamp !== undefined)
  const seq = asked?.written.seq
  const mine = openSpansAt(trace, at).filter((span) => span.pod.uid === history.onNode.uid)
  const hook = mine.find(({ detail }) => detail.kind === 'hook' && detail.hook === 'preStop')
  if (hook?.container !== undefined && hook.detail.kind === 'hook')
    return {
      cause: { kind: 'hook', container: hook.container, hook: 'preStop', since: hook.start },
      seq: hook.id,
      field: 'spec.terminationGracePeriodSeconds',
    }
  const grace = mine.find(({ detail }) => detail.kind === 'grace')
  if (grace?.container !== undefined && grace.detail.kind === 'grace') {
    const { signal, deadline } = grace.detail
    const ignores = trace.entries.some(
      (entry) => entry.kind === 'signal' && entry.cause === grace.id && entry.pid === 1 && entry.effect === 'ignored',
    )
    return {
      cause: { kind: 'stopping', container: grace.container, signal, deadline, ignores },
      seq: grace.id,
      field: 'spec.terminationGracePeriodSeconds',
    }
  }
  const lost = pod.spec.nodeName === undefined ? undefined : lostNode(trace, pod.spec.nodeName, at)
  if (lost) return lost
  const finalizers = pod.metadata.finalizers ?? []
  const done = /Succeeded|Failed/.test(pod.status.phase)
  if (done && finalizers.length > 0)
    return { cause: { kind: 'finalizers', names: finalizers }, seq, field: 'metadata.finalizers' }
  return deletion(trace, history)
}

/** Of each container that counts for READY and is not: how it stands. Empty: all are ready. */
export function unready(trace: Trace, history: PodHistory, version: PodVersion, at: Time): readonly Found[] {
  const { pod } = version
  const found: Found[] = []
  for (const { container, kind } of containersOf(history)) {
    if (kind === 'ephemeral') continue
    const status = statusOf(pod, container.name)
    if (kind === 'init') {
      if (status?.state.terminated?.exitCode === 0 || initialized(version)) continue
      // Nothing behind it has begun.
      return [...found, standingOf(trace, history, version, container.name, kind, at)]
    }
    if (status?.ready === true) continue
    found.push(standingOf(trace, history, version, container.name, kind, at))
    if (kind === 'sidecar' && status?.started !== true && !initialized(version)) return found
  }
  return found
}

export function initialized({ pod }: PodVersion): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Initialized' && status === 'True') ?? false
}

/** How each container stands, by its name. */
export function standings(
  trace: Trace,
  history: PodHistory,
  version: PodVersion,
  at: Time,
): readonly { readonly name: string; readonly kind: ContainerKind; readonly found: Found }[] {
  return containersOf(history).map(({ container, kind }) => ({
    name: container.name,
    kind,
    found: standingOf(trace, history, version, container.name, kind, at),
  }))
}
