import { assertNever } from '../../lib/assert.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Seq, SpanClosed, SpanDetail, SpanOpened, TraceEntry } from '../../trace/entry.ts'
import { entriesUpTo, entryOf, type Happening } from '../../trace/lookup.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import type { RuleId } from '../../trace/rule.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import { countUpTo } from '../../trace/search.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { sayDecision } from './decision-words.ts'
import { schedulingField, schedulingText } from './scheduling-sentence.ts'
import { EXPLAIN_EN, type ExplainWords } from './words-en.ts'
import { plain, type Text, writeText } from './write-sentence.ts'

/** One link of a chain of causes. */
export interface Sentence {
  readonly seq: Seq
  readonly at: Time
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
  const { text, detail } = textOf(trace, entry, words)
  return {
    seq: entry.seq,
    at: entry.at,
    text,
    detail,
    rule: entry.rule,
    field: fieldOf(trace, entry),
    pod: podOf(entry),
    cause: entry.cause,
  }
}

function attemptSentence(trace: Trace, trackIndex: number, index: number, words: ExplainWords): Sentence {
  const track = trace.probes[trackIndex] as Trace['probes'][number]
  const { columns } = track
  const outcome = PROBE_OUTCOMES[columns.outcome[index] as number] ?? 'unknown'
  const good = outcome === 'success'
  const threshold = good ? track.successThreshold : track.failureThreshold
  const run = columns.run[index] as number
  const field = `${containerPath(trace, track.pod, track.container)}.${track.probe}Probe.${good ? 'successThreshold' : 'failureThreshold'}`
  return {
    seq: columns.seq[index] as number,
    at: columns.endAt[index] as number,
    text: words.list([
      words.attempt(track.probe, outcome),
      ...(outcome === 'unknown' ? [] : [words.inARow(run, threshold)]),
    ]),
    detail: track.messages.get(index)?.trim(),
    rule: outcome === 'unknown' ? 'PROBE-7' : 'PROBE-5',
    field,
    pod: track.pod,
    cause: undefined,
  }
}

function textOf(trace: Trace, entry: TraceEntry, words: ExplainWords): Text {
  switch (entry.kind) {
    case 'step':
      return entry.index < 0 ? plain(words.submitted, entry.text) : plain(entry.text, complaintOf(trace, entry))
    case 'stepOutput':
      return plain(words.stepPrinted(entry.text.trim()))
    case 'object':
      return writeText(trace, entry, words)
    case 'event':
      return plain(words.event(entry.reason, entry.message.trim()))
    case 'log':
      return plain(words.log(entry.container, entry.line))
    case 'signal':
      return plain(words.signal(entry.signal, entry.pid, entry.effect))
    case 'oom':
      return plain(
        words.oom(entry.limitBytes, entry.of ?? 'container'),
        words.oomDetail(entry.wholeContainer, entry.pid),
      )
    case 'decision': {
      const decision = schedulingDecisionOf(entry)
      return decision ? schedulingText(decision, words) : plain(sayDecision(entry, words.decisions).text)
    }
    case 'notSimulated':
      return plain(entry.note ? words.note(entry.note) : entry.what)
    case 'span':
      return plain(spanText(entry, words))
    case 'spanEnd':
      return spanEndText(trace, entry, words)
    default:
      return assertNever(entry)
  }
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

function spanText({ span, container = '', restart = 0 }: SpanOpened, words: ExplainWords): string {
  switch (span.kind) {
    case 'volumes':
      return words.volumes
    case 'sandbox':
      return words.sandbox
    case 'pull':
      return words.pull(span.image)
    case 'start':
      return words.start(container)
    case 'run':
      return words.run(container, restart + 1)
    case 'hook':
      return words.hook(span.hook)
    case 'backOff':
      return span.of === 'pull' ? words.backOffPull(span.lengthMs) : words.backOff(span.lengthMs)
    case 'grace':
      return words.grace(span.signal, span.graceMs, span.deadline)
    case 'throttled':
      return words.throttled(span.wantedMilliCPU, span.limitMilliCPU)
    case 'terminating':
      return words.terminating(span.graceMs)
    default:
      return assertNever(span)
  }
}

function spanEndText(trace: Trace, entry: SpanClosed, words: ExplainWords): Text {
  const opened = entryOf(trace, entry.opened)
  const span: SpanDetail | undefined = opened?.kind === 'span' ? opened.span : undefined
  const kind = span?.kind ?? 'run'
  const { outcome } = entry
  switch (outcome.kind) {
    case 'done':
      return plain(words.ended[kind])
    case 'cancelled':
      return plain(words.cancelled[kind])
    case 'failed':
      return plain(words.failed[kind], outcome.message === '' ? outcome.reason : outcome.message)
    case 'exit':
      return plain(
        words.exit(outcome.exitCode, outcome.reason),
        opened?.kind === 'span' ? runDetail(trace, opened, entry, outcome.exitCode, words) : undefined,
      )
    default:
      return assertNever(outcome)
  }
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
  const decision = schedulingDecisionOf(entry)
  const field = entry.field ?? (decision && schedulingField(decision))
  if (field === undefined || field === '' || /^(?:spec|metadata|status)\b/.test(field)) return field || undefined
  if (!('pod' in entry) || !('container' in entry) || entry.container === undefined) return undefined
  return `${containerPath(trace, entry.pod, entry.container)}.${field}`
}

/** spec.containers[1] for the container of that name. */
export function containerPath(
  trace: Trace,
  pod: { readonly namespace: string; readonly name: string },
  container: string,
): string {
  const versions = trace.objects.get(objectKey('Pod', pod.namespace, pod.name)) ?? []
  const spec = (versions.at(-1)?.object as Pod | undefined)?.spec
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
    const index = spec?.[list]?.findIndex((each) => each.name === container) ?? -1
    if (index >= 0) return `spec.${list}[${index}]`
  }
  return 'spec.containers[0]'
}
