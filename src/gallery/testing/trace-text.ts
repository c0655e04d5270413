import { podRow } from '../../kubectl/printers/pod-row.ts'
import { SECOND, type Time } from '../../lib/time.ts'
import { type HorizontalPodAutoscaler, readingsOf } from '../../manifest/object/autoscaler.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ObjectWritten, Seq, SpanDetail, SpanOutcome, TraceEntry } from '../../trace/entry.ts'
import { PROBE_OUTCOMES, type ProbeTrack } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { failedRequests, trafficVerdict } from '../../view/diagnosis/failed-requests.ts'
import { sayDecision } from '../../view/explain/decision-words.ts'
import { DECISIONS_EN } from '../../view/explain/decision-words-en.ts'
import { TRAFFIC_EN } from '../../view/lanes/traffic-words-en.ts'
import { sayNote } from '../../view/notes/note-words.ts'
import { NOTES_EN } from '../../view/notes/notes-en.ts'

/** One fact of a trace, before it is a line. */
interface Fact {
  readonly seq: Seq
  readonly at: Time
  /** One word: what a cause is called by. */
  readonly what: string
  readonly text: string
  readonly rule?: string
  readonly cause?: Seq
}

/**
 * A trace as text to be read and compared: a line a fact, in the order of happening; when, what, and in brackets by
 * which rule and because of what. Causes are named by their time and word, not by number: a new fact moves no line
 * but its own.
 */
export function traceText(trace: Trace): string {
  const facts = [...trace.entries.flatMap((entry) => factOf(entry, trace)), ...trace.probes.flatMap(probeFacts)].sort(
    (a, b) => a.at - b.at || a.seq - b.seq,
  )
  const bySeq = new Map(facts.map((fact) => [fact.seq, fact]))
  const head = `# ${trace.header.name}: seed ${trace.header.seed}, Kubernetes ${trace.header.kubernetes}\n`
  const end = `${clock(trace.endMs)} end       ${trace.ending}\n`
  const traffic = trace.traffic.map((track) => {
    return `${clock(trace.endMs)} traffic   ${TRAFFIC_EN.verdict(trafficVerdict(trace, track))}\n`
  })
  return head + facts.map((fact) => lineOf(fact, bySeq)).join('') + traffic.join('') + end
}

function lineOf({ at, what, text, rule, cause }: Fact, bySeq: ReadonlyMap<Seq, Fact>): string {
  const from = cause === undefined ? undefined : bySeq.get(cause)
  const because = from ? `<- ${from.at === at ? 'same time' : clock(from.at).trim()} ${from.what}` : undefined
  const why = [rule, because].filter(Boolean).join(' ')
  return `${clock(at)} ${what.padEnd(9)} ${text}${why === '' ? '' : `  [${why}]`}\n`
}

function factOf(entry: TraceEntry, trace: Trace): Fact[] {
  const { seq, at, rule, cause } = entry
  const fact = (what: string, text: string): Fact[] => [
    { seq, at, what, text: oneLine(text), ...(rule ? { rule } : {}), ...(cause === undefined ? {} : { cause }) },
  ]
  switch (entry.kind) {
    case 'step':
      return fact('step', entry.text)
    case 'stepOutput':
      return fact('output', `${entry.stream}: ${entry.text}`)
    case 'stepEnd':
      return []
    case 'object':
      return fact(entry.objectKind === 'Pod' ? 'pod' : 'object', objectText(entry))
    case 'event': {
      const { type, reason, regarding, message, count } = entry
      return fact('event', `${type} ${reason} ${regarding.name}: ${message}${count > 1 ? ` (x${count})` : ''}`)
    }
    case 'log':
      return fact('log', `${entry.pod.name}/${entry.container}#${entry.restart} ${entry.stream}: ${entry.line}`)
    case 'signal':
      return fact('signal', `${entry.pod.name}/${entry.container} ${entry.signal} to ${entry.pid}: ${entry.effect}`)
    case 'oom':
      return fact('oom', `${entry.pod.name}/${entry.container} at its limit of ${entry.limitBytes} bytes`)
    case 'decision':
      return fact(
        'decision',
        `${nameOf(entry.pod, entry.container)} ${entry.decision}: ${sayDecision(entry, DECISIONS_EN).text}`,
      )
    case 'requestsFailed':
      return fact('traffic', TRAFFIC_EN.failed(failedRequests(trace, entry)).text)
    case 'notSimulated':
      return fact('missing', sayNote(entry.note, NOTES_EN))
    case 'span':
      return fact(entry.span.kind, `${nameOf(entry.pod, entry.container)} begins${spanText(entry.span)}`)
    case 'spanEnd': {
      const opened = trace.spans.find((span) => span.id === entry.opened)
      if (!opened) return fact('?', `end of unknown span ${entry.opened}`)
      const where = nameOf(opened.pod, opened.container)
      return fact(
        opened.detail.kind,
        `${where} ends after ${seconds(entry.at - opened.start)}: ${outcomeText(entry.outcome)}`,
      )
    }
  }
}

