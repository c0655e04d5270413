import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
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

// kubelet: types/pod_status.go PodConditionSharedByKubelet (v1.36)
const SHARED = 'DisruptionTarget'

export function isKubeletCondition(type: string): boolean {
  return KUBELET_CONDITIONS.has(type)
}

/**
 * What is written to the API server: the kubelet's status over the present one. The end of a Pod is held back while
 * one of its containers could still be running.
 */
// kubelet: status/status_manager.go mergePodStatus (v1.36)
export function mergePodStatus(current: Pod, status: PodStatus, couldHaveRunningContainers: boolean): PodStatus {
  const transitions = !isTerminal(current.status.phase) && isTerminal(status.phase)
  // It is the kubelet's too where the kubelet puts an end to the Pod, and comes with that end.
  const shared =
    transitions && !couldHaveRunningContainers ? (status.conditions ?? []).filter(({ type }) => type === SHARED) : []
  const foreign = (current.status.conditions ?? []).filter(
    ({ type }) => !isKubeletCondition(type) && !(type === SHARED && shared.length > 0),
  )
  const own = (status.conditions ?? []).filter((condition) => isKubeletCondition(condition.type))
  let merged: PodStatus = { ...status, conditions: [...foreign, ...shared, ...own] }
  if (current.status.qosClass !== undefined) merged.qosClass = current.status.qosClass

  if (transitions && couldHaveRunningContainers) {
    const { reason: _reason, message: _message, ...rest } = merged
    merged = {
      ...rest,
      phase: current.status.phase,
      ...(current.status.reason === undefined ? {} : { reason: current.status.reason }),
      ...(current.status.message === undefined ? {} : { message: current.status.message }),
    }
  }
  if (isTerminal(merged.phase)) merged.conditions = unready(merged.conditions ?? [], merged.phase)
  return merged
}

/** A Pod that has ended is never Ready, whatever its probes said last. */
function unready(conditions: readonly PodCondition[], phase: PodPhase): PodCondition[] {
  const isReadiness = ({ type }: PodCondition) => type === 'Ready' || type === 'ContainersReady'
  const all = [...conditions]
  if (!all.some((each) => isReadiness(each) && each.status === 'True')) return all
  for (const type of ['ContainersReady', 'Ready']) {
    if (!all.some((each) => each.type === type)) all.push({ type, status: 'False' })
  }
  return all.map((each) => {
    if (!isReadiness(each)) return each
    const { message: _message, ...rest } = each
    return { ...rest, status: 'False', reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
  })
}
