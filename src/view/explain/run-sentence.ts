import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import { isPodReady } from '../../manifest/pod/pod-status.ts'
import type { PodRef } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import type { Cause } from '../diagnosis/cause.ts'
import { type FailedRequests, failedRequests, trafficVerdict } from '../diagnosis/failed-requests.ts'
import { deletion, podCause, unready, versionAt } from '../diagnosis/pod-cause.ts'
import type { RunEnd } from '../diagnosis/run-end.ts'
import { runsOf } from '../diagnosis/run-end.ts'
import { type ServiceTrouble, serviceTroubles } from '../diagnosis/service-trouble.ts'
import { endFound } from '../diagnosis/standing.ts'
import { historiesOf } from '../history/histories.ts'
import { containersOf, type PodHistory } from '../history/pod-history.ts'
import { sayTrouble } from '../lanes/service.ts'
import type { LaneWords } from '../lanes/words-en.ts'
import { type Answer, answerOf } from './answer.ts'
import type { AnswerWords } from './answer-words-en.ts'
import { jobSentence } from './job-sentence.ts'
import type { RunWords } from './run-words-en.ts'
import { sayAnswer, sayCause, sayEffect, sayFinding } from './say-answer.ts'
import { workloadSentence } from './workload-sentence.ts'

/** A run in one sentence, and the field of the manifest that it is about. */
export interface RunSentence {
  readonly text: string
  readonly field:
    | { readonly kind: 'Pod' | 'Service'; readonly namespace: string; readonly name: string; readonly field: string }
    | undefined
  /** Where to look at it. */
  readonly at: Time
  /** What is amiss, where something is. */
  readonly about:
    | {
        readonly kind: 'cause'
        readonly pod: { readonly namespace: string; readonly name: string }
        readonly cause: Cause
      }
    | { readonly kind: 'service'; readonly trouble: ServiceTrouble }
    | undefined
}

interface Words {
  readonly runs: RunWords
  readonly answers: AnswerWords
  readonly lanes: LaneWords
}

/** From this weight on a Pod is in trouble. */
const AMISS = 2

/** What one would tell a colleague of it, and what came of its requests where there were any. */
export function runSentence(trace: Trace, words: Words): RunSentence | undefined {
  const sentence = sentenceOf(trace, words)
  const [verdict] = trace.traffic.map((track) => trafficVerdict(trace, track)).sort((a, b) => b.failed - a.failed)
  if (!verdict || verdict.count === 0) return sentence
  const said = words.lanes.traffic.verdict(verdict)
  if (!sentence) return { text: said, field: undefined, at: verdict.failed > 0 ? verdict.from : 0, about: undefined }
  const text = words.runs.both(sentence.text, said)
  if (sentence.about !== undefined || verdict.failed === 0) return { ...sentence, text }
  return { ...sentence, text, ...mostFailed(trace, verdict.from) }
}

/** What a manifest has a say in weighs more than any number. */
function weightOf({ field, count }: FailedRequests): number {
  return (field === undefined ? 0 : 1e9) + count
}

/** Where to look at what failed: at the most that failed for one reason. */
function mostFailed(trace: Trace, at: Time): Pick<RunSentence, 'at'> & Partial<Pick<RunSentence, 'field' | 'about'>> {
  let most: { readonly failed: FailedRequests; readonly pod: PodRef } | undefined
  for (const seq of trace.traffic.flatMap(({ groups }) => groups)) {
    const entry = entryOf(trace, seq)
    if (entry?.kind !== 'requestsFailed' || !entry.pod) continue
    const failed = failedRequests(trace, entry)
    if (!most || weightOf(failed) > weightOf(most.failed)) most = { failed, pod: entry.pod }
  }
  if (!most) return { at }
  const { failed, pod } = most
  const { namespace, name } = pod
  return {
    at: failed.from,
    field: failed.field === undefined ? undefined : { kind: 'Pod', namespace, name, field: failed.field },
    about: { kind: 'cause', pod: { namespace, name }, cause: { kind: 'requestsFailed', failed } },
  }
}

