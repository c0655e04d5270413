import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Duration, Time } from '../../lib/time.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { Seq } from '../../trace/entry.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import type { Found } from '../diagnosis/cause.ts'
import { deletion, initialized, podCause, standings, unready, versionAt } from '../diagnosis/pod-cause.ts'
import { runsOf } from '../diagnosis/run-end.ts'
import { servicesOf } from '../diagnosis/services.ts'
import { endFound } from '../diagnosis/standing.ts'
import { containersOf, type PodHistory, type PodVersion, statusOf } from '../history/pod-history.ts'
import type { Question } from './question.ts'

/** What comes of the causes. */
export type Effect =
  | { readonly kind: 'backOff'; readonly lengthMs: Duration }
  /** After it had done its work. */
  | { readonly kind: 'backOffDone'; readonly lengthMs: Duration }
  | { readonly kind: 'alwaysRestarted' }
  | { readonly kind: 'pullBackOff'; readonly lengthMs: Duration }
  | { readonly kind: 'startedAgain'; readonly restarts: number }
  | { readonly kind: 'notRestarted'; readonly restartPolicy: string }
  | { readonly kind: 'noTraffic'; readonly services: readonly string[] }
  | { readonly kind: 'threshold'; readonly probe: ProbeKind; readonly reached: boolean; readonly left: number }

/** Why: in facts. The first cause is the one that the chain is told from. */
export interface Answer {
  readonly causes: readonly Found[]
  readonly effects: readonly Effect[]
}

/** The answer to a question about a field of a Pod at an instant. */
export function answerOf(trace: Trace, history: PodHistory, question: Question, at: Time): Answer | undefined {
  const version = versionAt(history, at)
  if (version === undefined) return undefined
  switch (question.kind) {
    case 'ready':
      return ofReady(trace, history, version, at)
    case 'restarts':
      return ofRestarts(trace, history, version, at)
    case 'status':
      return ofStatus(trace, history, version, at)
    case 'phase':
      return ofPhase(trace, history, version, at)
    case 'node':
    case 'ip':
      return undefined
    case 'condition':
      return ofCondition(trace, history, version, question.type, at)
    case 'container':
      return ofContainer(trace, history, version, question, at)
  }
}

export const only = (found: Found, effects: readonly Effect[] = []): Answer => ({ causes: [found], effects })

export function ofReady(trace: Trace, history: PodHistory, version: PodVersion, at: Time): Answer {
  const { pod } = version
  const row = podRow(pod, at)
  const [some, all] = row.ready.split('/')
  const missing = unready(trace, history, version, at)
  const condition = pod.status.conditions?.find(({ type }) => type === 'Ready')
  const ofPod = podCause(trace, history, version, at)
  if (some === all && missing.length === 0) {
    const gates = (pod.spec.readinessGates ?? [])
      .map(({ conditionType }: { conditionType: string }) => conditionType)
      .filter((type: string) => pod.status.conditions?.find((each) => each.type === type)?.status !== 'True')
    if (gates.length > 0 && condition?.status !== 'True') {
      return only({ cause: { kind: 'gates', types: gates }, seq: version.written.seq, field: 'spec.readinessGates' })
    }
    if (ofPod) return only(ofPod)
    return allReady(trace, history, version, at)
  }
  const services = servicesOf(trace, pod, at)
  const effects: Effect[] = services.length > 0 ? [{ kind: 'noTraffic', services }] : []
  const causes = ofPod ? ofWhole(trace, history, version, ofPod).causes : unlike(missing)
  return { causes: causes.length > 0 ? causes : allReady(trace, history, version, at).causes, effects }
}

/** What holds for the whole Pod is said once. */
function unlike(found: readonly Found[]): readonly Found[] {
  return found.filter(
    (each, index) =>
      'container' in each.cause || found.findIndex(({ cause }) => cause.kind === each.cause.kind) === index,
  )
}

function allReady(trace: Trace, history: PodHistory, version: PodVersion, at: Time): Answer {
  const probed = standings(trace, history, version, at).filter(({ kind }) => kind === 'app' || kind === 'sidecar')
  const shown = probed.find(({ found }) => found.cause.kind === 'probeSucceeds') ?? probed[0]
  const since = readySince(history, at)
  const count = probed.length
  if (count === 1 && shown) return only(shown.found)
  return only({ cause: { kind: 'allReady', since, count }, seq: shown?.found.seq })
}

