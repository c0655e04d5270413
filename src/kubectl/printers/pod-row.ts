import { parseRfc3339, type Time } from '../../lib/time.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStateTerminated, ContainerStatus } from '../../manifest/pod/status.ts'
import { humanDuration } from './human-duration.ts'

/** A line of `kubectl get pods`. */
export interface PodRow {
  readonly name: string
  readonly ready: string
  /** kubectl's STATUS column: not the phase. */
  readonly status: string
  readonly restarts: string
  readonly age: string
}

export const POD_COLUMNS = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'] as const

export function podCells(row: PodRow): readonly string[] {
  return [row.name, row.ready, row.status, row.restarts, row.age]
}

/** What kubectl would print for this version of the Pod at this time. */
// printers: pkg/printers/internalversion/printers.go printPod (v1.36)
export function podRow(pod: Pod, at: Time): PodRow {
  const { status } = pod
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  const init = initSummary(pod, new Set(sidecars.map((container) => container.name)))

  let text = status.reason || status.phase
  if (conditionOf(pod, 'PodScheduled')?.reason === 'SchedulingGated') text = 'SchedulingGated'
  if (init.reason !== undefined) text = init.reason

  let { ready, restarts } = init
  let lastRestart = init.lastRestart
  if (init.reason === undefined || conditionOf(pod, 'Initialized')?.status === 'True') {
    const main = mainSummary(pod, text)
    text = main.reason
    ready += main.ready
    restarts = init.sidecarRestarts + main.restarts
    lastRestart = newest(init.lastSidecarRestart, main.lastRestart)
  }

  if (pod.metadata.deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') text = 'Unknown'
    else if (status.phase !== 'Failed' && status.phase !== 'Succeeded') text = 'Terminating'
  }

  return {
    name: pod.metadata.name,
    ready: `${ready}/${pod.spec.containers.length + sidecars.length}`,
    status: text,
    restarts:
      restarts === 0 || lastRestart === undefined
        ? `${restarts}`
        : `${restarts} (${humanDuration(at - lastRestart)} ago)`,
    age: ageOf(pod.metadata.creationTimestamp, at),
  }
}

/** The AGE column. */
// printers: translateTimestampSince (v1.36)
export function ageOf(timestamp: string | undefined, at: Time): string {
  const since = timestamp === undefined ? undefined : parseRfc3339(timestamp)
  return since === undefined ? '<unknown>' : humanDuration(at - since)
}

interface InitSummary {
  /** Set: an init container is not done, and this is what kubectl says about it. */
  readonly reason: string | undefined
  readonly ready: number
  readonly restarts: number
  readonly lastRestart: Time | undefined
  readonly sidecarRestarts: number
  readonly lastSidecarRestart: Time | undefined
}

function initSummary(pod: Pod, sidecars: ReadonlySet<string>): InitSummary {
  let ready = 0
  let restarts = 0
  let sidecarRestarts = 0
  let lastRestart: Time | undefined
  let lastSidecarRestart: Time | undefined
  let reason: string | undefined
  for (const [index, container] of (pod.status.initContainerStatuses ?? []).entries()) {
    const sidecar = sidecars.has(container.name)
    const ended = lastEnd(container)
    restarts += container.restartCount
    lastRestart = newest(lastRestart, ended)
    if (sidecar) {
      sidecarRestarts += container.restartCount
      lastSidecarRestart = newest(lastSidecarRestart, ended)
    }
    const { terminated, waiting } = container.state
    if (terminated?.exitCode === 0) continue
    if (sidecar && container.started) {
      if (container.ready) ready++
      continue
    }
    if (terminated) reason = `Init:${endReason(terminated)}`
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') reason = `Init:${waiting.reason}`
    else reason = `Init:${index}/${pod.spec.initContainers?.length ?? 0}`
    break
  }
  return { reason, ready, restarts, lastRestart, sidecarRestarts, lastSidecarRestart }
}

function mainSummary(
  pod: Pod,
  before: string,
): { reason: string; ready: number; restarts: number; lastRestart: Time | undefined } {
  let reason = before
  let ready = 0
  let restarts = 0
  let lastRestart: Time | undefined
  let hasRunning = false
  let errorReason = ''
  // From the last to the first: the first container has the last word.
  for (const container of (pod.status.containerStatuses ?? []).toReversed()) {
    restarts += container.restartCount
    lastRestart = newest(lastRestart, lastEnd(container))
    const { waiting, terminated, running } = container.state
    if (waiting?.reason) {
      reason = waiting.reason
    } else if (terminated) {
      reason = endReason(terminated)
      if (terminated.exitCode !== 0) errorReason = reason
    } else if (container.ready && running) {
      hasRunning = true
      ready++
    }
  }
  if (reason === 'Completed') {
    if (hasRunning && conditionOf(pod, 'Ready')?.status === 'True') reason = 'Running'
    else if (errorReason !== '') reason = errorReason
    else if (hasRunning) reason = 'NotReady'
  }
  return { reason, ready, restarts, lastRestart }
}

function endReason(terminated: ContainerStateTerminated): string {
  if (terminated.reason) return terminated.reason
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`
}

function lastEnd(container: ContainerStatus): Time | undefined {
  const finishedAt = container.lastState.terminated?.finishedAt
  return finishedAt === undefined ? undefined : parseRfc3339(finishedAt)
}

function newest(a: Time | undefined, b: Time | undefined): Time | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.max(a, b)
}

function conditionOf(pod: Pod, type: string) {
  return pod.status.conditions?.find((condition) => condition.type === type)
}