/** Of several Pods the one in the worst trouble is told of. */
function sentenceOf(trace: Trace, words: Words): RunSentence | undefined {
  const told = historiesOf(trace).map((history) => ({ history, ...lifeOf(trace, history, words) }))
  const worst = told.reduce<(typeof told)[number] | undefined>(
    (best, each) => (best === undefined || each.weight > best.weight ? each : best),
    undefined,
  )
  const amiss = worst !== undefined && worst.weight >= AMISS
  const [trouble] = serviceTroubles(trace)
  if (trouble && !amiss) {
    const { namespace, name, from: at } = trouble
    const field = trouble.kind === 'selectsNothing' ? 'spec.selector' : `spec.ports[${trouble.index}].targetPort`
    const text = words.runs.service(name, sayTrouble(trouble, words.lanes))
    return { text, field: { kind: 'Service', namespace, name, field }, at, about: { kind: 'service', trouble } }
  }
  const workload = workloadSentence(trace, words.runs) ?? jobSentence(trace, words.runs)
  if (workload && (workload.tellsPods || !amiss)) {
    return {
      text: amiss ? words.runs.withWhy(workload.text, worst.text) : workload.text,
      field: undefined,
      at: workload.at,
      about: undefined,
    }
  }
  if (worst === undefined) return undefined
  const { history, field, at, cause } = worst
  const { namespace, name } = history.ref
  const ofPod = told.length === 1 ? worst.text : words.runs.ofPods(name, worst.text, told.length - 1)
  const sentence = workload?.isBehind ? words.runs.both(workload.text, ofPod) : ofPod
  return {
    text: sentence,
    field: field === undefined ? undefined : { kind: 'Pod', namespace, name, field },
    at,
    about: cause && { kind: 'cause', pod: { namespace, name }, cause },
  }
}

interface Life {
  readonly text: string
  readonly field: string | undefined
  readonly at: Time
  readonly weight: number
  readonly cause?: Cause | undefined
}

function lifeOf(trace: Trace, history: PodHistory, words: Words): Life {
  const { runs, answers } = words
  const restarts = restartsOf(trace, history, words)
  if (restarts) return restarts
  // What is written in the instant of its deletion is gone with it.
  const end = history.deletedAt === undefined ? trace.endMs : history.deletedAt - 1
  const version = versionAt(history, end)
  if (version === undefined) return { text: '', field: undefined, at: 0, weight: 0 }
  const { pod } = version
  const { createdAt } = history
  const ready = history.versions.find((each) => isPodReady(each.pod))
  const named = containersOf(history).length > 1
  if (history.deletedAt !== undefined || pod.metadata.deletionTimestamp !== undefined) {
    const asked = history.versions.find((each) => each.pod.metadata.deletionTimestamp !== undefined)
    const answer = answerOf(trace, history, { kind: 'status' }, end)
    const tells = answer !== undefined && !/^(runs|probeSucceeds|allReady)$/.test(answer.causes[0]?.cause.kind ?? '')
    const why = tells
      ? sayAnswer({ ...answer, effects: [] }, named, answers)
      : sayCause(deletion(trace, history).cause, answers)
    const at = asked?.at ?? end
    const lasted = history.deletedAt === undefined ? undefined : history.deletedAt - at
    return {
      text: runs.deleted(at, lasted, why),
      field: answer?.causes[0]?.field,
      cause: answer?.causes[0]?.cause,
      at,
      weight: 1,
    }
  }
  const ofPod = podCause(trace, history, version, end)
  if (ofPod) {
    const says = sayCause(ofPod.cause, answers)
    const field = ofPod.field
    if (pod.spec.nodeName === undefined)
      return { text: runs.noNode(says), field, cause: ofPod.cause, at: end, weight: 4 }
    return { text: says, field, cause: ofPod.cause, at: version.at, weight: 4 }
  }
  if (/Succeeded|Failed/.test(pod.status.phase)) {
    const answer = answerOf(trace, history, { kind: 'status' }, end)
    const why = answer ? sayAnswer({ ...answer, effects: [] }, named, answers) : podRow(pod, end).status
    return {
      text: why,
      field: answer?.causes[0]?.field,
      cause: answer?.causes[0]?.cause,
      at: version.at,
      weight: pod.status.phase === 'Failed' ? 3 : 0,
    }
  }
  const missing = unready(trace, history, version, end)
  const lost = lossesOf(history)
  if (missing.length === 0) {
    const after = ready === undefined ? 0 : ready.at - createdAt
    if (lost.length === 0) return { text: runs.stays(after), field: undefined, at: ready?.at ?? end, weight: 0 }
    const at = lost[0] as Time
    const answer = answerOf(trace, history, { kind: 'ready' }, at)
    return {
      text: runs.flaps(lost.length, answer ? sayUnready(answer, named, words) : ''),
      field: answer?.causes[0]?.field,
      cause: answer?.causes[0]?.cause,
      at,
      weight: 2,
    }
  }
  const answer = answerOf(trace, history, { kind: 'ready' }, end)
  const why = answer ? sayUnready(answer, named, words) : ''
  const { field, cause } = missing[0] ?? {}
  const never = missing.some(({ cause }) => /^(pull|refused|initRuns|volumes)$/.test(cause.kind))
  if (ready === undefined)
    return { text: never ? runs.neverStarts(why) : runs.neverReady(why), field, cause, at: end, weight: 4 }
  if (lost.length > 1) return { text: runs.flaps(lost.length, why), field, cause, at: lost[0] as Time, weight: 3 }
  return { text: runs.notReadySince(lost.at(-1) ?? end, why), field, cause, at: lost.at(-1) ?? end, weight: 3 }
}