/** A success like the one before it says nothing new. */
function probeFacts(track: ProbeTrack): Fact[] {
  const { columns, pod, container, probe, failureThreshold, successThreshold, messages } = track
  const facts: Fact[] = []
  for (let i = 0; i < columns.length; i++) {
    const outcome = PROBE_OUTCOMES[columns.outcome[i] as number]
    const decisive = columns.decisive[i] === 1
    const run = columns.run[i] as number
    if (outcome === 'success' && run > 1 && !decisive) continue
    const threshold = outcome === 'success' ? successThreshold : failureThreshold
    const message = messages.get(i)
    facts.push({
      seq: columns.seq[i] as number,
      at: columns.endAt[i] as number,
      what: 'probe',
      text: oneLine(
        `${pod.name}/${container} ${probe} ${outcome} ${run}/${threshold}${decisive ? ' decides' : ''}${message ? `: ${message}` : ''}`,
      ),
    })
  }
  return facts
}

function objectText({ change, objectKind, name, object, by, at }: ObjectWritten): string {
  if (objectKind === 'Pod') {
    const pod = object as Pod
    const { ready, status, restarts } = podRow(pod, at)
    const conditions = (pod.status.conditions ?? []).map(
      (condition) => `${condition.status === 'True' ? '' : '!'}${condition.type}`,
    )
    return `${name} ${change} by ${by.name}: ${ready} ${status} ${restarts}, ${pod.status.phase}, ${conditions.join(' ')}`
  }
  if (objectKind === 'HorizontalPodAutoscaler') {
    return `${objectKind} ${name} ${change} by ${by.name}: ${autoscalerText(object as HorizontalPodAutoscaler)}`
  }
  const endpoints = objectKind === 'EndpointSlice' ? `: ${endpointsText(object.endpoints)}` : ''
  return `${objectKind} ${name} ${change} by ${by.name}${endpoints}`
}

function autoscalerText(object: HorizontalPodAutoscaler): string {
  const { currentReplicas = 0, desiredReplicas = 0, conditions = [] } = object.status ?? {}
  const seen = readingsOf(object).map(({ resource, now = 'unknown', wanted }) => `${resource} ${now} of ${wanted}`)
  const reasons = conditions.map(({ reason }) => reason)
  return [...seen, `${desiredReplicas} for ${currentReplicas}`, ...reasons].join(', ')
}

function endpointsText(endpoints: unknown): string {
  if (!Array.isArray(endpoints) || endpoints.length === 0) return 'none'
  const flags = (conditions: object) =>
    Object.entries(conditions).flatMap(([name, value]) => (value === true ? [name] : []))
  return endpoints.map((endpoint) => flags(endpoint.conditions).join('+') || 'not ready').join(', ')
}

function spanText(span: SpanDetail): string {
  switch (span.kind) {
    case 'volumes':
    case 'sandbox':
    case 'start':
      return ''
    case 'pull':
      return ` ${span.image} (${span.sizeBytes} bytes)`
    case 'run':
      return ` ${span.image}`
    case 'hook':
      return ` ${span.hook} ${span.handler}`
    case 'backOff':
      return ` ${seconds(span.lengthMs)} before the next ${span.of}`
    case 'grace':
      return ` ${seconds(span.graceMs)} after ${span.signal}, until ${clock(span.deadline).trim()}`
    case 'throttled':
      return ` ${span.wantedMilliCPU}m wanted of ${span.limitMilliCPU}m`
    case 'terminating':
      return ` ${seconds(span.graceMs)}`
  }
}

function outcomeText(outcome: SpanOutcome): string {
  switch (outcome.kind) {
    case 'done':
    case 'cancelled':
      return outcome.kind
    case 'failed':
      return `failed, ${outcome.reason}: ${outcome.message}`
    case 'exit':
      return `${outcome.reason} ${outcome.exitCode}${outcome.signal ? ` by ${outcome.signal}` : ''}`
  }
}

function nameOf(pod: { readonly name: string }, container: string | undefined): string {
  return container === undefined ? pod.name : `${pod.name}/${container}`
}

function clock(at: Time): string {
  return (at / SECOND).toFixed(3).padStart(9)
}

function seconds(ms: number): string {
  return `${ms / SECOND} s`
}

function oneLine(text: string): string {
  return text.trimEnd().replaceAll('\n', '\\n')
}
