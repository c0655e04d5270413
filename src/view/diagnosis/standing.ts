import type { Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import type { ContainerKind } from '../../trace/entry.ts'
import { eventsAt, openSpansAt, probeAt } from '../../trace/state-at.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { isAbout } from '../history/histories.ts'
import { containersOf, type PodHistory, type PodVersion, statusOf } from '../history/pod-history.ts'
import { type Found, pullTrouble } from './cause.ts'
import { containerOf, containerPath } from './container-of.ts'
import { findingOf, probeOf } from './probe-finding.ts'
import { lastLine, runEnd, runsOf } from './run-end.ts'

/** How a container stands at an instant, and why: what one would want to know of one that is not ready. */
export function standingOf(
  trace: Trace,
  history: PodHistory,
  { pod, written }: PodVersion,
  name: string,
  kind: ContainerKind,
  at: Time,
): Found {
  const { uid } = history.onNode
  const status = statusOf(pod, name)
  const open = openSpansAt(trace, at).filter((span) => span.pod.uid === uid && span.container === name)
  const runs = runsOf(trace, uid, name, at)
  const last = runs.at(-1)
  const ended = runs.findLast((run) => run.end !== undefined && run.end <= at)
  const path = containerPath(trace, history.ref, name)
  const { waiting, terminated, running } = status?.state ?? {}
  if (waiting?.reason === 'CrashLoopBackOff' || terminated) {
    const found = ended && endFound(trace, ended)
    if (found) return found
  }
  if (waiting !== undefined && !/^(ContainerCreating|PodInitializing)?$/.test(waiting.reason ?? '')) {
    const { reason = '', message = '' } = waiting
    const failed = trace.spans.findLast(
      (span) =>
        span.pod.uid === uid &&
        span.container === name &&
        span.end !== undefined &&
        span.end <= at &&
        span.outcome?.kind === 'failed',
    )
    const seq = failed?.endSeq ?? written.seq
    if (/image/i.test(reason)) {
      const image = pod.spec.containers
        .concat((pod.spec.initContainers ?? []) as never)
        .find((each) => each.name === name)?.image
      const said =
        failed?.outcome?.kind === 'failed' && failed.detail.kind === 'pull' ? failed.outcome.message : message
      const why = pullTrouble(said)
      const field = `${path}.${why === 'neverPulled' ? 'imagePullPolicy' : 'image'}`
      return { cause: { kind: 'pull', container: name, image: image ?? '', message: said, why }, seq, field }
    }
    if (reason === 'PostStartHookError' && ended) {
      const found = endFound(trace, ended)
      if (found) return found
    }
    return { cause: { kind: 'refused', container: name, reason, message }, seq }
  }
  if (running === undefined) return beforeStart(trace, history, pod, name, open, status, at)
  if (last?.end !== undefined && last.end <= at) {
    const end = runEnd(trace, last)
    if (end) return { cause: { kind: 'endedUnseen', container: name, end }, seq: end.seq, run: last }
  }
  if (kind === 'init') {
    const since = last?.start ?? at
    const line = last && lastLine(trace, last, at)
    return { cause: { kind: 'initRuns', container: name, since, line }, seq: last?.id, run: undefined }
  }
  return ofRunning(trace, history, name, status, last, at)
}

export function endFound(trace: Trace, run: Span): Found | undefined {
  const end = runEnd(trace, run)
  if (end === undefined) return undefined
  const path = containerPath(trace, run.pod, end.container)
  const { by } = end
  const field =
    by.kind === 'probe'
      ? `${path}.${by.probe}Probe.failureThreshold`
      : by.kind === 'memory' && by.of === 'container'
        ? `${path}.resources.limits.memory`
        : by.kind === 'postStart'
          ? `${path}.lifecycle.postStart`
          : by.kind === 'itself'
            ? `${path}.${whatRuns(containerOf(trace, run.pod, end.container))}`
            : undefined
  return { cause: { kind: 'ended', container: end.container, end }, seq: end.seq, field, run }
}

/** The field that says what a container runs. */
function whatRuns(container: Container | undefined): string {
  return container?.command ? 'command' : container?.args ? 'args' : 'image'
}

function beforeStart(
  trace: Trace,
  history: PodHistory,
  pod: Pod,
  name: string,
  open: readonly Span[],
  status: ContainerStatus | undefined,
  at: Time,
): Found {
  const pull = open.findLast(({ detail }) => detail.kind === 'pull')
  if (pull?.detail.kind === 'pull')
    return { cause: { kind: 'pulling', container: name, image: pull.detail.image }, seq: pull.id }
  const hook = open.findLast(({ detail }) => detail.kind === 'hook')
  if (hook?.detail.kind === 'hook')
    return { cause: { kind: 'hook', container: name, hook: hook.detail.hook, since: hook.start }, seq: hook.id }
  const start = open.findLast(({ detail }) => detail.kind === 'start' || detail.kind === 'run')
  if (start) return { cause: { kind: 'beingMade', container: name }, seq: start.id }
  const ofPod = openSpansAt(trace, at).filter(
    (span) => span.pod.uid === history.onNode.uid && span.container === undefined,
  )
  const volumes = ofPod.findLast(({ detail }) => detail.kind === 'volumes')
  if (volumes) return { cause: { kind: 'volumes', message: mountMessage(trace, history, at) }, seq: volumes.id }
  const sandbox = ofPod.findLast(({ detail }) => detail.kind === 'sandbox')
  if (sandbox) return { cause: { kind: 'sandbox' }, seq: sandbox.id }
  const undone = undoneInit(history, pod, name)
  if (undone !== undefined) return { cause: { kind: 'afterInit', container: name, before: undone }, seq: undefined }
  const seq = history.versions.findLast((version) => version.at <= at)?.written.seq
  if (status === undefined && pod.status.phase === 'Pending') return { cause: { kind: 'submitted' }, seq }
  return { cause: { kind: 'beingMade', container: name }, seq }
}

/** The init container that this one waits for. */
function undoneInit(history: PodHistory, pod: Pod, name: string): string | undefined {
  for (const { container, kind } of containersOf(history)) {
    if (container.name === name || (kind !== 'init' && kind !== 'sidecar')) return undefined
    const status = statusOf(pod, container.name)
    const done = kind === 'sidecar' ? status?.started === true : status?.state.terminated?.exitCode === 0
    if (!done) return container.name
  }
  return undefined
}

function mountMessage(trace: Trace, history: PodHistory, at: Time): string | undefined {
  return eventsAt(trace, at).findLast(
    ({ reason, regarding }) =>
      reason === 'FailedMount' && regarding.kind === 'Pod' && isAbout(trace, history.ref.uid, regarding.uid),
  )?.message
}

function ofRunning(
  trace: Trace,
  history: PodHistory,
  name: string,
  status: ContainerStatus | undefined,
  run: Span | undefined,
  at: Time,
): Found {
  const container = containerOf(trace, history.ref, name)
  const path = containerPath(trace, history.ref, name)
  const since = run?.start ?? at
  const stop = openSpansAt(trace, at).findLast(
    (span) => span.pod.uid === history.onNode.uid && span.container === name && span.detail.kind === 'grace',
  )
  if (stop?.detail.kind === 'grace' && status?.ready !== true) {
    const { signal, deadline } = stop.detail
    return { cause: { kind: 'stopping', container: name, signal, deadline, ignores: false }, seq: stop.id }
  }
  for (const kind of ['startup', 'readiness'] as const) {
    const probe = container && probeOf(container, kind)
    if (probe === undefined || (kind === 'startup' && status?.started === true)) continue
    const trackIndex = trace.probes.findIndex(
      (track) => track.pod.uid === history.onNode.uid && track.container === name && track.probe === kind,
    )
    const track = trace.probes[trackIndex]
    const moment = track && probeAt(track, at)
    const field = `${path}.${kind}Probe`
    if (track === undefined || moment === undefined || moment.index < 0 || moment.restart !== run?.restart) {
      const delayMs = (probe.initialDelaySeconds ?? 0) * 1000
      return {
        cause: { kind: 'probeWaits', container: name, probe: kind, delayMs },
        seq: run?.id,
        field: `${field}.initialDelaySeconds`,
      }
    }
    const seq = track.columns.seq[moment.index] as number
    if (moment.outcome === 'failure' || moment.outcome === 'timeout') {
      const finding = findingOf(track, moment.index, container)
      const counts = { failures: moment.run, threshold: track.failureThreshold }
      return {
        cause: { kind: 'probeFails', container: name, probe: kind, ...counts, finding },
        seq,
        field: `${field}.${fieldFor(finding.kind, probe)}`,
      }
    }
    if (status?.ready === true)
      return { cause: { kind: 'probeSucceeds', container: name, probe: kind, since: moment.endAt ?? at }, seq, field }
    const counts = { successes: moment.run, threshold: track.successThreshold }
    return {
      cause: { kind: 'probeCounts', container: name, probe: kind, ...counts },
      seq,
      field: `${field}.successThreshold`,
    }
  }
  return {
    cause: { kind: 'runs', container: name, since, probed: container?.readinessProbe !== undefined },
    seq: run?.id,
  }
}

/** What of a probe decides about such a failure. */
function fieldFor(
  finding: string,
  probe: { readonly httpGet?: unknown; readonly tcpSocket?: unknown; readonly grpc?: unknown; readonly exec?: unknown },
): string {
  const handler = probe.httpGet ? 'httpGet' : probe.tcpSocket ? 'tcpSocket' : probe.grpc ? 'grpc' : 'exec'
  if (finding === 'timeout') return 'timeoutSeconds'
  if (finding === 'refused') return `${handler}.port`
  if (finding === 'status') return 'httpGet.path'
  if (finding === 'noFile' || finding === 'command') return 'exec.command'
  return 'failureThreshold'
}
