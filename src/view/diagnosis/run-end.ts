import type { Duration, Time } from '../../lib/time.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { Seq, TraceEntry } from '../../trace/entry.ts'
import { entryOf, happeningOf } from '../../trace/lookup.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { containerOf } from './container-of.ts'
import { findingOf, type ProbeFinding } from './probe-finding.ts'

/** Who or what ended a run. */
export type EndedBy =
  /** Nobody: its process ended. */
  | { readonly kind: 'itself' }
  | { readonly kind: 'memory'; readonly limitBytes: number; readonly of: 'container' | 'pod' | 'node' }
  | {
      readonly kind: 'probe'
      readonly probe: ProbeKind
      readonly failures: number
      readonly finding: ProbeFinding
      readonly attempt: Seq
    }
  | { readonly kind: 'postStart' }
  | { readonly kind: 'deletion'; readonly by: Deleter }
  | { readonly kind: 'signal'; readonly signal: string; readonly step: string | undefined }

/** Who wanted a Pod to go. */
export type Deleter =
  | { readonly kind: 'step'; readonly text: string }
  /** One that is more important. */
  | { readonly kind: 'preemptor'; readonly pod: string }
  /** Its node got a taint that it does not tolerate for longer. */
  | { readonly kind: 'taint'; readonly node: string }
  | { readonly kind: 'unknown' }

/** How a run of a container ended, and why. */
export interface RunEnd {
  readonly container: string
  readonly seq: Seq
  readonly at: Time
  readonly ranMs: Duration
  readonly code: number
  readonly reason: string
  readonly by: EndedBy
  /** What it printed last. */
  readonly line: string | undefined
  /** SIGTERM was not enough: how long it was given. */
  readonly graceMs: Duration | undefined
}

/** How far back the cause of an end is looked for. */
const FAR = 16

export function runEnd(trace: Trace, run: Span): RunEnd | undefined {
  const { outcome, end, endSeq, container } = run
  if (outcome?.kind !== 'exit' || end === undefined || endSeq === undefined || container === undefined) return undefined
  const { by, graceMs } = whoEnded(trace, run, outcome.reason)
  return {
    ...{ container, seq: endSeq, at: end, ranMs: end - run.start },
    ...{ code: outcome.exitCode, reason: outcome.reason, by },
    line: lastLine(trace, run, end),
    graceMs,
  }
}

function whoEnded(trace: Trace, run: Span, reason: string): Pick<RunEnd, 'by' | 'graceMs'> {
  let seq: Seq | undefined = run.endSeq
  let graceMs: Duration | undefined
  let forced = false
  let signal: string | undefined
  const found = (by: EndedBy) => ({ by, graceMs: forced ? graceMs : undefined })
  for (let i = 0; i < FAR && seq !== undefined; i += 1) {
    const happening = happeningOf(trace, seq)
    if (happening === undefined) break
    if (happening.kind === 'attempt') {
      const track = trace.probes[happening.track] as Trace['probes'][number]
      const finding = findingOf(track, happening.index, containerOf(trace, track.pod, track.container))
      const failures = track.columns.run[happening.index] as number
      return found({ kind: 'probe', probe: track.probe, failures, finding, attempt: seq })
    }
    const entry: TraceEntry = happening.entry
    if (entry.kind === 'oom')
      return found({ kind: 'memory', limitBytes: entry.limitBytes, of: entry.of ?? 'container' })
    if (entry.kind === 'span' && entry.span.kind === 'grace') graceMs = entry.span.graceMs
    if (entry.kind === 'span' && entry.span.kind === 'hook' && entry.span.hook === 'postStart' && signal !== undefined)
      return found({ kind: 'postStart' })
    if (entry.kind === 'event' && entry.reason === 'Killing' && entry.message === 'FailedPostStartHook')
      return found({ kind: 'postStart' })
    if (entry.kind === 'signal') {
      if (entry.signal === 'SIGKILL') forced = true
      signal ??= entry.signal
    }
    if (entry.kind === 'object' && entry.objectKind === 'Pod' && entry.object.metadata.deletionTimestamp !== undefined)
      return found({ kind: 'deletion', by: deleterOf(trace, entry.seq) })
    if (entry.kind === 'step' && entry.index >= 0) {
      return found({ kind: 'signal', signal: signal ?? '', step: entry.text.trim() })
    }
    // What came before this run did not end it.
    if (entry.seq <= run.id) break
    seq = entry.cause
  }
  if (reason === 'OOMKilled') return found({ kind: 'memory', limitBytes: limitOf(run), of: 'container' })
  return found(signal === undefined ? { kind: 'itself' } : { kind: 'signal', signal, step: undefined })
}

