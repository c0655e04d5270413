import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import { isPodReady } from '../../manifest/pod/pod-status.ts'
import type { ConditionStatus } from '../../manifest/pod/status.ts'
import type { ContainerKind } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { isOfLife, spansOfLife } from '../history/on-node.ts'
import { containersOf, type PodHistory } from '../history/pod-history.ts'
import { endpointsLanes } from '../lanes/endpoints.ts'
import { LANES_EN } from '../lanes/words-en.ts'

/** What became of a Pod, up to an instant. */
export interface PodOutcome {
  readonly scheduled: Time | undefined
  readonly node: string | undefined
  readonly ready: Time | undefined
  /** When a Service first sent traffic to it. */
  readonly traffic: Time | undefined
  readonly gone: Time | undefined
  /** kubectl's STATUS at the end, and since when it says so; no word: the Pod is gone. */
  readonly status: { readonly word: string; readonly since: Time } | undefined
  readonly conditions: ReadonlyMap<string, { readonly status: ConditionStatus; readonly since: Time }>
  readonly containers: readonly ContainerOutcome[]
  /** When each kind of warning first came. */
  readonly warnings: ReadonlyMap<string, Time>
}

export interface ContainerOutcome {
  readonly name: string
  readonly kind: ContainerKind
  readonly started: Time | undefined
  readonly restarts: readonly Time[]
  readonly ooms: readonly Time[]
  /** Ends of runs by exit code; those that the memory limit brought about are told as such. */
  readonly exits: ReadonlyMap<number, readonly Time[]>
}

export function podOutcome(trace: Trace, history: PodHistory, until: Time): PodOutcome {
  const versions = history.versions.filter((version) => version.at <= until)
  const gone = history.deletedAt !== undefined && history.deletedAt <= until ? history.deletedAt : undefined
  const bound = versions.find(({ pod }) => pod.spec.nodeName !== undefined)
  const isReady = (version: (typeof versions)[number]) => isPodReady(version.pod)
  return {
    scheduled: bound?.at,
    node: bound?.pod.spec.nodeName,
    ready: versions.find(isReady)?.at,
    traffic: trafficOf(trace, history, until),
    gone,
    status: gone === undefined ? statusOf(versions) : { word: '', since: gone },
    conditions: gone === undefined ? conditionsOf(versions) : new Map(),
    containers: containersOf(history).map(({ container, kind }) =>
      containerOutcome(trace, history, container.name, kind, until),
    ),
    warnings: warningsOf(trace, history, until),
  }
}

type Versions = PodHistory['versions']

function statusOf(versions: Versions): { readonly word: string; readonly since: Time } | undefined {
  let found: { word: string; since: Time } | undefined
  for (const { pod, at } of versions) {
    const word = podRow(pod, at).status
    if (word !== found?.word) found = { word, since: at }
  }
  return found
}

function conditionsOf(versions: Versions): PodOutcome['conditions'] {
  const found = new Map<string, { status: ConditionStatus; since: Time }>()
  for (const { pod, at } of versions) {
    for (const { type, status } of pod.status?.conditions ?? []) {
      if (found.get(type)?.status !== status) found.set(type, { status, since: at })
    }
  }
  return found
}

function trafficOf(trace: Trace, history: PodHistory, until: Time): Time | undefined {
  const times = endpointsLanes(trace, history, LANES_EN)
    .flatMap((lane) => lane.marks)
    .filter((mark) => mark.kind === 'gate' && mark.way === 'in' && mark.from <= until)
    .map((mark) => mark.from)
  return times.length === 0 ? undefined : Math.min(...times)
}

function warningsOf(trace: Trace, history: PodHistory, until: Time): ReadonlyMap<string, Time> {
  const first = new Map<string, Time>()
  for (const { at, type, reason, regarding } of trace.events) {
    if (at > until) break
    const { kind, uid } = regarding
    const about = kind === 'Pod' && (uid === history.ref.uid || uid === history.onNode.uid)
    if (type === 'Warning' && about && !first.has(reason)) first.set(reason, at)
  }
  return first
}

function containerOutcome(
  trace: Trace,
  history: PodHistory,
  name: string,
  kind: ContainerKind,
  until: Time,
): ContainerOutcome {
  const runs = spansOfLife(trace, history).filter(
    ({ detail, container, start }) => detail.kind === 'run' && container === name && start <= until,
  )
  const ooms = trace.entries.flatMap((entry) =>
    entry.kind === 'oom' && entry.container === name && entry.at <= until && isOfLife(history, entry.pod, entry.at)
      ? [entry.at]
      : [],
  )
  const exits = new Map<number, Time[]>()
  for (const { end, outcome } of runs) {
    if (end === undefined || end > until || outcome?.kind !== 'exit' || outcome.reason === 'OOMKilled') continue
    exits.set(outcome.exitCode, [...(exits.get(outcome.exitCode) ?? []), end])
  }
  return { name, kind, started: runs[0]?.start, restarts: runs.slice(1).map((run) => run.start), ooms, exits }
}
