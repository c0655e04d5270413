import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Seq } from '../../trace/entry.ts'
import { entryOf, happeningOf } from '../../trace/lookup.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Cause } from '../diagnosis/cause.ts'
import { type SameBefore, sameBefore } from '../diagnosis/run-end.ts'
import { historiesOf } from '../history/histories.ts'
import { containersOf, type PodHistory, type PodVersion } from '../history/pod-history.ts'
import { type Answer, answerOf, evidenceOf } from './answer.ts'
import { answerTo } from './answer-mark.ts'
import { type Fact, isAside, isUnnoticed, isWeighty, saysTheSame } from './fact.ts'
import { lastGone } from './last-gone.ts'
import { count, versionBefore } from './notice.ts'
import type { Question } from './question.ts'
import { sayAnswer } from './say-answer.ts'
import { askAbout, sayFact } from './say-fact.ts'
import { type Sentence, sentenceOf } from './sentence.ts'
import { EXPLAIN_EN, type ExplainWords } from './words-en.ts'

/** Why something is as it is: one sentence that says it, and the chain of causes, the newest first. */
export interface Explanation {
  readonly title: string
  /** Undefined: the first of the links says it all. */
  readonly answer: string | undefined
  /** The field that decided, of which Pod. */
  readonly field: { readonly namespace: string; readonly name: string; readonly field: string } | undefined
  /** The cause that the answer begins with, and whose it is. */
  readonly about:
    | { readonly pod: { readonly namespace: string; readonly name: string }; readonly cause: Cause }
    | undefined
  readonly links: readonly Sentence[]
  /** Causes that are left out: decisions that changed nothing, and what came long before. */
  readonly hidden: number
  /** It had ended the same way before. */
  readonly before: SameBefore | undefined
  /** What comes next for this Pod, if anything does. */
  readonly next: Sentence | undefined
}

/** What is asked about: a happening, or (without one) the Pod's STATUS at the playhead. */
export interface Subject {
  readonly seq: Seq | undefined
  readonly uid: string | undefined
  /** Which value of those that were written. */
  readonly about?: { readonly what: string; readonly value: string; readonly on?: Question | undefined } | undefined
}

const MOST_LINKS = 7

const SAME_MOMENT_MS = 1_000

export function explain(
  trace: Trace,
  at: Time,
  { seq, uid, about }: Subject,
  { all = false, words = EXPLAIN_EN }: { readonly all?: boolean; readonly words?: ExplainWords } = {},
): Explanation | undefined {
  const history = uid === undefined ? undefined : historiesOf(trace).find((each) => each.ref.uid === uid)
  const current = history && currentStatus(history, at)
  const gone = seq === undefined && current === undefined ? lastGone(trace, at) : undefined
  const start = seq ?? current?.because.written.seq ?? gone?.versions.at(-1)?.written.seq
  if (start === undefined) return undefined
  const answer = answerFor(trace, at, { seq, uid, about }, history, current)
  const chain = chainFrom(trace, start, answer, words)
  const links = withSubject(withoutEchoes(chain), about, words)
  const weighty = links.filter((link, index) => index === links.length - 1 || !isAside(link.fact))
  const shown = all ? links : weighty.slice(-MOST_LINKS)
  const run = answer?.causes[0]?.run
  return {
    title: about
      ? words.why(`${about.what} ${about.value}`)
      : gone
        ? words.whyGone(gone.ref.name)
        : seq === undefined
          ? titleOf(current, words)
          : titleOfSubject(trace, seq, chainOf(trace, seq, words).at(-1), words),
    answer: answer
      ? sayAnswer(answer, isOneOfSeveral(answer, trace, history), words.answers)
      : toldByChain(links, words),
    field: fieldOfAnswer(answer, chain),
    about: aboutOf(answer, chain, history),
    links: shown.toReversed(),
    hidden: links.length - shown.length,
    before: run && sameBefore(trace, run),
    next: history && nextOf(trace, history, at, words),
  }
}

function answerFor(
  trace: Trace,
  at: Time,
  { seq, about }: Subject,
  history: PodHistory | undefined,
  current: CurrentStatus | undefined,
): Answer | undefined {
  // Whoever goes back along the causes still asks about what was written later.
  const asked = seq === undefined ? at : Math.max(at, entryOf(trace, seq)?.at ?? at)
  if (about?.on && history) return answerOf(trace, history, about.on, asked)
  if (seq !== undefined) {
    const happening = happeningOf(trace, seq)
    return happening && answerTo(trace, happening)
  }
  if (history === undefined || current === undefined) return undefined
  const [some, count] = current.ready.split('/')
  const restarted = current.status === 'Running' && some === count && current.restarts !== undefined
  return answerOf(trace, history, { kind: restarted ? 'restarts' : 'status' }, at)
}

/** Whether a container has to be called by its name. */
function isOneOfSeveral({ causes }: Answer, trace: Trace, history: PodHistory | undefined): boolean {
  const seq = causes[0]?.seq
  const uid = causes[0]?.run?.pod.uid ?? (seq === undefined ? undefined : podUidAt(trace, seq))
  const of = history ?? historiesOf(trace).find(({ onNode, ref }) => onNode.uid === uid || ref.uid === uid)
  return of !== undefined && containersOf(of).length > 1
}