function readySince({ versions }: PodHistory, at: Time): Time {
  let since = at
  for (const version of versions.toReversed()) {
    if (version.at > at) continue
    if (version.pod.status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True') break
    since = version.at
  }
  return since
}

export function ofStatus(trace: Trace, history: PodHistory, version: PodVersion, at: Time): Answer | undefined {
  const ofPod = podCause(trace, history, version, at)
  if (ofPod) return ofWhole(trace, history, version, ofPod)
  const { pod } = version
  const { status } = podRow(pod, at)
  const all = standings(trace, history, version, at)
  const effects = (found: Found): readonly Effect[] => effectsOf(trace, history, version, found, at)
  if (!initialized(version) || status.startsWith('Init:')) {
    const first = all.find(({ name, kind }) => isUndone(version, name, kind))
    if (first) return only(first.found, effects(first.found))
  }
  if (status === 'Running') {
    const missing = unready(trace, history, version, at)
    return missing.length > 0 ? ofReady(trace, history, version, at) : allReady(trace, history, version, at)
  }
  // The first container has the last word, as in kubectl's column.
  const apps = all.filter(({ kind }) => kind === 'app')
  const telling =
    apps.find(({ name }) => statusOf(pod, name)?.state.waiting?.reason === status) ??
    apps.find(({ name }) => statusOf(pod, name)?.state.terminated?.reason === status) ??
    apps.find(({ name }) => statusOf(pod, name)?.state.running === undefined)
  if (status === 'Completed' && apps.every(({ name }) => statusOf(pod, name)?.state.terminated?.exitCode === 0)) {
    const last = telling?.found
    if (pod.status.phase === 'Succeeded' && pod.spec.restartPolicy !== 'Always' && apps.length > 1) {
      return only({
        ...{ cause: { kind: 'allEnded', restartPolicy: pod.spec.restartPolicy ?? 'Always' }, seq: last?.seq },
        field: 'spec.restartPolicy',
      })
    }
  }
  if (telling) return only(telling.found, effects(telling.found))
  return ofReady(trace, history, version, at)
}

/** Of one that is to go first who wanted that, then what it waits for. */
function ofWhole(trace: Trace, history: PodHistory, { pod }: PodVersion, found: Found): Answer {
  const { kind } = found.cause
  const goes = pod.metadata.deletionTimestamp !== undefined && (kind === 'hook' || kind === 'stopping')
  return goes ? { causes: [deletion(trace, history), found], effects: [] } : only(found)
}

function isUndone({ pod }: PodVersion, name: string, kind: string): boolean {
  const status = statusOf(pod, name)
  if (kind === 'init') return status?.state.terminated?.exitCode !== 0
  return kind === 'sidecar' && status?.started !== true
}

/** What comes of an end: a wait, another start, or nothing more. */
export function effectsOf(
  trace: Trace,
  history: PodHistory,
  { pod }: PodVersion,
  { cause, run }: Found,
  at: Time,
): readonly Effect[] {
  if (cause.kind === 'pull') {
    const wait = backOffOf(trace, history, cause.container, 'pull', at)
    return wait === undefined ? [] : [{ kind: 'pullBackOff', lengthMs: wait }]
  }
  if (cause.kind !== 'ended' || run === undefined) return []
  // The API is late: its process runs again already.
  const next = runsOf(trace, run.pod.uid, cause.container, at).find(({ id }) => id > run.id)
  if (next) return [{ kind: 'startedAgain', restarts: next.restart ?? 0 }]
  const restartPolicy = pod.spec.restartPolicy ?? 'Always'
  const { code } = cause.end
  const wait = backOffOf(trace, history, cause.container, 'restart', at)
  if (wait !== undefined) {
    return code === 0 && cause.end.by.kind === 'itself' && restartPolicy === 'Always'
      ? [{ kind: 'backOffDone', lengthMs: wait }]
      : [{ kind: 'backOff', lengthMs: wait }]
  }
  const over = /Succeeded|Failed/.test(pod.status.phase)
  const never = restartPolicy === 'Never' || (restartPolicy === 'OnFailure' && code === 0)
  if ((over || never) && cause.end.by.kind !== 'deletion' && restartPolicy !== 'Always') {
    return [{ kind: 'notRestarted', restartPolicy }]
  }
  return code === 0 && restartPolicy === 'Always' && cause.end.by.kind === 'itself' ? [{ kind: 'alwaysRestarted' }] : []
}

/** The wait that is going on, or the one that has just ended while the container is still not there. */
function backOffOf(
  trace: Trace,
  history: PodHistory,
  container: string,
  of: 'pull' | 'restart',
  at: Time,
): Duration | undefined {
  const spans = trace.spans.filter(
    ({ detail, pod, container: name, start }) =>
      pod.uid === history.onNode.uid &&
      name === container &&
      start <= at &&
      (detail.kind === 'run' || detail.kind === 'pull' || (detail.kind === 'backOff' && detail.of === of)),
  )
  const span = spans.at(-1)
  return span?.detail.kind === 'backOff' && span.detail.lengthMs > 0 ? span.detail.lengthMs : undefined
}

export function ofRestarts(trace: Trace, history: PodHistory, { pod }: PodVersion, at: Time): Answer | undefined {
  let last: { readonly run: Span; readonly next: Span } | undefined
  for (const { container } of containersOf(history)) {
    const runs = runsOf(trace, history.onNode.uid, container.name, at)
    const counted = statusOf(pod, container.name)?.restartCount ?? 0
    const next = runs.findLast(({ restart = 0 }) => restart > 0 && restart <= counted)
    const run = next && runs.findLast(({ id, end }) => id < next.id && end !== undefined)
    if (next && run && next.start > (last?.next.start ?? -1)) last = { run, next }
  }
  const found = last && endFound(trace, last.run)
  if (last === undefined || found === undefined) return undefined
  return only(found, [{ kind: 'startedAgain', restarts: last.next.restart ?? 0 }])
}

function ofPhase(trace: Trace, history: PodHistory, version: PodVersion, at: Time): Answer | undefined {
  const { phase } = version.pod.status
  if (phase === 'Running') {
    const first = trace.spans.find(({ detail, pod }) => detail.kind === 'run' && pod.uid === history.onNode.uid)
    return only({ cause: { kind: 'someRuns' }, seq: first?.id })
  }
  return ofStatus(trace, history, version, at)
}

function ofCondition(
  trace: Trace,
  history: PodHistory,
  version: PodVersion,
  type: string,
  at: Time,
): Answer | undefined {
  const condition = version.pod.status.conditions?.find((each) => each.type === type)
  if (type === 'Ready' || type === 'ContainersReady') return ofReady(trace, history, version, at)
  if (type === 'PodScheduled' && condition?.status !== 'True') return ofStatus(trace, history, version, at)
  if (type === 'Initialized' && condition?.status !== 'True') return ofStatus(trace, history, version, at)
  if (condition?.message) {
    const { reason = type, message } = condition
    return only({ cause: { kind: 'podSays', reason, message }, seq: undefined })
  }
  return undefined
}

export function ofContainer(
  trace: Trace,
  history: PodHistory,
  version: PodVersion,
  { name, what }: Extract<Question, { kind: 'container' }>,
  at: Time,
): Answer | undefined {
  if (what === 'state') {
    const found = standings(trace, history, version, at).find((each) => each.name === name)?.found
    return found && only(found, effectsOf(trace, history, version, found, at))
  }
  const runs = runsOf(trace, history.onNode.uid, name, at)
  const restart = statusOf(version.pod, name)?.restartCount ?? 0
  const run =
    what === 'restarts'
      ? runs.findLast((each) => each.end !== undefined && (each.restart ?? 0) < restart)
      : runs.findLast((each) => each.end !== undefined && each.end <= at && (each.restart ?? 0) < runs.length)
  const found = run && endFound(trace, run)
  return found && only(found, what === 'restarts' ? [{ kind: 'startedAgain', restarts: restart }] : [])
}

/** Where the chain of causes is told from. */
export function evidenceOf({ causes }: Answer): readonly Seq[] {
  return causes.flatMap(({ seq }) => (seq === undefined ? [] : [seq]))
}
