import type { Time } from '../../lib/time.ts'
import type { Seq, SpanClosed, SpanOpened, TraceEntry } from '../../trace/entry.ts'
import { entriesUpTo, entryOf, type Happening } from '../../trace/lookup.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import type { RuleId } from '../../trace/rule.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Trace } from '../../trace/trace.ts'
import { containerPath } from '../diagnosis/container-of.ts'
import { failedRequests } from '../diagnosis/failed-requests.ts'
import { type Fact, factOf } from './fact.ts'
import { sayFact } from './say-fact.ts'
import { sayNotice } from './say-notice.ts'
import { schedulingField } from './scheduling-sentence.ts'
import { EXPLAIN_EN, type ExplainWords } from './words-en.ts'

/** One link of a chain of causes. */
export interface Sentence {
  readonly seq: Seq
  readonly at: Time
  /** What it says, whatever the language. */
  readonly fact: Fact
  readonly text: string
  /** What a machine said about it, or what else there is to say. */
  readonly detail: string | undefined
  readonly rule: RuleId | undefined
  /** The field of the Pod that decided, from the root of the object. */
  readonly field: string | undefined
  /** Which Pod's field it is. */
  readonly pod: { readonly namespace: string; readonly name: string } | undefined
  readonly cause: Seq | undefined
}

export function sentenceOf(trace: Trace, happening: Happening, words: ExplainWords = EXPLAIN_EN): Sentence {
  return happening.kind === 'entry'
    ? entrySentence(trace, happening.entry, words)
    : attemptSentence(trace, happening.track, happening.index, words)
}

function entrySentence(trace: Trace, entry: TraceEntry, words: ExplainWords): Sentence {
  const fact = factOf(trace, entry)
  return {
    seq: entry.seq,
    at: entry.at,
    fact,
    text: sayFact(fact, words).text,
    detail: detailOf(trace, entry, fact, words),
    rule: entry.rule,
    field: fieldOf(trace, entry),
    pod: podOf(entry),
    cause: entry.cause,
  }
}

function attemptSentence(trace: Trace, trackIndex: number, index: number, words: ExplainWords): Sentence {
  const track = trace.probes[trackIndex] as Trace['probes'][number]
  const { columns, probe } = track
  const outcome = PROBE_OUTCOMES[columns.outcome[index] as number] ?? 'unknown'
  const good = outcome === 'success'
  const threshold = good ? track.successThreshold : track.failureThreshold
  const fact: Fact = { kind: 'attempt', probe, outcome, run: columns.run[index] as number, threshold }
  const field = `${containerPath(trace, track.pod, track.container)}.${probe}Probe.${good ? 'successThreshold' : 'failureThreshold'}`
  return {
    seq: columns.seq[index] as number,
    at: columns.endAt[index] as number,
    fact,
    text: sayFact(fact, words).text,
    detail: track.messages.get(index)?.trim(),
    rule: outcome === 'unknown' ? 'PROBE-7' : 'PROBE-5',
    field,
    pod: track.pod,
    cause: undefined,
  }
}

/** What else there is to say. */
function detailOf(trace: Trace, entry: TraceEntry, fact: Fact, words: ExplainWords): string | undefined {
  if (entry.kind === 'step') return fact.kind === 'submitted' ? entry.text : complaintOf(trace, entry)
  if (entry.kind === 'spanEnd') return endDetail(trace, entry, words)
  if (fact.kind === 'write') {
    const [, ...rest] = fact.notices
    return rest.length > 0 ? words.sentences(rest.map((notice) => sayNotice(notice, words).text)) : undefined
  }
  if (fact.kind === 'oom') return words.oomDetail(fact.wholeContainer, fact.pid)
  if (fact.kind === 'scheduling' && fact.decision.kind === 'unschedulable') return fact.decision.message
  return undefined
}

/** What a step printed at once to stderr: why nothing came of it, or not all. */
function complaintOf(trace: Trace, { seq, at }: TraceEntry): string | undefined {
  const said: string[] = []
  for (let i = entriesUpTo(trace, at) - 1; i >= 0; i--) {
    const entry = trace.entries[i] as TraceEntry
    if (entry.seq <= seq) break
    if (entry.kind === 'stepOutput' && entry.stream === 'stderr' && entry.cause === seq) said.unshift(entry.text.trim())
  }
  return said.length > 0 ? said.join('\n') : undefined
}

function endDetail(trace: Trace, entry: SpanClosed, words: ExplainWords): string | undefined {
  const { outcome } = entry
  if (outcome.kind === 'failed') return outcome.message === '' ? outcome.reason : outcome.message
  const opened = outcome.kind === 'exit' ? entryOf(trace, entry.opened) : undefined
  return outcome.kind === 'exit' && opened?.kind === 'span'
    ? runDetail(trace, opened, entry, outcome.exitCode, words)
    : undefined
}

/** How far back the last words of a run are looked for: others print, too. */
const LOOK_BACK = 200

/** How long it ran; and after a failure what it printed last, which is what one would look for in the log. */
function runDetail(
  trace: Trace,
  { at, pod, container, restart }: SpanOpened,
  end: SpanClosed,
  exitCode: number,
  words: ExplainWords,
): string {
  const ran = words.runDetail(end.at - at)
  if (exitCode === 0) return ran
  const upTo = countUpTo(trace.logs, end.at)
  const last = trace.logs
    .slice(Math.max(0, upTo - LOOK_BACK), upTo)
    .findLast((log) => log.pod.uid === pod.uid && log.container === container && log.restart === restart)
  return last === undefined ? ran : words.lastWords(ran, last.line)
}

function podOf(entry: TraceEntry): Sentence['pod'] {
  if ('pod' in entry) return entry.pod
  if (entry.kind === 'object' && entry.objectKind === 'Pod') return { namespace: entry.namespace, name: entry.name }
  if (entry.kind === 'event' && entry.regarding.kind === 'Pod') return entry.regarding
  return undefined
}

/** A rule may name a field of the container by what follows the container's path. */
function fieldOf(trace: Trace, entry: TraceEntry): string | undefined {
  if (entry.kind === 'requestsFailed') return failedRequests(trace, entry).field
  const decision = schedulingDecisionOf(entry)
  const field = entry.field ?? (decision && schedulingField(decision))
  if (field === undefined || field === '' || /^(?:spec|metadata|status)\b/.test(field)) return field || undefined
  if (!('pod' in entry) || !('container' in entry) || entry.container === undefined) return undefined
  return `${containerPath(trace, entry.pod, entry.container)}.${field}`
}