function podUidAt(trace: Trace, seq: Seq): string | undefined {
  const happening = happeningOf(trace, seq)
  if (happening?.kind === 'attempt') return trace.probes[happening.track]?.pod.uid
  return happening && 'pod' in happening.entry ? happening.entry.pod.uid : undefined
}

/** Without an answer of its own: what happened, and the weightiest of what led to it. */
function toldByChain(links: readonly Sentence[], words: ExplainWords): string | undefined {
  const last = links.at(-1)
  const cause =
    links.findLast((link) => link !== last && isWeighty(link.fact)) ??
    links.findLast((link) => link !== last && !isAside(link.fact))
  if (last === undefined || cause === undefined) return undefined
  const { detail, fact, text } = cause
  const told = detail !== undefined && isWeighty(fact) && fact.kind !== 'step'
  return words.answers.because(last.text, told ? words.answers.of(text, detail) : text)
}

function fieldOfAnswer(answer: Answer | undefined, chain: readonly Sentence[]): Explanation['field'] {
  const [found] = answer?.causes ?? []
  const link = chain.find(({ seq }) => seq === found?.seq)
  const pod = link?.pod ?? chain.findLast((each) => each.pod !== undefined)?.pod
  const field = found?.field ?? link?.field
  return pod && field !== undefined ? { namespace: pod.namespace, name: pod.name, field } : undefined
}

function aboutOf(
  answer: Answer | undefined,
  chain: readonly Sentence[],
  history: PodHistory | undefined,
): Explanation['about'] {
  const cause = answer?.causes[0]?.cause
  const pod = history?.ref ?? chain.findLast((each) => each.pod !== undefined)?.pod
  return cause && pod && { cause, pod: { namespace: pod.namespace, name: pod.name } }
}

/** What is asked about, and what led to it: in the order of time. It ends at the run that the newest end belongs to. */
function chainFrom(trace: Trace, start: Seq, answer: Answer | undefined, words: ExplainWords): readonly Sentence[] {
  const evidence = answer ? evidenceOf(answer) : []
  const own = chainOf(trace, start, words)
  if (evidence.length === 0 || evidence.every((seq) => own.some((link) => link.seq === seq)))
    return withinRun(trace, own)
  const links = new Map<Seq, Sentence>()
  for (const seq of evidence) for (const link of withinRun(trace, chainOf(trace, seq, words))) links.set(link.seq, link)
  const last = own.at(-1)
  if (last && !isUnnoticed(last.fact)) links.set(last.seq, last)
  return [...links.values()].sort((a, b) => a.seq - b.seq)
}

function withinRun(trace: Trace, chain: readonly Sentence[]): readonly Sentence[] {
  for (const { seq } of chain.toReversed()) {
    const entry = entryOf(trace, seq)
    const opened = entry?.kind === 'spanEnd' ? entryOf(trace, entry.opened) : undefined
    if (opened?.kind === 'span' && opened.span.kind === 'run') return chain.filter((link) => link.seq > opened.seq)
  }
  return chain
}

/** A write may have changed several things: the one that is asked about is said first. */
function withSubject(links: readonly Sentence[], about: Subject['about'], words: ExplainWords): readonly Sentence[] {
  const last = links.at(-1)
  if (about === undefined || last === undefined) return links
  const fact: Fact = { kind: 'field', ...about }
  const rest = [isUnnoticed(last.fact) ? undefined : last.text, last.detail].filter((each) => each !== undefined)
  const detail = rest.length > 0 && !isSaidBy(last.fact, about) ? words.sentences(rest) : last.detail
  return [...links.slice(0, -1), { ...last, fact, text: sayFact(fact, words).text, detail }]
}

function isSaidBy(fact: Fact, { what, value }: NonNullable<Subject['about']>): boolean {
  const [notice] = fact.kind === 'write' ? fact.notices : []
  return notice?.kind === 'column' && notice.column === what && notice.value === value
}

/** From a happening back along its causes, and turned round. */
export function chainOf(trace: Trace, seq: Seq, words: ExplainWords = EXPLAIN_EN): Sentence[] {
  const chain: Sentence[] = []
  let at: Seq | undefined = seq
  while (at !== undefined) {
    const happening = happeningOf(trace, at)
    if (happening === undefined) break
    const sentence: Sentence = sentenceOf(trace, happening, words)
    chain.push(sentence)
    // Causes are smaller numbers; anything else would not end.
    at = sentence.cause !== undefined && sentence.cause < at ? sentence.cause : undefined
  }
  return chain.reverse()
}

/**
 * Without the links that explain nothing: a write of the status that nobody would notice, an Event in the middle, which
 * only reports what the link before it decided, and what is said again a moment later. What an Event says about a
 * field is true of what follows.
 */
