import type { Time } from '../lib/time.ts'
import type { Assumptions } from '../scenario/assumptions.ts'
import type { Cut } from './cut.ts'
import type {
  EventWritten,
  LogLine,
  ObjectWritten,
  PodRef,
  Seq,
  SpanDetail,
  SpanOpened,
  SpanOutcome,
  StepTaken,
  TraceEntry,
} from './entry.ts'
import type { MemoryTrack } from './memory-track.ts'
import type { ProbeTrack } from './probe-track.ts'
import type { TrafficTrack } from './traffic-track.ts'

export const KUBERNETES_VERSION = '1.36'

export interface TraceHeader {
  readonly kubernetes: typeof KUBERNETES_VERSION
  readonly name: string
  readonly seed: number
  readonly untilMs: Time
  readonly assumptions: Assumptions
}

export interface Span {
  readonly id: Seq
  readonly opened: SpanOpened
  readonly detail: SpanDetail
  readonly pod: PodRef
  readonly container: string | undefined
  readonly restart: number | undefined
  readonly start: Time
  /** undefined: still open at the end of the trace. */
  readonly end: Time | undefined
  readonly endSeq: Seq | undefined
  readonly outcome: SpanOutcome | undefined
}

/**
 * 'running': more is to come. 'quiet': nothing more happens after the end. 'until': it went on to the asked time. 'cut':
 * more happened than is simulated.
 */
export type Ending = 'running' | 'quiet' | 'until' | 'cut'

/**
 * What happened, as plain data. Lists only grow at their end while a trace is being received: a view that holds an
 * older Trace holds a true, shorter one.
 */
export interface Trace {
  readonly header: TraceHeader
  /** How far it is known. */
  readonly endMs: Time
  readonly ending: Ending
  /** Why, where the ending is 'cut'. */
  readonly cut?: Cut
  readonly entries: readonly TraceEntry[]
  /** All versions of each object, by objectKey. */
  readonly objects: ReadonlyMap<string, readonly ObjectWritten[]>
  readonly events: readonly EventWritten[]
  readonly logs: readonly LogLine[]
  readonly steps: readonly StepTaken[]
  readonly spans: readonly Span[]
  readonly probes: readonly ProbeTrack[]
  readonly memory: readonly MemoryTrack[]
  readonly traffic: readonly TrafficTrack[]
}

export function objectKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}
