import { ensure } from '../lib/assert.ts'
import type { Time } from '../lib/time.ts'
import type { MemoryChunk, ProbeChunk, TraceChunk } from './chunk.ts'
import type { Cut } from './cut.ts'
import type { Seq, TraceEntry } from './entry.ts'
import type { LimitChange, MemoryTrack } from './memory-track.ts'
import {
  PROBE_OUTCOMES,
  type ProbeOutcome,
  type ProbeTrack,
  type SkippedTicks,
  type SkipReason,
} from './probe-track.ts'
import type { TraceHeader } from './trace.ts'
import { TrafficBuffer } from './traffic-buffer.ts'
import type { TrafficDescription } from './traffic-track.ts'

type Unnumbered<E> = E extends TraceEntry
  ? Omit<E, 'seq' | 'at' | 'cause'> & { readonly cause?: Seq | undefined }
  : never
/** An entry as the engine gives it: number, time and (unless said otherwise) cause are put on by the recorder. */
export type NewEntry = Unnumbered<TraceEntry>

export interface Attempt {
  readonly at: Time
  readonly endAt: Time
  readonly outcome: ProbeOutcome
  readonly run: number
  readonly restart: number
  readonly decisive: boolean
  readonly message?: string
}

interface ProbeBuffer {
  readonly description: Omit<ProbeTrack, 'columns' | 'skipped' | 'messages'>
  described: boolean
  total: number
  columns: Columns
  skipped: SkippedTicks[]
  messages: [number, string][]
}

/** An attempt is one of millions: no object is made of it. */
interface Columns {
  readonly seq: number[]
  readonly at: number[]
  readonly endAt: number[]
  readonly outcome: number[]
  readonly run: number[]
  readonly restart: number[]
  readonly decisive: number[]
}

function emptyColumns(): Columns {
  return { seq: [], at: [], endAt: [], outcome: [], run: [], restart: [], decisive: [] }
}

interface MemoryBuffer {
  readonly description: Omit<MemoryTrack, 'columns' | 'limits'>
  described: boolean
  at: number[]
  bytes: number[]
  limit: number | undefined
  limits: LimitChange[]
}

/** The engine's pen: numbers what happens and hands it out in chunks. */
export class TraceRecorder {
  #seq = 0
  #header: TraceHeader | undefined
  #entries: TraceEntry[] = []
  readonly #probes: ProbeBuffer[] = []
  readonly #memory: MemoryBuffer[] = []
  readonly #traffic: TrafficBuffer[] = []
  readonly #probeIndex = new Map<string, number>()
  readonly #memoryIndex = new Map<string, number>()

  constructor(header: TraceHeader) {
    this.#header = header
  }

  record(at: Time, cause: Seq | undefined, entry: NewEntry): TraceEntry {
    const seq = ++this.#seq
    const because = entry.cause ?? cause
    const recorded = because === undefined ? { ...entry, seq, at } : { ...entry, seq, at, cause: because }
    this.#entries.push(recorded as TraceEntry)
    return recorded as TraceEntry
  }

  probeTrack(description: ProbeBuffer['description']): number {
    const key = `${description.pod.uid}/${description.container}/${description.probe}`
    let track = this.#probeIndex.get(key)
    if (track === undefined) {
      track = this.#probes.length
      this.#probeIndex.set(key, track)
      this.#probes.push({ description, described: false, total: 0, columns: emptyColumns(), skipped: [], messages: [] })
    }
    return track
  }

