import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { TraceEntry } from '../../trace/entry.ts'
import { entryOf, type Happening } from '../../trace/lookup.ts'
import type { ProbeTrack } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { type Cause, pullTrouble } from '../diagnosis/cause.ts'
import { containerOf, containerPath } from '../diagnosis/container-of.ts'
import { failedRequests } from '../diagnosis/failed-requests.ts'
import { versionAt } from '../diagnosis/pod-cause.ts'
import { findingOf } from '../diagnosis/probe-finding.ts'
import { runEndedAt, runsOf } from '../diagnosis/run-end.ts'
import { endFound } from '../diagnosis/standing.ts'
import { historiesOf } from '../history/histories.ts'
import { type Answer, effectsOf, ofContainer, ofReady, ofRestarts, ofStatus, only } from './answer.ts'
import { versionBefore } from './notice.ts'

/** The answer to a question about something that happened; undefined: the chain of its causes says all there is. */
export function answerTo(trace: Trace, happening: Happening): Answer | undefined {
  if (happening.kind === 'attempt') return ofAttempt(trace, happening.track, happening.index)
  const { entry } = happening
  switch (entry.kind) {
    case 'spanEnd':
      return ofSpanEnd(trace, entry)
    case 'span':
      return ofSpan(trace, entry)
    case 'signal':
    case 'decision':
      return ofAction(trace, entry)
    case 'oom': {
      const { container, limitBytes, of = 'container', wholeContainer } = entry
      const cause: Cause = { kind: 'memory', container, limitBytes, of, whole: wholeContainer }
      const path = `${containerPath(trace, entry.pod, container)}.resources.limits.memory`
      return only({ cause, seq: entry.seq, field: of === 'container' ? path : undefined })
    }
    case 'requestsFailed': {
      const failed = failedRequests(trace, entry)
      return only({ cause: { kind: 'requestsFailed', failed }, seq: entry.seq, field: failed.field })
    }
    case 'event':
      return ofEvent(trace, entry)
    case 'object':
      if (entry.objectKind === 'EndpointSlice') return ofSliceWrite(trace, entry)
      return entry.objectKind === 'Pod' ? ofPodWrite(trace, entry) : undefined
    default:
      return undefined
  }
}

function ofAttempt(trace: Trace, trackIndex: number, index: number): Answer {
  const track = trace.probes[trackIndex] as Trace['probes'][number]
  const { columns, container, probe } = track
  const good = columns.outcome[index] === 0
  const seq = columns.seq[index] as number
  const run = columns.run[index] as number
  const field = `${containerPath(trace, track.pod, container)}.${probe}Probe`
  if (good) {
    return only({
      ...{ cause: { kind: 'probeSucceeds', container, probe, since: columns.endAt[index] as number }, seq },
      field,
    })
  }
  const finding = findingOf(track, index, containerOf(trace, track.pod, container))
  const threshold = track.failureThreshold
  const cause: Cause = { kind: 'probeFails', container, probe, failures: run, threshold, finding }
  // To what is not ready yet one more failure changes nothing.
  const counts = probe !== 'readiness' || wasReady(track, index)
  return only(
    { cause, seq, field: `${field}.failureThreshold` },
    counts ? [{ kind: 'threshold', probe, reached: run >= threshold, left: Math.max(0, threshold - run) }] : [],
  )
}

/** Whether the failures in a row that an attempt belongs to came after successes of the same run of the container. */
function wasReady({ columns }: ProbeTrack, index: number): boolean {
  const before = index - (columns.run[index] as number)
  return before >= 0 && columns.outcome[before] === 0 && columns.restart[before] === columns.restart[index]
}

type EntryOf<K extends TraceEntry['kind']> = Extract<TraceEntry, { readonly kind: K }>

