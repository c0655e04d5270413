import { type Duration, parseRfc3339, type Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { ContainerStateTerminated, ContainerStatus } from '../../manifest/pod/status.ts'
import type { ContainerKind, ImageInUse, Seq } from '../../trace/entry.ts'
import { limitAt } from '../../trace/memory-track.ts'
import { memoryAt } from '../../trace/state-at.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { type PodHistory, type PodVersion, statusOf } from '../history/pod-history.ts'
import { exitTone, type StateTone } from '../history/tone.ts'
import { type ProbeView, probeViews } from './probe-view.ts'
import { writtenBy } from './written-by.ts'

export interface ContainerView {
  readonly name: string
  readonly kind: ContainerKind
  readonly image: string
  readonly restartCount: number
  readonly ready: boolean
  readonly state: StateView
  /** What the node knows and the API does not yet. */
  readonly news: NewsView | undefined
  readonly lastState: TerminatedView | undefined
  readonly backOff: BackOffView | undefined
  readonly grace: GraceView | undefined
  readonly hook:
    | {
        readonly name: 'postStart' | 'preStop'
        readonly handler: string
        readonly sinceMs: Duration
        readonly seq: Seq
      }
    | undefined
  readonly pull:
    | { readonly image: string; readonly sizeBytes: number; readonly sinceMs: Duration; readonly seq: Seq }
    | undefined
  /** What the last start says of its image. */
  readonly imageInUse: ImageInUse | undefined
  readonly probes: readonly ProbeView[]
  readonly memory: MemoryView | undefined
  /** Its processes want more CPU than they may have. */
  readonly throttled: { readonly wantedMilliCPU: number; readonly limitMilliCPU: number; readonly seq: Seq } | undefined
  /** What wrote each of them. */
  readonly wrote: { readonly state: Seq; readonly lastState: Seq; readonly restarts: Seq }
}

/** As the API has it; `reason` and `message` are the kubelet's words. */
export type StateView =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'waiting'
      readonly tone: StateTone
      readonly reason: string | undefined
      readonly message: string | undefined
    }
  | { readonly kind: 'running'; readonly tone: StateTone; readonly since: Time | undefined; readonly started: boolean }
  | TerminatedView

/** The API lags behind the processes, most of all while a Pod is being stopped and while a postStart hook runs. */
export type NewsView =
  | {
      readonly kind: 'ended'
      readonly at: Time
      readonly exitCode: number | undefined
      readonly tone: StateTone
    }
  | { readonly kind: 'runs'; readonly since: Time }

export interface TerminatedView {
  readonly kind: 'terminated'
  readonly tone: StateTone
  readonly exitCode: number
  readonly reason: string | undefined
  readonly message: string | undefined
  readonly at: Time | undefined
  readonly ranMs: Duration | undefined
}

export interface BackOffView {
  readonly of: 'restart' | 'pull'
  readonly lengthMs: Duration
  /** Index into BACK_OFF_STEPS_MS. */
  readonly step: number
  readonly since: Time
  readonly seq: Seq
  /** 0 or less: it has run out, and only the next sync is awaited. */
  readonly leftMs: Duration
}

export interface GraceView {
  readonly signal: string
  readonly seq: Seq
  readonly graceMs: Duration
  readonly deadline: Time
  readonly leftMs: Duration
}

export interface MemoryView {
  readonly bytes: number
  readonly limitBytes: number | undefined
  readonly requestBytes: number | undefined
}

/** Each wait twice the last, until five minutes. */
export const BACK_OFF_STEPS_MS: readonly Duration[] = [10_000, 20_000, 40_000, 80_000, 160_000, 300_000]

interface Question {
  readonly trace: Trace
  readonly at: Time
  readonly history: PodHistory
  /** The version of the Pod that counts at that time. */
  readonly version: PodVersion
  /** What the node calls the Pod. */
  readonly uid: string
  /** The Pod's spans that are open. */
  readonly open: readonly Span[]
  readonly container: Container
  readonly kind: ContainerKind
}

export function containerView({ trace, at, history, version, uid, open, container, kind }: Question): ContainerView {
  const { name } = container
  const { pod } = version
  const status = statusOf(pod, name)
  const mine = open.filter((span) => span.container === name)
  return {
    name,
    kind,
    image: container.image,
    restartCount: status?.restartCount ?? 0,
    ready: status?.ready ?? false,
    state: stateView(trace, status, kind),
    news: newsView(trace, status, mine, uid, name, at),
    lastState: status?.lastState.terminated && terminatedView(trace, status.lastState.terminated),
    backOff: backOffView(trace, mine, at),
    grace: graceView(mine, at),
    hook: hookView(mine, at),
    pull: pullView(mine, at),
    imageInUse: imageInUse(trace, uid, name, at),
    probes: probeViews(trace, uid, name, at),
    memory: memoryView(trace, uid, name, at),
    throttled: throttledView(mine),
    wrote: {
      state: writtenBy(history, version, `${name} state`, (each) => JSON.stringify(statusOf(each, name)?.state)).written
        .seq,
      lastState: writtenBy(history, version, `${name} lastState`, (each) =>
        JSON.stringify(statusOf(each, name)?.lastState),
      ).written.seq,
      restarts: writtenBy(history, version, `${name} restarts`, (each) =>
        String(statusOf(each, name)?.restartCount ?? 0),
      ).written.seq,
    },
  }
}

