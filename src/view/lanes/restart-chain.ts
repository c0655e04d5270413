import type { PodRef } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { type Anchor, anchorOf, causeOf, type Found, findSeq } from './causes.ts'
import type { Lane } from './lane.ts'

/** More of a streak of failures is not shown: what decided is the last of them. */
const LONGEST_STREAK = 6

/**
 * All that belongs to the restart of a container that something is part of: failures of a probe, signals, the exit, the
 * back-off and the next run, in order. Of a run that still lasts, what led to it. Empty where nothing was restarted.
 */
export function restartChain(trace: Trace, lanes: readonly Lane[], from: Found): readonly Anchor[] {
  const of = runOf(trace, from)
  if (!of) return []
  const { ended, next } = of
  const chain: Anchor[] = []
  let rules: RuleId[] = []
  const put = (found: Found) => {
    const anchor = anchorOf(trace, lanes, found)
    if (!anchor || same(anchor, chain[0])) return
    // What was passed over since then leads from this anchor to the one that is there already.
    if (chain[0]) chain[0] = { ...chain[0], rules: unique([...rules, ...(chain[0].rules ?? [])]) }
    rules = []
    chain.unshift(found.kind === 'entry' && found.entry.rule ? { ...anchor, rules: [found.entry.rule] } : anchor)
  }
  let current = findSeq(trace, next?.id ?? ended.endSeq ?? ended.id)
  let backedOff = false
  for (let steps = 0; current && steps < 64; steps += 1) {
    if (current.kind === 'attempt') {
      streak(trace, current).forEach(put)
      break
    }
    const { entry } = current
    if (entry.at < ended.start) break
    const isExit = entry.kind === 'spanEnd' && entry.opened === ended.id
    const wait = isExit && !backedOff ? backOffAfter(trace, ended, next) : undefined
    if (wait) put({ kind: 'entry', entry: wait.opened })
    if (entry.kind === 'span' && entry.span.kind === 'backOff') backedOff = true
    const before = chain[0]
    put(current)
    if (chain[0] === before && entry.rule) rules.unshift(entry.rule)
    const cause = causeOf(entry)
    current = cause === undefined || cause === ended.id ? undefined : findSeq(trace, cause)
  }
  return chain
}

/** The run that ended, and the one that came after it. */
function runOf(trace: Trace, found: Found): { readonly ended: Span; readonly next: Span | undefined } | undefined {
  const place = placeOf(trace, found)
  if (!place) return undefined
  const runs = trace.spans.filter(
    ({ detail, pod, container }) => detail.kind === 'run' && pod.uid === place.pod.uid && container === place.container,
  )
  const index = runs.findIndex(({ restart = 0 }) => restart === place.restart)
  const run = runs[index]
  if (run?.end !== undefined) return { ended: run, next: runs[index + 1] }
  // Either it still lasts, or what was asked about lies between two runs.
  const last = index < 0 ? runs.findLast(({ end }) => end !== undefined) : runs[index - 1]
  return last && { ended: last, next: runs[runs.indexOf(last) + 1] }
}

interface RunPlace {
  readonly pod: PodRef
  readonly container: string
  readonly restart: number
}

function placeOf(trace: Trace, found: Found): RunPlace | undefined {
  if (found.kind === 'attempt') {
    const track = trace.probes[found.track]
    return (
      track && { pod: track.pod, container: track.container, restart: track.columns.restart[found.index] as number }
    )
  }
  const { entry } = found
  if (entry.kind === 'spanEnd') {
    const opened = findSeq(trace, entry.opened)
    return opened && placeOf(trace, opened)
  }
  if (entry.kind !== 'span' && entry.kind !== 'signal' && entry.kind !== 'oom') return undefined
  const { pod, container, restart = 0 } = entry
  return container === undefined ? undefined : { pod, container, restart }
}

function backOffAfter(trace: Trace, ended: Span, next: Span | undefined): Span | undefined {
  const { end = 0, pod, container } = ended
  return trace.spans.find(
    (span) =>
      span.detail.kind === 'backOff' &&
      span.pod.uid === pod.uid &&
      span.container === container &&
      span.start >= end &&
      (next === undefined || span.start <= next.start),
  )
}

/** The failures in a row that end with this one, the last first. */
function streak(trace: Trace, last: Extract<Found, { kind: 'attempt' }>): readonly Found[] {
  const columns = trace.probes[last.track]?.columns
  const length = Math.min(columns?.run[last.index] ?? 1, LONGEST_STREAK, last.index + 1)
  return Array.from({ length }, (_, i) => ({ ...last, index: last.index - i }))
}

function same(a: Anchor, b: Anchor | undefined): boolean {
  return b !== undefined && a.lane === b.lane && a.at === b.at && a.y === b.y
}

function unique(rules: readonly RuleId[]): readonly RuleId[] {
  return [...new Set(rules)]
}