function ofSpanEnd(trace: Trace, entry: EntryOf<'spanEnd'>): Answer | undefined {
  const run = runEndedAt(trace, entry.seq)
  const found = run && endFound(trace, run)
  if (found) return only(found)
  const opened = entryOf(trace, entry.opened)
  if (opened?.kind !== 'span' || entry.outcome.kind !== 'failed' || opened.container === undefined) return undefined
  const { container, span } = opened
  const { reason, message } = entry.outcome
  if (span.kind === 'pull') {
    const field = `${containerPath(trace, opened.pod, container)}.image`
    return only({
      cause: { kind: 'pull', container, image: span.image, message, why: pullTrouble(message) },
      seq: entry.seq,
      field,
    })
  }
  return only({ cause: { kind: 'refused', container, reason, message }, seq: entry.seq })
}

function ofSpan(trace: Trace, entry: EntryOf<'span'>): Answer | undefined {
  const { container, span } = entry
  if (container === undefined) return undefined
  if (span.kind === 'backOff' && span.of === 'pull') {
    const failed = trace.spans.findLast(
      ({ detail, pod, container: name, outcome, end }) =>
        detail.kind === 'pull' &&
        pod.uid === entry.pod.uid &&
        name === container &&
        outcome?.kind === 'failed' &&
        (end ?? 0) <= entry.at,
    )
    if (failed?.detail.kind !== 'pull' || failed.outcome?.kind !== 'failed') return undefined
    const field = `${containerPath(trace, entry.pod, container)}.image`
    const { message } = failed.outcome
    const cause: Cause = { kind: 'pull', container, image: failed.detail.image, message, why: pullTrouble(message) }
    return only({ cause, seq: failed.endSeq, field }, [{ kind: 'pullBackOff', lengthMs: span.lengthMs }])
  }
  if (span.kind === 'backOff' || span.kind === 'run' || span.kind === 'start') {
    const earlier = runsOf(trace, entry.pod.uid, container, entry.at).findLast(
      ({ id, end }) => id < entry.seq && end !== undefined && end <= entry.at,
    )
    const found = earlier && endFound(trace, earlier)
    if (found === undefined) return undefined
    return only(found, [
      span.kind === 'backOff'
        ? { kind: 'backOff', lengthMs: span.lengthMs }
        : { kind: 'startedAgain', restarts: entry.restart ?? 0 },
    ])
  }
  return span.kind === 'grace' ? ofAction(trace, entry) : undefined
}

/** Of a signal or a decision: the end that it led to tells who was behind it. */
function ofAction(
  trace: Trace,
  entry: TraceEntry & { readonly container?: string; readonly pod: { readonly uid: string } },
): Answer | undefined {
  const { container, pod, at } = entry
  if (container === undefined) return undefined
  if (entry.kind === 'decision') {
    const earlier = runsOf(trace, pod.uid, container, at).findLast(({ end }) => end !== undefined && end <= at)
    const found = earlier && endFound(trace, earlier)
    return found && only(found)
  }
  const run = trace.spans.find(
    (span) =>
      span.detail.kind === 'run' &&
      span.pod.uid === pod.uid &&
      span.container === container &&
      span.start <= at &&
      (span.end === undefined || span.end >= at),
  )
  const found = run && endFound(trace, run)
  if (found === undefined || found.cause.kind !== 'ended') return undefined
  const { by, graceMs } = found.cause.end
  if (entry.kind === 'signal' && entry.signal === 'SIGKILL' && graceMs !== undefined) {
    return only({ cause: { kind: 'notInTime', container, graceMs }, seq: entry.seq })
  }
  // How it will end is not known yet.
  if (by.kind === 'deletion') return only({ cause: { kind: 'deleted', by: by.by }, seq: entry.seq })
  if (by.kind !== 'probe') return undefined
  const { probe, failures, finding, attempt: seq } = by
  const cause: Cause = { kind: 'probeFails', container, probe, failures, threshold: failures, finding }
  return only({ cause, seq, field: found.field }, [{ kind: 'threshold', probe, reached: true, left: 0 }])
}

