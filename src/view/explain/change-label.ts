import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { SpanDetail, TraceEntry } from '../../trace/entry.ts'
import { entriesUpTo, entryOf } from '../../trace/lookup.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { countColumnUpTo } from '../../trace/search.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { CHANGE_EN, type ChangeWords } from './change-words-en.ts'

/** In two or three words what happens at an instant: the weightiest of what happens there. */
export function changeLabel(trace: Trace, at: Time, words: ChangeWords = CHANGE_EN): string {
  let best: Label = { weight: 0, text: '' }
  const first = entriesUpTo(trace, at - 1)
  const end = entriesUpTo(trace, at)
  for (const entry of trace.entries.slice(first, end)) best = heavier(best, entryLabel(trace, entry, words))
  for (const { columns, probe, failureThreshold, successThreshold } of trace.probes) {
    for (let i = countColumnUpTo(columns.endAt, columns.length, at) - 1; i >= 0 && columns.endAt[i] === at; i--) {
      const outcome = PROBE_OUTCOMES[columns.outcome[i] as number] ?? 'unknown'
      const of = outcome === 'success' ? successThreshold : failureThreshold
      best = heavier(best, { weight: 3, text: words.probe(probe, outcome, columns.run[i] as number, of) })
    }
  }
  return best.text
}

interface Label {
  readonly weight: number
  readonly text: string
}

const heavier = (a: Label, b: Label | undefined): Label => (b !== undefined && b.weight > a.weight ? b : a)

function entryLabel(trace: Trace, entry: TraceEntry, words: ChangeWords): Label | undefined {
  switch (entry.kind) {
    case 'step':
      return { weight: 9, text: entry.index < 0 ? words.created : entry.text }
    case 'oom':
      return { weight: 8, text: words.oom }
    case 'signal':
      return { weight: 6, text: entry.signal }
    case 'spanEnd':
      return entry.outcome.kind === 'exit'
        ? { weight: 7, text: words.exit(entry.outcome.exitCode) }
        : { weight: 0.5, text: words.ended(kindOf(trace, entry.opened)) }
    case 'span':
      return spanLabel(entry, words)
    case 'object':
      return objectLabel(trace, entry, words)
    case 'event':
      return { weight: 1, text: entry.reason }
    default:
      return undefined
  }
}

function spanLabel(
  { span, restart = 0 }: Extract<TraceEntry, { kind: 'span' }>,
  words: ChangeWords,
): Label | undefined {
  if (span.kind === 'run') return { weight: 5, text: restart > 0 ? words.restart : words.start }
  if (span.kind === 'pull') return { weight: 3, text: words.pull }
  if (span.kind === 'hook') return { weight: 4, text: span.hook }
  return { weight: 2, text: words.began(span.kind) }
}

function kindOf(trace: Trace, opened: number): SpanDetail['kind'] {
  const entry = entryOf(trace, opened)
  return entry?.kind === 'span' ? entry.span.kind : 'run'
}

function objectLabel(
  trace: Trace,
  entry: Extract<TraceEntry, { kind: 'object' }>,
  words: ChangeWords,
): Label | undefined {
  if (entry.change === 'DELETED') return { weight: 7, text: words.gone(entry.objectKind) }
  if (entry.objectKind !== 'Pod') return { weight: 1, text: words.changed(entry.objectKind) }
  const versions = trace.objects.get(objectKey('Pod', entry.namespace, entry.name)) ?? []
  const before = versions.findLast((each) => each.seq < entry.seq)
  if (before === undefined) return { weight: 7, text: words.created }
  const was = podRow(before.object as Pod, entry.at)
  const is = podRow(entry.object as Pod, entry.at)
  if (is.status !== was.status) return { weight: 5, text: is.status }
  if (is.ready !== was.ready) return { weight: 4, text: words.ready(is.ready) }
  return { weight: 1, text: words.statusWritten }
}
