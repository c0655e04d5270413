import { parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Probe, ProbeKind } from '../../../manifest/pod/probe.ts'
import type { ContainerStatus } from '../../../manifest/pod/status.ts'
import type { SkipReason } from '../../../trace/probe-track.ts'
import type { ProbeResult } from '../pod-actions.ts'
import { containerShouldRestart, hasRestartAllRule } from '../restart-policy.ts'

/** What a worker remembers between ticks. */
export interface WorkerMemory {
  containerID: string | undefined
  lastResult: ProbeResult | undefined
  resultRun: number
  onHold: boolean
}

/** What a tick is for. Computed before anything is probed. */
export type TickDecision =
  | { readonly kind: 'exit' }
  /** Nothing to do until the Pod's status changes. */
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** Nothing to do before `until`. */
  | { readonly kind: 'delay'; readonly until: Time }
  /** Not running: the result is Failure, without probing. */
  | { readonly kind: 'notRunning'; readonly containerID: string; readonly exit: boolean }
  | { readonly kind: 'probe'; readonly containerID: string }

// kubelet: prober/worker.go initialValue (v1.36)
export const INITIAL_RESULT: Readonly<Record<ProbeKind, ProbeResult>> = {
  liveness: 'Success',
  readiness: 'Failure',
  startup: 'Unknown',
}

export interface TickInput {
  readonly pod: Pod
  readonly container: Container
  readonly kind: ProbeKind
  readonly probe: Probe
  readonly phase: string | undefined
  readonly status: ContainerStatus | undefined
  readonly memory: WorkerMemory
  readonly now: Time
}

// kubelet: prober/worker.go doProbe (v1.36)
export function decideTick(input: TickInput): TickDecision {
  const { pod, container, kind, probe, status, memory, now } = input
  if (input.phase === undefined) return { kind: 'skip', reason: 'notRunning' }
  if (input.phase === 'Failed' || input.phase === 'Succeeded') return { kind: 'exit' }
  const containerID = status?.containerID?.replace('containerd://', '')
  if (!status || containerID === undefined) return { kind: 'skip', reason: 'notRunning' }
  if (memory.onHold) return { kind: 'skip', reason: 'onHold' }
  if (!status.state.running) {
    const exitCode = status.state.terminated?.exitCode
    // Where a rule can restart all containers, no end is for good.
    const exit = exitCode !== undefined && !containerShouldRestart(container, pod, exitCode) && !hasRestartAllRule(pod)
    return { kind: 'notRunning', containerID, exit }
  }
  const delay = (probe.initialDelaySeconds ?? 0) * SECOND
  // PROBE-2. startedAt has whole seconds, and only whole seconds of the difference count.
  const since = parseRfc3339(status.state.running.startedAt) ?? now
  if (now - since < delay) return { kind: 'delay', until: since + delay }
  if (status.started === true) {
    if (kind === 'startup') return { kind: 'skip', reason: 'started' }
  } else if (kind !== 'startup') return { kind: 'skip', reason: 'waitsForStartup' }
  return { kind: 'probe', containerID }
}

export type ResultDecision =
  /** Below the threshold: the result stays what it was. */
  | { readonly kind: 'counted'; readonly run: number }
  | { readonly kind: 'decided'; readonly run: number; readonly hold: boolean }

/** Counts a finding, and says whether it is enough to decide. Changes `memory`. */
// kubelet: prober/worker.go doProbe, second half (v1.36)
export function countResult(memory: WorkerMemory, result: ProbeResult, kind: ProbeKind, probe: Probe): ResultDecision {
  if (memory.lastResult === result) memory.resultRun++
  else {
    memory.lastResult = result
    memory.resultRun = 1
  }
  const run = memory.resultRun
  const threshold = result === 'Failure' ? (probe.failureThreshold ?? 3) : (probe.successThreshold ?? 1)
  if (run < threshold) return { kind: 'counted', run }
  const hold = (kind === 'liveness' && result === 'Failure') || kind === 'startup'
  if (hold) {
    memory.onHold = true
    memory.resultRun = 0
  }
  return { kind: 'decided', run, hold }
}
