import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ContainerState, ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'

/**
 * The last word on a Pod whose containers are gone: what could not be found out about one that may have run is written
 * down as a failure, so that the Pod is not taken for one that succeeded.
 */
// kubelet: status/status_manager.go TerminatePod (v1.36)
export function terminatedPodStatus(pod: Pod, old: PodStatus): PodStatus {
  const { containerStatuses, initContainerStatuses } = old
  const begun = begunInitContainers(initContainerStatuses ?? [])
  return {
    ...old,
    ...(containerStatuses && hasPodInitialized(pod) ? { containerStatuses: containerStatuses.map(lost) } : {}),
    ...(initContainerStatuses
      ? { initContainerStatuses: initContainerStatuses.map((each, index) => (index < begun ? lost(each) : each)) }
      : {}),
    phase: isTerminal(old.phase) ? old.phase : 'Failed',
  }
}

function lost(status: ContainerStatus): ContainerStatus {
  if (status.state.terminated) return status
  const message = 'The container could not be located when the pod was terminated'
  return { ...status, state: { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', message } } }
}

/** Some app container has ever been started, as far as the API knows. */
// kubelet: status/status_manager.go hasPodInitialized (v1.36)
function hasPodInitialized(pod: Pod): boolean {
  const initContainers = pod.spec.initContainers ?? []
  if (initContainers.length === 0) return true
  if (pod.status.containerStatuses?.some((each) => each.lastState.terminated || !isWaiting(each.state))) return true
  const last = pod.status.initContainerStatuses?.at(-1)
  const container = initContainers.find((each) => each.name === last?.name)
  if (!last || !container) return false
  if (isRestartableInitContainer(container)) return last.state.running !== undefined && last.started === true
  return last.lastState.terminated?.exitCode === 0 || last.state.terminated?.exitCode === 0
}

/** How many of them have had their turn: all up to the last that was ever started, and the first in any case. */
// kubelet: status/status_manager.go initializedContainers (v1.36)
function begunInitContainers(statuses: readonly ContainerStatus[]): number {
  return Math.max(1, statuses.findLastIndex((each) => each.lastState.terminated || !isWaiting(each.state)) + 1)
}

function isWaiting(state: ContainerState): boolean {
  return state.waiting !== undefined
}
