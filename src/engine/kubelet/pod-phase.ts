import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus, PodPhase } from '../../manifest/pod/status.ts'
import { containerShouldRestart } from './restart-policy.ts'

export interface PhaseInput {
  readonly pod: Pod
  readonly initStatuses: readonly ContainerStatus[]
  readonly statuses: readonly ContainerStatus[]
  /** Termination is finished: whatever is not running has ended for good. */
  readonly podIsTerminal: boolean
  /** Some app container exists in the present sandbox. */
  readonly podHasInitialized: boolean
}

// kubelet: kubelet_pods.go getPhase (v1.36)
export function getPhase(input: PhaseInput): PodPhase {
  const { pod, podIsTerminal, podHasInitialized } = input
  const count = { unknown: 0, running: 0, waiting: 0, stopped: 0, stoppedForGood: 0, succeeded: 0 }
  let pendingInit = 0
  let failedInitForGood = 0
  let pendingSidecar = 0

  for (const container of pod.spec.initContainers ?? []) {
    const status = input.initStatuses.find((each) => each.name === container.name)
    if (isRestartableInitContainer(container)) {
      if (!status) count.unknown++
      else if (status.state.running) {
        if (status.started !== true) pendingSidecar++
        count.running++
      } else if (status.state.waiting && !status.lastState.terminated) {
        pendingSidecar++
        count.waiting++
      } else if (!status.state.terminated && !status.state.waiting) {
        pendingSidecar++
        count.unknown++
      }
      continue
    }
    const exitCode = status?.state.terminated?.exitCode
    const lastExitCode = status?.state.waiting ? status.lastState.terminated?.exitCode : undefined
    if (!status || status.state.running) pendingInit++
    else if (exitCode !== undefined) {
      if (exitCode !== 0 && !restarts(container, pod, exitCode, status)) failedInitForGood++
    } else if (status.state.waiting) {
      if (lastExitCode === undefined) pendingInit++
      else if (lastExitCode !== 0 && !restarts(container, pod, lastExitCode, status)) failedInitForGood++
    } else pendingInit++
  }

  for (const container of pod.spec.containers) {
    const status = input.statuses.find((each) => each.name === container.name)
    if (!status) count.unknown++
    else if (status.state.running) count.running++
    else if (status.state.terminated) {
      count.stopped++
      if (!restarts(container, pod, status.state.terminated.exitCode, status)) count.stoppedForGood++
      if (status.state.terminated.exitCode === 0) count.succeeded++
    } else if (status.state.waiting) {
      const last = status.lastState.terminated
      if (!last) count.waiting++
      else {
        count.stopped++
        if (!restarts(container, pod, last.exitCode, status)) count.stoppedForGood++
      }
    } else count.unknown++
  }

  if (failedInitForGood > 0) return 'Failed'
  if (pendingInit > 0 || (pendingSidecar > 0 && !podHasInitialized)) return 'Pending'
  if (count.waiting > 0) return 'Pending'
  if (count.running > 0 && count.unknown === 0) return 'Running'
  if (count.running === 0 && count.stopped > 0 && count.unknown === 0) {
    if (podIsTerminal) return count.stopped === count.succeeded ? 'Succeeded' : 'Failed'
    if (count.stopped !== count.stoppedForGood) return 'Running'
    return count.stopped === count.succeeded ? 'Succeeded' : 'Failed'
  }
  return 'Pending'
}

function restarts(container: Container, pod: Pod, exitCode: number, status: ContainerStatus): boolean {
  const { reason } = status.state.terminated ?? status.lastState.terminated ?? {}
  if (reason === 'RestartingAllContainers') return true
  return containerShouldRestart(container, pod, exitCode)
}