function ofEvent(trace: Trace, entry: EntryOf<'event'>): Answer | undefined {
  const { regarding, at, reason } = entry
  const history = historiesOf(trace).find(
    ({ ref, onNode }) => regarding.kind === 'Pod' && (ref.uid === regarding.uid || onNode.uid === regarding.uid),
  )
  if (history === undefined) return undefined
  const version = versionAt(history, at)
  const container = /\{(.+)\}/.exec(regarding.fieldPath ?? '')?.[1]
  if (version === undefined) return undefined
  if (reason === 'FailedScheduling') return ofStatus(trace, history, version, at)
  if (container === undefined) return undefined
  if (reason === 'Unhealthy') {
    const cause = entry.cause
    for (const [track, { columns }] of trace.probes.entries()) {
      for (let index = columns.length - 1; index >= 0; index -= 1) {
        if (columns.seq[index] === cause) return ofAttempt(trace, track, index)
      }
    }
    return undefined
  }
  if (reason === 'BackOff' || reason === 'Failed') {
    const ended = runsOf(trace, history.onNode.uid, container, at).findLast(({ end }) => end !== undefined && end <= at)
    const found = ended && endFound(trace, ended)
    if (found) return only(found, effectsOf(trace, history, version, found, at))
    return ofContainer(trace, history, version, { kind: 'container', name: container, what: 'state' }, at)
  }
  return undefined
}

interface Slice {
  readonly endpoints?: readonly {
    readonly conditions?: { readonly ready?: boolean }
    readonly targetRef?: { readonly uid?: string }
  }[]
}

/** Of who has come or gone: why it is ready or not. */
function ofSliceWrite(trace: Trace, entry: EntryOf<'object'>): Answer | undefined {
  const before = versionBefore(trace, entry)
  const readyIn = (written: EntryOf<'object'> | undefined) =>
    new Map(
      ((written?.object as Slice | undefined)?.endpoints ?? []).map(({ targetRef, conditions }) => [
        targetRef?.uid,
        conditions?.ready ?? true,
      ]),
    )
  const [was, is] = [readyIn(before), readyIn(entry)]
  const uid = [...is.keys(), ...was.keys()].find((each) => (is.get(each) ?? false) !== (was.get(each) ?? false))
  const history = historiesOf(trace).find(({ ref }) => ref.uid === uid)
  const version = history && versionAt(history, entry.at)
  return version && { ...ofReady(trace, history, version, entry.at), effects: [] }
}

function ofPodWrite(trace: Trace, entry: EntryOf<'object'>): Answer | undefined {
  const history = historiesOf(trace).find(({ ref }) => ref.uid === entry.object.metadata.uid)
  if (history === undefined) return undefined
  if (entry.change === 'DELETED') {
    const last = trace.spans.findLast(
      ({ detail, pod, end }) =>
        detail.kind === 'run' && pod.uid === history.onNode.uid && end !== undefined && end <= entry.at,
    )
    const found = last && endFound(trace, last)
    return found?.cause.kind === 'ended' && found.cause.end.by.kind === 'deletion' ? only(found) : undefined
  }
  const index = history.versions.findIndex(({ written }) => written.seq === entry.seq)
  const [version, before] = [history.versions[index], history.versions[index - 1]]
  if (version === undefined || before === undefined) return undefined
  const [is, was] = [podRow(version.pod, entry.at), podRow(before.pod, entry.at)]
  if (version.pod.metadata.deletionTimestamp !== undefined && before.pod.metadata.deletionTimestamp === undefined)
    return undefined
  if (is.status === was.status && is.ready === was.ready) {
    return is.restarts.split(' ')[0] === was.restarts.split(' ')[0]
      ? undefined
      : ofRestarts(trace, history, version, entry.at)
  }
  if (is.status === 'Running' && is.restarts.split(' ')[0] !== was.restarts.split(' ')[0])
    return ofRestarts(trace, history, version, entry.at)
  return ofStatus(trace, history, version, entry.at)
}