function stateView(trace: Trace, status: ContainerStatus | undefined, kind: ContainerKind): StateView {
  const { state, ready = false, started = false } = status ?? {}
  if (state?.terminated) return terminatedView(trace, state.terminated)
  if (state?.running) {
    const since = parseRfc3339(state.running.startedAt)
    // Init and ephemeral containers are never asked whether they are ready: running is all they can be.
    const tone = ready || kind === 'init' || kind === 'ephemeral' ? 'ready' : 'notReady'
    return { kind: 'running', tone, since, started }
  }
  if (state?.waiting) {
    const { reason, message } = state.waiting
    return { kind: 'waiting', tone: 'waiting', reason, message }
  }
  return { kind: 'unknown' }
}

function newsView(
  trace: Trace,
  status: ContainerStatus | undefined,
  open: readonly Span[],
  uid: string,
  container: string,
  at: Time,
): NewsView | undefined {
  const run = open.findLast((span) => span.detail.kind === 'run')
  if (status?.state.running === undefined) return run && { kind: 'runs', since: run.start }
  if (run !== undefined) return undefined
  const ended = lastRunBefore(trace, uid, container, at)
  if (ended?.end === undefined) return undefined
  const exit = ended.outcome?.kind === 'exit' ? ended.outcome : undefined
  const tone = exit === undefined ? 'exitNonZero' : exitTone(exit.exitCode, exit.reason)
  return { kind: 'ended', at: ended.end, exitCode: exit?.exitCode, tone }
}

/** The API has whole seconds; the run itself, if it is in the trace, says it to the millisecond. */
function terminatedView(trace: Trace, state: ContainerStateTerminated): TerminatedView {
  const run = runOf(trace, state.containerID)
  const at = run?.end ?? (state.finishedAt === undefined ? undefined : parseRfc3339(state.finishedAt))
  const from = run?.start ?? (state.startedAt === undefined ? undefined : parseRfc3339(state.startedAt))
  return {
    kind: 'terminated',
    tone: exitTone(state.exitCode, state.reason),
    exitCode: state.exitCode,
    reason: state.reason,
    message: state.message,
    at,
    ranMs: at === undefined || from === undefined ? undefined : at - from,
  }
}

const runs = new WeakMap<Trace, ReadonlyMap<string, Span>>()

function runOf(trace: Trace, containerID: string | undefined): Span | undefined {
  let byID = runs.get(trace)
  if (byID === undefined) {
    byID = new Map(
      trace.spans.flatMap((span) => (span.detail.kind === 'run' ? [[bare(span.detail.containerID), span]] : [])),
    )
    runs.set(trace, byID)
  }
  return containerID === undefined ? undefined : byID.get(bare(containerID))
}

/** The API puts the runtime's name before it: containerd://… */
function bare(containerID: string): string {
  return containerID.replace(/^\w+:\/\//, '')
}

/**
 * After a probe kill the refusal counts from an older exit, but the next try counts from the killed run's own: the
 * whole length is waited from there, as the timeline draws it.
 */
function backOffView(trace: Trace, open: readonly Span[], at: Time): BackOffView | undefined {
  const span = open.findLast((each) => each.detail.kind === 'backOff')
  if (span?.detail.kind !== 'backOff' || span.detail.lengthMs <= 0) return undefined
  const { of, lengthMs, since } = span.detail
  const end = lastRunBefore(trace, span.pod.uid, span.container, span.start)?.end ?? 0
  const from = of === 'restart' ? Math.max(since, end) : since
  const step = BACK_OFF_STEPS_MS.findIndex((each) => each >= lengthMs)
  return {
    of,
    lengthMs,
    step: step < 0 ? BACK_OFF_STEPS_MS.length - 1 : step,
    since: from,
    seq: span.id,
    leftMs: from + lengthMs - at,
  }
}

function lastRunBefore(trace: Trace, uid: string, container: string | undefined, at: Time): Span | undefined {
  return trace.spans.findLast(
    ({ detail, pod, container: name, end }) =>
      detail.kind === 'run' && pod.uid === uid && name === container && end !== undefined && end <= at,
  )
}

function imageInUse(trace: Trace, uid: string, container: string, at: Time): ImageInUse | undefined {
  const started = trace.spans.findLast(
    ({ detail, pod, container: name, start }) =>
      detail.kind === 'start' && pod.uid === uid && name === container && start <= at,
  )
  return started?.detail.kind === 'start' ? started.detail.image : undefined
}

export function graceView(open: readonly Span[], at: Time): GraceView | undefined {
  const span = open.findLast((each) => each.detail.kind === 'grace')
  if (span?.detail.kind !== 'grace') return undefined
  const { signal, graceMs, deadline } = span.detail
  return { signal, seq: span.id, graceMs, deadline, leftMs: deadline - at }
}

function hookView(open: readonly Span[], at: Time): ContainerView['hook'] {
  const span = open.findLast((each) => each.detail.kind === 'hook')
  if (span?.detail.kind !== 'hook') return undefined
  return { name: span.detail.hook, handler: span.detail.handler, sinceMs: at - span.start, seq: span.id }
}

function throttledView(open: readonly Span[]): ContainerView['throttled'] {
  const span = open.findLast((each) => each.detail.kind === 'throttled')
  return span?.detail.kind === 'throttled' ? { ...span.detail, seq: span.id } : undefined
}

function pullView(open: readonly Span[], at: Time): ContainerView['pull'] {
  const span = open.findLast((each) => each.detail.kind === 'pull')
  if (span?.detail.kind !== 'pull') return undefined
  return { image: span.detail.image, sizeBytes: span.detail.sizeBytes, sinceMs: at - span.start, seq: span.id }
}

function memoryView(trace: Trace, uid: string, container: string, at: Time): MemoryView | undefined {
  const track = trace.memory.find((each) => each.pod.uid === uid && each.container === container)
  const bytes = track && memoryAt(track, at)
  if (track === undefined || bytes === undefined) return undefined
  return { bytes, limitBytes: limitAt(track, at), requestBytes: track.requestBytes }
}
