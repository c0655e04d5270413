import type { LogPiece } from '../../kubectl/client/served-log.ts'
import type { Time } from '../../lib/time.ts'
import type { DecisionMade, Seq, TraceEntry } from '../../trace/entry.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Span, Trace } from '../../trace/trace.ts'

/** Which run of which container. */
export interface RunNamed {
  readonly uid: string
  readonly container: string
  readonly containerID: string
}

/** What the runtime has of a run's log at an instant: its newest file. Undefined: the run has been removed. */
export function keptLog(trace: Trace, at: Time, named: RunNamed): readonly LogPiece[] | undefined {
  const spans = trace.spans.filter(({ pod, start }) => pod.uid === named.uid && start <= at)
  const id = named.containerID.replace('containerd://', '')
  const run = spans.find((span) => containerOf(span) === id)
  if (!run) return undefined
  const decisions = decisionsAbout(trace, at, named)
  if (isRemoved(trace, at, run, { spans, decisions, container: named.container })) return undefined
  const from = rotatedIn(run, decisions)
  return trace.logs.slice(0, countUpTo(trace.logs, at)).flatMap((line) => {
    const isOfRun = line.pod.uid === named.uid && line.container === named.container && line.restart === run.restart
    return isOfRun && line.seq > from ? [{ at: line.at, text: line.partial ? line.line : `${line.line}\n` }] : []
  })
}

interface Known {
  /** Of the Pod, begun so far. */
  readonly spans: readonly Span[]
  readonly decisions: readonly DecisionMade[]
  readonly container: string
}

/** The kubelet keeps the newest dead run of a container, until something takes all of them away. */
// kubelet: pkg/kubelet/pod_container_deletor.go; kuberuntime_manager.go SyncPod; kuberuntime_container.go purgeInitContainers (v1.36)
function isRemoved(trace: Trace, at: Time, run: Span, { spans, decisions, container }: Known): boolean {
  const { exitReportTime } = trace.header.assumptions
  const later = spans.filter((span) => span.container === container && (span.restart ?? 0) > (run.restart ?? 0))
  if (later.some((span) => (diedAt(span, exitReportTime) ?? Number.POSITIVE_INFINITY) <= at)) return true
  const ofInit = run.opened.containerKind === 'init' || run.opened.containerKind === 'sidecar'
  if (ofInit && spans.some(({ detail, id }) => detail.kind === 'sandbox' && id > run.id)) return true
  const ended = (run.end ?? Number.POSITIVE_INFINITY) + exitReportTime <= at
  return decisions.some((entry) => {
    if (entry.seq < run.id) return false
    if (entry.decision === 'cleanUpContainersInPod') return !entry.value.seen
    return ended && entry.decision === 'computePodActions' && entry.value.containersToReset?.includes(container)
  })
}

/** The container that it is the run of; a program that could not be run has left one, too, with nothing in its log. */
function containerOf({ detail, outcome }: Span): string | undefined {
  if (detail.kind === 'run') return detail.containerID
  return detail.kind === 'start' && outcome?.kind === 'failed' ? outcome.containerID : undefined
}

/** When the runtime says that a run is over, or that its program could not be run. */
function diedAt(span: Span, exitReportTime: number): Time | undefined {
  if (span.end === undefined || containerOf(span) === undefined) return undefined
  return span.detail.kind === 'run' ? span.end + exitReportTime : span.end
}

/** The newest file begins behind the last rotation. */
function rotatedIn(run: Span, decisions: readonly DecisionMade[]): Seq {
  const last = decisions.findLast(
    ({ decision, seq }) => decision === 'logRotation' && seq > run.id && (run.endSeq === undefined || seq < run.endSeq),
  )
  return last?.seq ?? run.id
}

function decisionsAbout({ entries }: Trace, at: Time, { uid, container }: RunNamed): readonly DecisionMade[] {
  return entries.filter(
    (entry: TraceEntry): entry is DecisionMade =>
      entry.kind === 'decision' &&
      entry.at <= at &&
      entry.pod.uid === uid &&
      (entry.container === undefined || entry.container === container),
  )
}
