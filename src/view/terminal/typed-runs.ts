import type { Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'

/** A line that was run on the workstation, and what came of it in the whole run. */
export interface TypedRun {
  readonly seq: Seq
  readonly at: Time
  readonly line: string
  /** It is no part of the text. */
  readonly aside: boolean
  readonly output: { readonly at: Time; readonly text: string }[]
  end: { readonly at: Time; readonly exitCode: number } | undefined
  /** An object has another version by it. */
  wrote: boolean
}

const known = new WeakMap<Trace, readonly TypedRun[]>()

/** In the order in which they were begun. */
export function typedRuns(trace: Trace): readonly TypedRun[] {
  const before = known.get(trace)
  if (before) return before
  const byIndex = new Map<number, TypedRun>()
  const bySeq = new Map<Seq, TypedRun>()
  for (const entry of trace.entries) {
    switch (entry.kind) {
      case 'step': {
        if (!entry.typed) break
        const run = { seq: entry.seq, at: entry.at, line: entry.text, aside: entry.aside === true }
        const typed: TypedRun = { ...run, output: [], end: undefined, wrote: false }
        byIndex.set(entry.index, typed)
        bySeq.set(entry.seq, typed)
        break
      }
      case 'stepOutput': {
        const text = entry.unfinished ? entry.text : `${entry.text}\n`
        byIndex.get(entry.index)?.output.push({ at: entry.at, text })
        break
      }
      case 'stepEnd': {
        const typed = byIndex.get(entry.index)
        if (typed) typed.end = { at: entry.at, exitCode: entry.exitCode }
        break
      }
      case 'object': {
        const typed = entry.cause === undefined ? undefined : bySeq.get(entry.cause)
        if (typed && entry.objectKind !== 'Event') typed.wrote = true
      }
    }
  }
  const runs = [...byIndex.values()].sort((a, b) => a.seq - b.seq)
  known.set(trace, runs)
  return runs
}