function withoutEchoes(chain: readonly Sentence[]): Sentence[] {
  const links: Sentence[] = []
  let field: string | undefined
  for (const [index, link] of chain.entries()) {
    const last = index === chain.length - 1
    if (!last && (isUnnoticed(link.fact) || isSaidAgain(chain, index))) continue
    if (!last && link.fact.kind === 'event') {
      field = link.field
      continue
    }
    links.push(link.field === undefined && field !== undefined ? { ...link, field } : link)
    field = undefined
  }
  return links
}

function isSaidAgain(chain: readonly Sentence[], index: number): boolean {
  const { fact, at } = chain[index] as Sentence
  const soon = chain.slice(index + 1, index + 4).filter((later) => later.at - at <= SAME_MOMENT_MS)
  return soon.some((later) => saysTheSame(later.fact, fact))
}

interface CurrentStatus {
  /** The version that brought what kubectl shows now. */
  readonly since: PodVersion
  /** The version that says why: of a Pod that waits for a node, the one that brought the scheduler's words. */
  readonly because: PodVersion
  readonly status: string
  readonly ready: string
  /** Set when that version brought another restart, too. */
  readonly restarts: string | undefined
}

function currentStatus(history: PodHistory, at: Time): CurrentStatus | undefined {
  let index = countUpTo(history.versions, at) - 1
  let since = history.versions[index]
  if (since === undefined) return undefined
  const { status, ready, restarts } = podRow(since.pod, at)
  while (index > 0) {
    const earlier = history.versions[--index] as PodVersion
    const row = podRow(earlier.pod, at)
    if (row.status !== status || row.ready !== ready || count(row.restarts) !== count(restarts)) break
    since = earlier
  }
  const before = history.versions[history.versions.indexOf(since) - 1]
  const restarted = before !== undefined && count(podRow(before.pod, at).restarts) !== count(restarts)
  const because = lastWordOnScheduling(history, at) ?? since
  return { since, because, status, ready, restarts: restarted ? count(restarts) : undefined }
}

/** Since when the scheduler says of a Pod without a node what it says now; undefined: it says nothing. */
function lastWordOnScheduling({ versions }: PodHistory, at: Time): PodVersion | undefined {
  const messageOf = ({ pod }: PodVersion) =>
    pod.spec.nodeName === undefined
      ? pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message
      : undefined
  let index = countUpTo(versions, at) - 1
  let version = versions[index]
  const message = version && messageOf(version)
  if (message === undefined) return undefined
  while (index > 0) {
    const earlier = versions[--index] as PodVersion
    if (messageOf(earlier) !== message) break
    version = earlier
  }
  return version
}

function titleOf(current: Omit<CurrentStatus, 'since' | 'because'> | undefined, words: ExplainWords): string {
  if (current === undefined) return words.whyThis
  const [some, all] = current.ready.split('/')
  if (current.status === 'Running' && some !== all) return words.whyNotReady
  if (current.status === 'Running' && current.restarts !== undefined) return words.whyRestarts(current.restarts)
  return words.why(current.status)
}

/**
 * A write of a Pod that changes kubectl's row is asked about by what it shows then; anything else by the head of its
 * sentence.
 */
function titleOfSubject(trace: Trace, seq: Seq, link: Sentence | undefined, words: ExplainWords): string {
  const entry = entryOf(trace, seq)
  if (entry?.kind === 'object' && entry.objectKind === 'Pod' && entry.change !== 'DELETED') {
    const { status, ready, restarts } = podRow(entry.object as Pod, entry.at)
    const before = versionBefore(trace, entry)
    const was = before && podRow(before.object as Pod, entry.at)
    const restarted = was !== undefined && count(was.restarts) !== count(restarts)
    const seen = was === undefined || restarted || was.status !== status || was.ready !== ready
    if (seen || link === undefined || isUnnoticed(link.fact)) {
      return titleOf({ status, ready, restarts: restarted ? count(restarts) : undefined }, words)
    }
  }
  return link === undefined ? words.whyThis : askAbout(link.fact, words)
}

/** The next write after the instant that changes what kubectl shows. */
function nextOf(trace: Trace, history: PodHistory, at: Time, words: ExplainWords): Sentence | undefined {
  const upTo = countUpTo(history.versions, at)
  const now = history.versions[upTo - 1]
  if (now === undefined || now.written.change === 'DELETED') return undefined
  const was = podRow(now.pod, at)
  for (const version of history.versions.slice(upTo)) {
    const is = podRow(version.pod, version.at)
    const gone = version.written.change === 'DELETED'
    if (!gone && is.status === was.status && is.ready === was.ready && count(is.restarts) === count(was.restarts))
      continue
    const sentence = sentenceOf(trace, { kind: 'entry', entry: version.written }, words)
    const again = !gone && is.status === 'Running' && count(is.restarts) !== count(was.restarts)
    if (!again) return sentence
    const fact: Fact = { kind: 'startsAgain', status: is.status, restarts: count(is.restarts) }
    return { ...sentence, fact, text: sayFact(fact, words).text, detail: undefined }
  }
  return undefined
}
