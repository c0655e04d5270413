import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodCondition, PodPhase, PodStatus } from '../../manifest/pod/status.ts'

/** Conditions that the kubelet writes; all others belong to somebody else and are kept as they are. */
// kubelet: types/pod_status.go PodConditionByKubelet (v1.36)
const KUBELET_CONDITIONS: ReadonlySet<string> = new Set([
  'PodScheduled',
  'Ready',
  'Initialized',
  'ContainersReady',
  'PodReadyToStartContainers',
  'PodResizePending',
  'PodResizeInProgress',
  'AllContainersRestarting',
])

export function isTerminal(phase: PodPhase): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

export function isKubeletCondition(type: string): boolean {
  return KUBELET_CONDITIONS.has(type)
}

/**
 * What is written to the API server: the kubelet's status over the present one. The end of a Pod is held back while
 * one of its containers could still be running.
 */
// kubelet: status/status_manager.go mergePodStatus (v1.36)
export function mergePodStatus(current: Pod, status: PodStatus, couldHaveRunningContainers: boolean): PodStatus {
  const foreign = (current.status.conditions ?? []).filter((condition) => !isKubeletCondition(condition.type))
  const own = (status.conditions ?? []).filter((condition) => isKubeletCondition(condition.type))
  let merged: PodStatus = { ...status, conditions: [...foreign, ...own] }
  if (current.status.qosClass !== undefined) merged.qosClass = current.status.qosClass

  const transitions = !isTerminal(current.status.phase) && isTerminal(status.phase)
  if (transitions && couldHaveRunningContainers) {
    const { reason: _reason, message: _message, ...rest } = merged
    merged = {
      ...rest,
      phase: current.status.phase,
      ...(current.status.reason === undefined ? {} : { reason: current.status.reason }),
      ...(current.status.message === undefined ? {} : { message: current.status.message }),
    }
  }
  if (isTerminal(status.phase)) merged.conditions = (merged.conditions ?? []).map((each) => unready(each, status.phase))
  return merged
}

/** A Pod that has ended is never Ready, whatever its probes said last. */
function unready(condition: PodCondition, phase: PodPhase): PodCondition {
  if (condition.type !== 'Ready' && condition.type !== 'ContainersReady') return condition
  if (condition.status === 'False') return condition
  const { message: _message, ...rest } = condition
  return { ...rest, status: 'False', reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
}
