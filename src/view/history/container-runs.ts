import type { Time } from '../../lib/time.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import type { SignalSent } from '../../trace/entry.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { isOfLife, spansOfLife } from './on-node.ts'
import { type PodHistory, statusOf } from './pod-history.ts'
import { exitTone, type StateTone } from './tone.ts'

/** What the trace knows about one container, sorted out. */
export interface ContainerStory {
  readonly runs: readonly Span[]
  readonly starts: readonly Span[]
  readonly pulls: readonly Span[]
  readonly backOffs: readonly Span[]
  readonly hooks: readonly Span[]
  readonly graces: readonly Span[]
  readonly throttled: readonly Span[]
  readonly signals: readonly SignalSent[]
  /** What the API server said about it, and since when. */
  readonly statuses: readonly { readonly at: Time; readonly seq: number; readonly status: ContainerStatus }[]
  /** Ends by memory: when, and of which run. */
  readonly oomRestarts: ReadonlySet<number>
}

export function containerStory(trace: Trace, history: PodHistory, container: string): ContainerStory {
  const lists = {
    run: [] as Span[],
    start: [] as Span[],
    pull: [] as Span[],
    backOff: [] as Span[],
    hook: [] as Span[],
    grace: [] as Span[],
    throttled: [] as Span[],
  }
  for (const span of spansOfLife(trace, history)) {
    if (span.container !== container) continue
    const kind = span.detail.kind
    if (Object.hasOwn(lists, kind)) lists[kind as keyof typeof lists].push(span)
  }
  const signals: SignalSent[] = []
  const oomRestarts = new Set<number>()
  for (const entry of trace.entries) {
    if (entry.kind !== 'signal' && entry.kind !== 'oom') continue
    if (entry.container !== container || !isOfLife(history, entry.pod, entry.at)) continue
    if (entry.kind === 'signal') signals.push(entry)
    else if (entry.wholeContainer) oomRestarts.add(entry.restart)
  }
  const statuses: { at: Time; seq: number; status: ContainerStatus }[] = []
  for (const { at, pod, written } of history.versions) {
    if (written.change === 'DELETED') break
    const status = statusOf(pod, container)
    if (status) statuses.push({ at, seq: written.seq, status })
  }
  return {
    runs: lists.run,
    starts: lists.start,
    pulls: lists.pull,
    backOffs: lists.backOff,
    hooks: lists.hook,
    graces: lists.grace,
    throttled: lists.throttled,
    signals,
    statuses,
    oomRestarts,
  }
}

export interface Ending {
  readonly code: number
  readonly reason: string
  readonly tone: StateTone
}

/** How a run ended; undefined while it lasts. */
export function endingOf(story: ContainerStory, run: Span): Ending | undefined {
  if (run.end === undefined) return undefined
  const { outcome } = run
  if (outcome?.kind !== 'exit') return { code: -1, reason: 'Unknown', tone: 'exitNonZero' }
  const { exitCode: code, reason } = outcome
  const oom = run.restart !== undefined && story.oomRestarts.has(run.restart)
  return { code, reason, tone: oom ? 'oom' : exitTone(code, reason) }
}

/**
 * When a run was ready, as stretches. The status lags behind the process by some milliseconds: a run whose first status
 * already says ready has no probe that could have said otherwise, and counts as ready from its start.
 */
export function readyStretches(
  story: ContainerStory,
  run: Span,
  from: Time,
  to: Time,
): readonly { readonly from: Time; readonly to: Time; readonly ready: boolean; readonly seq: number }[] {
  const stretches: { from: Time; to: Time; ready: boolean; seq: number }[] = []
  for (const { at, seq, status } of statusesWithin(story, run.start, run.end ?? to)) {
    const isThisRun = status.state.running !== undefined && (run.restart ?? 0) === status.restartCount
    if (!isThisRun) continue
    const last = stretches.at(-1)
    if (!last) {
      if (status.ready) stretches.push({ from, to, ready: true, seq: run.id })
      else stretches.push({ from, to, ready: false, seq: run.id })
    } else if (last.ready !== status.ready && at > from) {
      last.to = Math.min(at, to)
      stretches.push({ from: at, to, ready: status.ready, seq })
    }
  }
  if (stretches.length === 0) return [{ from, to, ready: expectsReady(story), seq: run.id }]
  return stretches.filter((stretch) => stretch.to > stretch.from)
}

/** A run too short to be written: as ready as its like were. */
function expectsReady(story: ContainerStory): boolean {
  return story.statuses.some(({ status }) => status.ready)
}

/** Statuses of start ≤ at < end. */
export function statusesWithin(story: ContainerStory, start: Time, end: Time): ContainerStory['statuses'] {
  const { statuses } = story
  let low = 0
  let high = statuses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((statuses[middle] as { at: Time }).at < start) low = middle + 1
    else high = middle
  }
  let stop = low
  while (stop < statuses.length && (statuses[stop] as { at: Time }).at < end) stop += 1
  return statuses.slice(low, stop)
}
