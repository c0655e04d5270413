import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { NodeScore, RejectedNodes, SchedulingDecision } from '../../trace/decision/schedule.ts'
import type { PodRef, Seq, TraceEntry } from '../../trace/entry.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import { countUpTo } from '../../trace/search.ts'
import { objectAt } from '../../trace/state-at.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { versionAt } from './pod-view.ts'

/** Nodes that said no for the same reasons. */
export interface RejectedRow {
  readonly plugin: string
  readonly reasons: readonly string[]
  /** The first of their names; empty where one plugin spoke for all nodes at once. */
  readonly nodes: readonly string[]
  /** How many more there are. */
  readonly more: number
}

/** What came of asking who could make room. */
export type PreemptionView =
  | {
      readonly kind: 'promised'
      readonly node: string
      readonly victims: readonly PodRef[]
      readonly violations: number
    }
  | {
      readonly kind: 'none'
      readonly reasons: readonly { readonly text: string; readonly count: number | undefined }[]
    }

export interface ScoreRow {
  readonly node: string
  readonly total: number
  /** What those plugins gave that did not give the same to all, the weightiest first. */
  readonly by: readonly (readonly [plugin: string, score: number])[]
}

/** How a Pod stands with the scheduler at an instant. */
export type SchedulingView =
  | { readonly kind: 'gated'; readonly gates: readonly string[] }
  | { readonly kind: 'otherScheduler'; readonly scheduler: string }
  | { readonly kind: 'notTried' }
  | {
      readonly kind: 'pending'
      readonly at: Time
      readonly seq: Seq
      readonly attempts: number
      readonly nodeCount: number
      readonly rows: readonly RejectedRow[]
      readonly preemption: PreemptionView | undefined
      /** The next attempt that the trace knows of; 'never': there is none up to its end. */
      readonly next: { readonly at: Time; readonly fits: boolean } | 'never' | undefined
    }
  /** A node is found; before the Pod goes there, these claims have to be bound. */
  | { readonly kind: 'binding'; readonly node: string; readonly claims: readonly string[] }
  | {
      readonly kind: 'scheduled'
      readonly node: string
      readonly at: Time
      readonly seq: Seq
      readonly attempts: number
      readonly asked: number
      readonly feasible: number
      readonly scores: readonly ScoreRow[]
      readonly rows: readonly RejectedRow[]
    }

/** So many names stand in one cell. */
const NAMED = 6
const DEFAULT_SCHEDULER = 'default-scheduler'

interface Attempt {
  readonly at: Time
  readonly seq: Seq
  readonly decision: SchedulingDecision
}

/** Undefined for a Pod that no scheduler was asked about: its node is in its manifest. And for one that is not there. */
export function schedulingViewAt(trace: Trace, uid: string, at: Time): SchedulingView | undefined {
  const history = historiesOf(trace).find((each) => each.ref.uid === uid)
  const version = history && versionAt(history, at)
  if (version === undefined) return undefined
  const { pod } = version
  const attempts = attemptsFor(trace, uid)
  const made = countUpTo(attempts, at)
  if (pod.spec.nodeName !== undefined) {
    const upTo = attempts.slice(0, made)
    const last = upTo.findLast(({ decision }) => decision.kind === 'bind')
    return last && scheduled(last, upTo.indexOf(last) + 1)
  }
  if (pod.status.phase !== 'Pending') return undefined
  const gates = (pod.spec.schedulingGates ?? []).map(({ name }) => name)
  if (gates.length > 0) return { kind: 'gated', gates }
  const { schedulerName = DEFAULT_SCHEDULER } = pod.spec
  if (schedulerName !== DEFAULT_SCHEDULER) return { kind: 'otherScheduler', scheduler: schedulerName }
  const last = attempts[made - 1]
  if (last === undefined) return { kind: 'notTried' }
  if (last.decision.kind === 'bind') {
    return { kind: 'binding', node: last.decision.node, claims: unboundClaims(trace, pod, at) }
  }
  return pending(trace, last.decision, last, made, attempts[made])
}

