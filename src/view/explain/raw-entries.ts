import type { Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import { entriesUpTo } from '../../trace/lookup.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { countColumnUpTo } from '../../trace/search.ts'
import type { Trace } from '../../trace/trace.ts'
import { sentenceOf } from './sentence.ts'
import type { ExplainWords } from './words-en.ts'

/** An entry of the trace as it is, or an attempt of a probe, which is a row of its track. */
export interface RawEntry {
  readonly seq: Seq
  readonly at: Time
  readonly kind: string
  readonly text: string
  readonly value: unknown
}

/** The last `most` things that are in the trace up to an instant, the newest first. */
export function rawEntriesAt(trace: Trace, at: Time, most: number, words: ExplainWords): readonly RawEntry[] {
  const found: RawEntry[] = []
  const end = entriesUpTo(trace, at)
  for (const entry of trace.entries.slice(Math.max(0, end - most), end)) {
    const { text } = sentenceOf(trace, { kind: 'entry', entry }, words)
    found.push({ seq: entry.seq, at: entry.at, kind: entry.kind, text, value: entry })
  }
  for (const [track, { pod, container, probe, columns, messages }] of trace.probes.entries()) {
    const ended = countColumnUpTo(columns.endAt, columns.length, at)
    for (let index = Math.max(0, ended - most); index < ended; index += 1) {
      const value = {
        seq: columns.seq[index] as number,
        at: columns.at[index] as number,
        endAt: columns.endAt[index] as number,
        kind: 'attempt',
        ...{ pod, container, probe },
        outcome: PROBE_OUTCOMES[columns.outcome[index] as number],
        run: columns.run[index] as number,
        restart: columns.restart[index] as number,
        decisive: columns.decisive[index] === 1,
        message: messages.get(index),
      }
      const { text } = sentenceOf(trace, { kind: 'attempt', track, index }, words)
      found.push({ seq: value.seq, at: value.endAt, kind: 'attempt', text, value })
    }
  }
  return found.sort((a, b) => b.at - a.at || b.seq - a.seq).slice(0, most)
}
