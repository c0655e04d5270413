import { podRow } from '../../kubectl/printers/pod-row.ts'
import { isPodReady } from '../../manifest/pod/pod-status.ts'
import type { Seq, TraceEntry } from '../../trace/entry.ts'
import { happeningOf } from '../../trace/lookup.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { spansOfLife } from '../history/on-node.ts'
import { containersOf, type PodHistory, type PodVersion, statusOf } from '../history/pod-history.ts'
import type { RestartCause } from './restart-cause.ts'
import type { SummaryWords } from './summary-words-en.ts'

/** Of more Pods than this each gets one short sentence. */
const FEW = 1
/** And of more than this only the first do. */
const MOST = 4
/** Of so many containers something is said: those that most became of, in their order. */
const FEW_CONTAINERS = 2

/** A run in two to five plain sentences, for those who listen and for those who have no time. */
export function summaryOf(trace: Trace, words: SummaryWords): readonly string[] {
  const histories = historiesOf(trace)
  if (histories.length === 0) return [words.noPod(words.duration(trace.endMs))]
  if (histories.length <= FEW) return histories.flatMap((history) => lifeOf(trace, history, words))
  const shown = histories.slice(0, MOST)
  const sentences = [words.pods(histories.length, words.duration(trace.endMs))]
  for (const history of shown) sentences.push(shortLife(trace, history, words))
  if (histories.length > shown.length) sentences.push(words.morePods(histories.length - shown.length))
  return sentences
}

function lifeOf(trace: Trace, history: PodHistory, words: SummaryWords): readonly string[] {
  const told = containersOf(history).flatMap(
    ({ container }) => containerText(trace, history, container.name, words) ?? [],
  )
  const weightiest = new Set([...told].sort((a, b) => b.weight - a.weight).slice(0, FEW_CONTAINERS))
  return [
    birth(trace, history, words),
    ready(history, words),
    ...told.filter((each) => weightiest.has(each)).map(({ text }) => text),
    end(history, trace, words),
  ].filter((sentence) => sentence !== '')
}

function birth(trace: Trace, { ref, versions, createdAt, deletedAt }: PodHistory, words: SummaryWords): string {
  const lived = words.duration((deletedAt ?? trace.endMs) - createdAt)
  const bound = versions.find(({ pod }) => pod.spec.nodeName !== undefined)
  if (bound === undefined) return words.neverBound(ref.name, lived)
  const node = bound.pod.spec.nodeName ?? ''
  const waited = bound.at - createdAt
  if (waited >= 1_000) return words.boundLate(ref.name, words.duration(waited), node, lived)
  return words.lived(ref.name, node, lived)
}

function ready({ versions, createdAt }: PodHistory, words: SummaryWords): string {
  const isReady = ({ pod }: PodVersion): boolean => isPodReady(pod)
  const first = versions.find(isReady)
  if (first === undefined) return words.neverReady
  let lost = 0
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1]
    // Whoever is being stopped or has ended is not ready any more: nothing to be told.
    const over =
      version.pod.metadata.deletionTimestamp !== undefined || /Succeeded|Failed/.test(version.pod.status.phase)
    if (before && isReady(before) && !isReady(version) && !over) lost += 1
  }
  return words.readyAfter(words.duration(first.at - createdAt), lost)
}

function end({ versions, deletedAt }: PodHistory, trace: Trace, words: SummaryWords): string {
  const last = versions.at(-1)
  if (last === undefined) return ''
  if (deletedAt !== undefined) return words.gone(words.duration(deletedAt))
  const { status, ready: readiness } = podRow(last.pod, trace.endMs)
  return words.ends(status, readiness)
}

/** What became of a container, and how much there is to it. */
interface Told {
  readonly text: string
  readonly weight: number
}

function containerText(trace: Trace, history: PodHistory, name: string, words: SummaryWords): Told | undefined {
  const runs = spansOfLife(trace, history).filter(
    ({ detail, container }) => detail.kind === 'run' && container === name,
  )
  if (runs.length === 0) {
    const last = history.versions.findLast(({ written }) => written.change !== 'DELETED')
    const reason = last && statusOf(last.pod, name)?.state.waiting?.reason
    return reason === undefined ? undefined : { text: words.neverStarted(name, reason), weight: 3 }
  }
  const restarts = runs.slice(0, -1)
  if (restarts.length > 0) {
    return { text: words.restarted(name, restarts.length, causesText(trace, restarts, words)), weight: 3 }
  }
  const [run] = runs
  const why = run && troubleBefore(history, name, run)
  if (run && why !== undefined) {
    return { text: words.startedLate(name, words.duration(run.start - history.createdAt), why), weight: 1 }
  }
  if (run?.outcome?.kind !== 'exit') return undefined
  const { exitCode, reason } = run.outcome
  return { text: words.ended(name, exitCode, reason), weight: exitCode === 0 ? 0 : 2 }
}

/** What the first start had to wait for, where that is worth a word. */
function troubleBefore({ versions }: PodHistory, name: string, run: Span): string | undefined {
  let reason: string | undefined
  for (const { at, pod } of versions) {
    if (at >= run.start) break
    const waiting = statusOf(pod, name)?.state.waiting?.reason
    if (waiting !== undefined && !/^(ContainerCreating|PodInitializing)$/.test(waiting)) reason = waiting
  }
  return reason
}

/** The causes, the most frequent first: "liveness failed 2 times in a row each time". */
function causesText(trace: Trace, ended: readonly Span[], words: SummaryWords): string {
  const counts = new Map<string, number>()
  for (const run of ended) {
    const cause = restartCause(trace, run)
    const text = words.cause(cause)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  const [only] = sorted
  if (sorted.length === 1 && only) return ended.length === 1 ? only[0] : words.eachTime(only[0])
  return words.list(sorted.map(([text, count]) => words.some(text, count)))
}

/** How far back the cause of an exit is looked for. */
const FAR = 8

function restartCause(trace: Trace, run: Span): RestartCause {
  const { outcome } = run
  const code = outcome?.kind === 'exit' ? outcome.exitCode : -1
  if (outcome?.kind === 'exit' && outcome.reason === 'OOMKilled') return { kind: 'oom' }
  let seq: Seq | undefined = run.endSeq
  let killed = false
  for (let i = 0; i < FAR && seq !== undefined; i += 1) {
    const happening = happeningOf(trace, seq)
    if (happening === undefined) break
    if (happening.kind === 'attempt') {
      const track = trace.probes[happening.track]
      return track ? { kind: 'probe', probe: track.probe, failures: track.failureThreshold } : { kind: 'killed' }
    }
    const entry: TraceEntry = happening.entry
    if (entry.kind === 'oom') return { kind: 'oom' }
    // What came before this run did not end it.
    if (entry.seq <= run.id) break
    if (entry.kind === 'signal') killed = true
    seq = entry.cause
  }
  return killed ? { kind: 'killed' } : { kind: 'exit', code }
}

function shortLife(trace: Trace, history: PodHistory, words: SummaryWords): string {
  const { ref, versions, deletedAt } = history
  const restarts: number = containersOf(history).reduce((sum, { container }) => {
    const runs = spansOfLife(trace, history).filter(
      (span) => span.detail.kind === 'run' && span.container === container.name,
    )
    return sum + Math.max(0, runs.length - 1)
  }, 0)
  const last = versions.at(-1)
  if (deletedAt !== undefined || last === undefined) {
    return words.shortGone(ref.name, restarts, words.duration(deletedAt ?? trace.endMs))
  }
  const { status, ready: readiness } = podRow(last.pod, trace.endMs)
  return words.short(ref.name, restarts, status, readiness)
}
