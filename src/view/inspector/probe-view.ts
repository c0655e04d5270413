import type { Time } from '../../lib/time.ts'
import { PROBE_KINDS, type ProbeKind } from '../../manifest/pod/probe.ts'
import type { Seq } from '../../trace/entry.ts'
import type { ProbeOutcome, ProbeTrack, SkippedTicks, SkipReason } from '../../trace/probe-track.ts'
import { openSpansAt, probeAt } from '../../trace/state-at.ts'
import type { Span, Trace } from '../../trace/trace.ts'

/** How a probe stands: what it counts, and towards which threshold. */
export interface ProbeView {
  readonly kind: ProbeKind
  readonly handler: ProbeTrack['handler']
  readonly periodMs: number
  readonly timeoutMs: number
  readonly last: LastAttempt | undefined
  /** The row of dots: `filled` of `of` in a row. */
  readonly count: { readonly of: number; readonly filled: number; readonly outcome: 'success' | 'failure' } | undefined
  /** Why its next tick will be, or its last one was, skipped. */
  readonly skipped: SkipReason | undefined
  readonly underWay: boolean
}

export interface LastAttempt {
  readonly seq: Seq
  readonly outcome: ProbeOutcome
  readonly at: Time
  readonly message: string | undefined
  /** It reached its threshold and changed the result. */
  readonly decisive: boolean
  /** It was the run of the container before the one that runs now. */
  readonly ofEarlierRun: boolean
}

export function probeViews(trace: Trace, uid: string, container: string, at: Time): readonly ProbeView[] {
  const tracks = trace.probes.filter((track) => track.pod.uid === uid && track.container === container)
  const running = openSpansAt(trace, at).find(
    (span) => span.detail.kind === 'run' && span.pod.uid === uid && span.container === container,
  )
  return PROBE_KINDS.flatMap((kind) => {
    const track = tracks.find((each) => each.probe === kind)
    return track ? [probeView(track, at, running)] : []
  })
}

function probeView(track: ProbeTrack, at: Time, running: Span | undefined): ProbeView {
  const moment = probeAt(track, at)
  const skipped = skippedAt(track, at, Math.max(moment.endAt ?? 0, running?.start ?? 0))
  // A startup probe is put on hold by its success as well as by its failure; what it means to a reader is not the same.
  const done = skipped === 'onHold' && track.probe === 'startup' && moment.outcome === 'success'
  const base = {
    kind: track.probe,
    handler: track.handler,
    periodMs: track.periodMs,
    timeoutMs: track.timeoutMs,
    skipped: done ? ('started' as const) : skipped,
    underWay: moment.underWay >= 0,
  }
  if (moment.outcome === undefined || moment.endAt === undefined) return { ...base, last: undefined, count: undefined }
  const ofEarlierRun = running?.restart !== undefined && moment.restart !== running.restart
  const good = moment.outcome === 'success'
  const threshold = good ? track.successThreshold : track.failureThreshold
  return {
    ...base,
    last: {
      seq: track.columns.seq[moment.index] as number,
      outcome: moment.outcome,
      at: moment.endAt,
      message: moment.message,
      decisive: track.columns.decisive[moment.index] === 1,
      ofEarlierRun,
    },
    // An attempt that could not be carried out counts for nothing; and a new container is counted anew.
    count:
      moment.outcome === 'unknown' || ofEarlierRun
        ? undefined
        : { of: threshold, filled: Math.min(moment.run, threshold), outcome: good ? 'success' : 'failure' },
  }
}

/** Set while the newest tick was a skipped one, and nothing has happened since. */
function skippedAt(track: ProbeTrack, at: Time, since: Time): SkipReason | undefined {
  const before: SkippedTicks | undefined = track.skipped.findLast((ticks) => ticks.first <= at)
  if (before === undefined) return undefined
  const lastTick = Math.min(
    before.last,
    before.first + Math.floor((at - before.first) / track.periodMs) * track.periodMs,
  )
  return since > lastTick ? undefined : before.reason
}