  attempt(track: number, attempt: Attempt): Seq {
    const buffer = ensure(this.#probes[track], 'probe track')
    const seq = ++this.#seq
    const { columns } = buffer
    columns.seq.push(seq)
    columns.at.push(attempt.at)
    columns.endAt.push(attempt.endAt)
    columns.outcome.push(PROBE_OUTCOMES.indexOf(attempt.outcome))
    columns.run.push(attempt.run)
    columns.restart.push(attempt.restart)
    columns.decisive.push(attempt.decisive ? 1 : 0)
    if (attempt.message !== undefined) buffer.messages.push([buffer.total, attempt.message])
    buffer.total++
    return seq
  }

  skip(track: number, first: Time, last: Time, reason: SkipReason): void {
    ensure(this.#probes[track], 'probe track').skipped.push({ first, last, reason })
  }

  /** The track of a container; one whose limit is not what it was gets a change of limit. */
  memoryTrack(description: MemoryBuffer['description'], now: Time = 0): number {
    const key = `${description.pod.uid}/${description.container}`
    let track = this.#memoryIndex.get(key)
    if (track === undefined) {
      track = this.#memory.length
      this.#memoryIndex.set(key, track)
      this.#memory.push({
        ...{ description, described: false, at: [], bytes: [] },
        ...{ limit: description.limitBytes, limits: [] },
      })
    }
    const buffer = ensure(this.#memory[track], 'memory track')
    if (buffer.limit !== description.limitBytes) {
      buffer.limit = description.limitBytes
      buffer.limits.push({ at: now, limitBytes: description.limitBytes })
    }
    return track
  }

  memory(track: number, at: Time, bytes: number): void {
    const buffer = ensure(this.#memory[track], 'memory track')
    const last = buffer.at.length - 1
    if (last >= 0 && buffer.at[last] === at && buffer.bytes[last] === bytes) return
    buffer.at.push(at)
    buffer.bytes.push(bytes)
  }

  trafficTrack(description: TrafficDescription): { readonly track: number; readonly buffer: TrafficBuffer } {
    const track = this.#traffic.length
    const buffer = new TrafficBuffer(track, description)
    this.#traffic.push(buffer)
    return { track, buffer }
  }

  /** How many entries there have been, probes' attempts among them. */
  get count(): number {
    return this.#seq
  }

  get pending(): number {
    return this.#entries.length
  }

  /** Everything since the last chunk. */
  takeChunk(endMs: Time, ending: TraceChunk['ending'], cut?: Cut): TraceChunk {
    const entries = this.#entries
    this.#entries = []
    const header = this.#header
    this.#header = undefined
    const traffic = this.#traffic.flatMap((buffer) => buffer.take(ending !== 'running') ?? [])
    return {
      ...(header ? { header } : {}),
      endMs,
      ending,
      ...(cut ? { cut } : {}),
      entries,
      probes: this.#probes.flatMap((buffer, track) => takeProbe(buffer, track)),
      memory: this.#memory.flatMap((buffer, track) => takeMemory(buffer, track)),
      ...(traffic.length > 0 ? { traffic } : {}),
    }
  }
}

function takeProbe(buffer: ProbeBuffer, track: number): ProbeChunk[] {
  if (buffer.described && buffer.columns.seq.length === 0 && buffer.skipped.length === 0) return []
  const { columns, skipped, messages } = buffer
  const chunk: ProbeChunk = {
    track,
    ...(buffer.described ? {} : { description: buffer.description }),
    seq: new Float64Array(columns.seq),
    at: new Float64Array(columns.at),
    endAt: new Float64Array(columns.endAt),
    outcome: new Uint8Array(columns.outcome),
    run: new Uint32Array(columns.run),
    restart: new Uint32Array(columns.restart),
    decisive: new Uint8Array(columns.decisive),
    messages,
    skipped,
  }
  buffer.described = true
  buffer.columns = emptyColumns()
  buffer.skipped = []
  buffer.messages = []
  return [chunk]
}

function takeMemory(buffer: MemoryBuffer, track: number): MemoryChunk[] {
  if (buffer.described && buffer.at.length === 0 && buffer.limits.length === 0) return []
  const chunk: MemoryChunk = {
    track,
    ...(buffer.described ? {} : { description: buffer.description }),
    at: Float64Array.from(buffer.at),
    bytes: Float64Array.from(buffer.bytes),
    ...(buffer.limits.length > 0 ? { limits: buffer.limits } : {}),
  }
  buffer.described = true
  buffer.at = []
  buffer.bytes = []
  buffer.limits = []
  return [chunk]
}