/** How often a probe has failed by now is not what one would tell. */
function sayUnready(answer: Answer, named: boolean, { runs, answers }: Words): string {
  const [found] = answer.causes
  if (found?.cause.kind !== 'probeFails' || answer.causes.length > 1) return sayAnswer(answer, named, answers)
  const { cause } = found
  const text = runs.probe(cause.probe, sayFinding(cause.finding, answers))
  const told = answer.effects.reduce((all, effect) => answers.soThat(all, sayEffect(effect, answers)), text)
  return named ? runs.ofContainer(cause.container, told) : told
}

/** When it lost its readiness, other than by being stopped. */
function lossesOf({ versions }: PodHistory): readonly Time[] {
  return versions.flatMap((version, index) => {
    const before = versions[index - 1]
    const over =
      version.pod.metadata.deletionTimestamp !== undefined || /Succeeded|Failed/.test(version.pod.status.phase)
    return before && !over && isPodReady(before.pod) && !isPodReady(version.pod) ? [version.at] : []
  })
}

const ALIKE = 0.2

/** The container that was restarted most, and why it was the last time. */
function restartsOf(trace: Trace, history: PodHistory, { runs, answers }: Words): Life | undefined {
  let most: readonly Span[] = []
  for (const { container, kind } of containersOf(history)) {
    const all = runsOf(trace, history.onNode.uid, container.name, trace.endMs)
    const exit = all.findLast(({ end }) => end !== undefined)?.outcome
    // What has come through in the end is no trouble any more.
    const done = kind === 'init' && exit?.kind === 'exit' && exit.exitCode === 0
    if (!done && all.length > most.length) most = all
  }
  const ended = most.filter(({ end }) => end !== undefined)
  const last = ended.at(-1)
  const restarts = most.length - 1
  // One start more after an exit that was not the last word of this Pod.
  if (last === undefined || restarts < 1 || /Succeeded/.test(history.versions.at(-1)?.pod.status.phase ?? ''))
    return undefined
  const found = endFound(trace, last)
  if (found?.cause.kind !== 'ended') return undefined
  const { end } = found.cause
  if (end.by.kind === 'deletion') return undefined
  const apart = most.slice(1).map((run, index) => run.start - (most[index] as Span).start)
  const mean = apart.reduce((sum, each) => sum + each, 0) / apart.length
  const even = apart.length > 1 && apart.every((each) => Math.abs(each - mean) <= mean * ALIKE)
  const what = even ? runs.every(mean) : runs.times(restarts, (most.at(-1) as Span).start - history.createdAt)
  const text = runs.because(what, sayRestart(end, { runs, answers }))
  const named = containersOf(history).length > 1
  return {
    text: named ? runs.ofContainer(end.container, text) : text,
    field: found.field,
    cause: found.cause,
    at: end.at,
    weight: 5 + Math.min(1, restarts / 100),
  }
}

function sayRestart({ by, code, line, container }: RunEnd, { runs, answers }: Pick<Words, 'runs' | 'answers'>): string {
  switch (by.kind) {
    case 'probe':
      return runs.probe(by.probe, sayFinding(by.finding, answers))
    case 'memory':
      return runs.memory(by.limitBytes)
    case 'postStart':
      return runs.postStart
    case 'itself':
      return code === 0 ? runs.done : runs.exit(code, line)
    case 'signal':
      return runs.signal(by.step ?? by.signal)
    case 'deletion':
      return container
  }
}
