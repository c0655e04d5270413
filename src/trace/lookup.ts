import type { Time } from '../lib/time.ts'
import type { Seq, TraceEntry } from './entry.ts'
import { countColumnUpTo, countWhile } from './search.ts'
import type { Trace } from './trace.ts'

/** What a number stands for: entries and attempts of probes are numbered together. */
export type Happening =
  | { readonly kind: 'entry'; readonly entry: TraceEntry }
  | { readonly kind: 'attempt'; readonly track: number; readonly index: number }

export function happeningOf(trace: Trace, seq: Seq): Happening | undefined {
  const entry = entryOf(trace, seq)
  if (entry) return { kind: 'entry', entry }
  for (const [track, { columns }] of trace.probes.entries()) {
    const index = countColumnUpTo(columns.seq, columns.length, seq) - 1
    if (index >= 0 && columns.seq[index] === seq) return { kind: 'attempt', track, index }
  }
  return undefined
}

export function entryOf(trace: Trace, seq: Seq): TraceEntry | undefined {
  const { entries } = trace
  const found = entries[countWhile(entries.length, (index) => (entries[index] as TraceEntry).seq <= seq) - 1]
  return found?.seq === seq ? found : undefined
}

/** How many entries there are at or before an instant. */
export function entriesUpTo(trace: Trace, at: Time): number {
  return countWhile(trace.entries.length, (index) => (trace.entries[index] as TraceEntry).at <= at)
}