/** From the write that marked a Pod for deletion back to who wanted it. */
export function deleterOf(trace: Trace, write: Seq): Deleter {
  let seq: Seq | undefined = write
  for (let i = 0; i < FAR && seq !== undefined; i += 1) {
    const entry = entryOf(trace, seq)
    if (entry === undefined) break
    if (entry.kind === 'step' && entry.index >= 0) return { kind: 'step', text: entry.text.trim() }
    if (entry.kind === 'decision' && entry.decision === 'preempt') return { kind: 'preemptor', pod: entry.pod.name }
    if (entry.kind === 'object' && entry.objectKind === 'Node') return { kind: 'taint', node: entry.name }
    seq = entry.cause
  }
  return { kind: 'unknown' }
}

function limitOf({ detail }: Span): number {
  return detail.kind === 'run' ? (detail.memoryLimit ?? 0) : 0
}

/** How far back the last words of a run are looked for: others print, too. */
const LOOK_BACK = 200
const LONGEST_LINE = 200

export function lastLine(trace: Trace, { pod, container, restart }: Span, until: Time): string | undefined {
  const upTo = countUpTo(trace.logs, until)
  const last = trace.logs
    .slice(Math.max(0, upTo - LOOK_BACK), upTo)
    .findLast(
      (log) =>
        log.pod.uid === pod.uid && log.container === container && log.restart === restart && log.line.trim() !== '',
    )
  const line = last?.line.trim()
  return line !== undefined && line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
}

/** The run of a container whose end has this number. */
export function runEndedAt(trace: Trace, seq: Seq): Span | undefined {
  const entry = entryOf(trace, seq)
  if (entry?.kind !== 'spanEnd') return undefined
  return trace.spans.find(({ id, detail }) => id === entry.opened && detail.kind === 'run')
}

/** The runs of a container that have begun, in their order. */
export function runsOf(trace: Trace, uid: string, container: string, at: Time): readonly Span[] {
  return trace.spans.filter(
    (span) => span.detail.kind === 'run' && span.pod.uid === uid && span.container === container && span.start <= at,
  )
}

/** How many runs of the container had ended the same way before, without a break; and which was the first of them. */
export interface SameBefore {
  readonly count: number
  readonly seq: Seq
  readonly at: Time
}

export function sameBefore(trace: Trace, run: Span): SameBefore | undefined {
  const runs = runsOf(trace, run.pod.uid, run.container ?? '', run.start)
  const signature = signatureOf(trace, run)
  let first: Span | undefined
  let count = 0
  for (const earlier of runs.filter(({ id }) => id < run.id).toReversed()) {
    if (signatureOf(trace, earlier) !== signature) break
    first = earlier
    count += 1
  }
  const { endSeq, end } = first ?? {}
  return endSeq === undefined || end === undefined ? undefined : { count, seq: endSeq, at: end }
}

const signatures = new WeakMap<Span, string>()

function signatureOf(trace: Trace, run: Span): string {
  let signature = signatures.get(run)
  if (signature === undefined) {
    const end = runEnd(trace, run)
    const by = end?.by
    signature =
      end === undefined || by === undefined
        ? `open ${run.id}`
        : JSON.stringify([end.code, by.kind, by.kind === 'probe' ? by.probe : ''])
    // A run that still lasts is another one when it has ended.
    if (run.end !== undefined) signatures.set(run, signature)
  }
  return signature
}