const known = new WeakMap<readonly TraceEntry[], ReadonlyMap<string, readonly Attempt[]>>()

function attemptsFor(trace: Trace, uid: string): readonly Attempt[] {
  let byPod = known.get(trace.entries)
  if (byPod === undefined) {
    const found = new Map<string, Attempt[]>()
    for (const entry of trace.entries) {
      if (entry.kind !== 'decision') continue
      const decision = schedulingDecisionOf(entry)
      if (decision === undefined) continue
      const list = found.get(entry.pod.uid) ?? []
      found.set(entry.pod.uid, list)
      list.push({ at: entry.at, seq: entry.seq, decision })
    }
    byPod = found
    known.set(trace.entries, byPod)
  }
  return byPod.get(uid) ?? []
}

function scheduled({ at, seq, decision }: Attempt, attempts: number): SchedulingView | undefined {
  if (decision.kind !== 'bind') return undefined
  const { node, feasible, scores, rejected } = decision
  const asked = feasible + rejected.reduce((sum, { count }) => sum + count, 0)
  const rows = rejected.map(rowOf)
  return { kind: 'scheduled', node, at, seq, attempts, asked, feasible, scores: scoreRows(scores), rows }
}

function pending(
  trace: Trace,
  { nodeCount, everywhere, rejected, preemption }: SchedulingDecision & { kind: 'unschedulable' },
  { at, seq }: Attempt,
  attempts: number,
  next: Attempt | undefined,
): SchedulingView {
  const rows = everywhere ? [{ ...everywhere, nodes: [], more: nodeCount }] : rejected.map(rowOf)
  return {
    ...{ kind: 'pending', at, seq, attempts, nodeCount, rows, preemption: preemptionView(preemption) },
    next: next
      ? { at: next.at, fits: next.decision.kind === 'bind' }
      : trace.ending === 'running'
        ? undefined
        : 'never',
  }
}

function rowOf({ plugin, reasons, nodes, count }: RejectedNodes): RejectedRow {
  const named = nodes.slice(0, NAMED)
  return { plugin, reasons, nodes: named, more: count - named.length }
}

function preemptionView(
  outcome: (SchedulingDecision & { kind: 'unschedulable' })['preemption'],
): PreemptionView | undefined {
  if (outcome === undefined) return undefined
  if (outcome.kind === 'nominated') {
    const { node, victims, violations } = outcome
    return { kind: 'promised', node, victims, violations }
  }
  if (outcome.reason !== undefined) return { kind: 'none', reasons: [{ text: outcome.reason, count: undefined }] }
  const counts = new Map<string, number>()
  for (const { reasons, count } of outcome.rejected) {
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + count)
  }
  return { kind: 'none', reasons: [...counts].map(([text, count]) => ({ text, count })) }
}

/** What is the same for all nodes decided nothing. */
function scoreRows(scores: readonly NodeScore[]): readonly ScoreRow[] {
  const [best] = scores
  if (best === undefined) return []
  const spread = (plugin: string): number => {
    const given = scores.map(({ by }) => ownValue(by, plugin) ?? 0)
    return Math.max(...given) - Math.min(...given)
  }
  const deciding = Object.keys(best.by)
    .filter((plugin) => spread(plugin) > 0)
    .sort((a, b) => spread(b) - spread(a))
  return scores.map(({ node, total, by }) => ({
    node,
    total,
    by: deciding.map((plugin) => [plugin, ownValue(by, plugin) ?? 0] as const),
  }))
}

function unboundClaims(trace: Trace, { metadata, spec }: Pod, at: Time): readonly string[] {
  const names = (spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? [])
  return names.filter((name) => {
    const claim = objectAt(trace, objectKey('PersistentVolumeClaim', metadata.namespace ?? DEFAULT_NAMESPACE, name), at)
    return (claim?.object as (KubeObject & { status?: { phase?: string } }) | undefined)?.status?.phase !== 'Bound'
  })
}
