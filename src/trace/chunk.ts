import type { Time } from '../lib/time.ts'
import type { Cut } from './cut.ts'
import type { Seq, TraceEntry } from './entry.ts'
import type { LimitChange, MemoryTrack } from './memory-track.ts'
import type { ProbeTrack, SkippedTicks } from './probe-track.ts'
import type { RequestOutcome } from './request-outcome.ts'
import type { Ending, TraceHeader } from './trace.ts'
import type { TrafficDescription } from './traffic-track.ts'

/** What one probe adds. The track's description comes with its first chunk. */
export interface ProbeChunk {
  readonly track: number
  readonly description?: Omit<ProbeTrack, 'columns' | 'skipped' | 'messages'>
  readonly seq: Float64Array
  readonly at: Float64Array
  readonly endAt: Float64Array
  readonly outcome: Uint8Array
  readonly run: Uint32Array
  readonly restart: Uint32Array
  readonly decisive: Uint8Array
  /** Index within the whole track → text. */
  readonly messages: readonly (readonly [number, string])[]
  readonly skipped: readonly SkippedTicks[]
}

export interface MemoryChunk {
  readonly track: number
  readonly description?: Omit<MemoryTrack, 'columns' | 'limits'>
  readonly at: Float64Array
  readonly bytes: Float64Array
  readonly limits?: readonly LimitChange[]
}

export interface TrafficChunk {
  readonly track: number
  readonly description?: TrafficDescription
  readonly at: Float64Array
  readonly counts: Readonly<Record<RequestOutcome, Uint32Array>>
  readonly fastest: Float64Array
  readonly middle: Float64Array
  readonly slowest: Float64Array
  readonly failedAt: Float64Array
  readonly failedEndAt: Float64Array
  readonly failedGroup: Uint32Array
  readonly groups: readonly Seq[]
}

/** A piece of a trace on its way from the engine. Its typed arrays can be transferred to another thread. */
export interface TraceChunk {
  readonly header?: TraceHeader
  readonly endMs: Time
  readonly ending: Ending
  /** With the ending 'cut'. */
  readonly cut?: Cut
  readonly entries: readonly TraceEntry[]
  readonly probes: readonly ProbeChunk[]
  readonly memory: readonly MemoryChunk[]
  readonly traffic?: readonly TrafficChunk[]
}
