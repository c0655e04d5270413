import type { ProbeChunk, TraceChunk } from '../trace/chunk.ts'
import type { Compiled } from './protocol.ts'

/** What the engine says of a text, known before it is there: the build has asked it. */
export interface KnownRun {
  readonly text: string
  readonly compiled: Compiled
  readonly chunks: readonly TraceChunk[]
}

/** JSON in which columns are lists of numbers. */
export function encodeKnownRun(run: KnownRun): string {
  return JSON.stringify(run, (_key, value: unknown) => (ArrayBuffer.isView(value) ? columnOf(value) : value))
}

export function decodeKnownRun(json: string): KnownRun {
  const { chunks, ...run } = JSON.parse(json) as KnownRun
  return { ...run, chunks: chunks.map(withColumns) }
}

function withColumns(chunk: TraceChunk): TraceChunk {
  return {
    ...chunk,
    probes: chunk.probes.map((probe) => ({ ...probe, ...columnsOf(probe) })),
    memory: chunk.memory.map((track) => ({
      ...track,
      at: Float64Array.from(track.at),
      bytes: Float64Array.from(track.bytes),
    })),
  }
}

function columnsOf({ seq, at, endAt, outcome, run, restart, decisive }: ProbeChunk): Partial<ProbeChunk> {
  return {
    seq: Float64Array.from(seq),
    at: Float64Array.from(at),
    endAt: Float64Array.from(endAt),
    outcome: Uint8Array.from(outcome),
    run: Uint32Array.from(run),
    restart: Uint32Array.from(restart),
    decisive: Uint8Array.from(decisive),
  }
}

function columnOf(view: ArrayBufferView): number[] {
  return [...(view as Float64Array)]
}
