import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus, PodCondition, PodPhase } from '../../manifest/pod/status.ts'
import { podSandboxChanged } from './compute-pod-actions.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'

type Generated = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>

// kubelet: status/generate.go GeneratePodReadyToStartContainersCondition (v1.36)
export function generatePodReadyToStartContainersCondition(pod: Pod, status: PodRuntimeStatus): Generated {
  const ready = !podSandboxChanged(pod, status).changed
  return { type: 'PodReadyToStartContainers', status: ready ? 'True' : 'False' }
}

// kubelet: status/generate.go GeneratePodInitializedCondition (v1.36)
export function generatePodInitializedCondition(
  pod: Pod,
  initStatuses: readonly ContainerStatus[] | undefined,
  statuses: readonly ContainerStatus[],
  phase: PodPhase,
  old: readonly PodCondition[] = [],
): Generated {
  const type = 'Initialized'
  const initContainers = pod.spec.initContainers ?? []
  if (initStatuses === undefined && initContainers.length > 0) {
    return { type, status: 'False', reason: 'UnknownContainerStatuses' }
  }
  const unknown: string[] = []
  const incomplete: string[] = []
  for (const container of initContainers) {
    const status = initStatuses?.find((each) => each.name === container.name)
    if (!status) unknown.push(container.name)
    else if (isRestartableInitContainer(container)) {
      if (status.started !== true) incomplete.push(container.name)
    } else if (!status.ready) incomplete.push(container.name)
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'True', reason: 'PodCompleted' }
  const anyAppStarted = statuses.some((status) => status.state.running ?? status.state.terminated)
  if (anyAppStarted) return { type, status: 'True' }
  const message = listed(['unknown status', unknown], ['incomplete status', incomplete])
  // What was initialized once stays so, whatever becomes of its init containers.
  const stays = old.some((condition) => condition.type === type && condition.status === 'True')
  if (message === '' || stays) return { type, status: 'True' }
  return { type, status: 'False', reason: 'ContainersNotInitialized', message }
}

// kubelet: status/generate.go GenerateContainersReadyCondition (v1.36)
export function generateContainersReadyCondition(
  pod: Pod,
  initStatuses: readonly ContainerStatus[] | undefined,
  statuses: readonly ContainerStatus[] | undefined,
  phase: PodPhase,
): Generated {
  const type = 'ContainersReady'
  if (statuses === undefined) return { type, status: 'False', reason: 'UnknownContainerStatuses' }
  const unknown: string[] = []
  const unready: string[] = []
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  const all = [
    ...sidecars.map((container) => ({ container, from: initStatuses ?? [] })),
    ...pod.spec.containers.map((container) => ({ container, from: statuses })),
  ]
  for (const { container, from } of all) {
    const status = from.find((each) => each.name === container.name)
    if (!status) unknown.push(container.name)
    else if (!status.ready) unready.push(container.name)
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'False', reason: 'PodCompleted' }
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' }
  const message = listed(['unknown status', unknown], ['unready status', unready])
  if (message !== '') return { type, status: 'False', reason: 'ContainersNotReady', message }
  return { type, status: 'True' }
}

// kubelet: status/generate.go GeneratePodReadyCondition (v1.36)
export function generatePodReadyCondition(
  pod: Pod,
  containersReady: Generated,
  conditions: readonly PodCondition[],
): Generated {
  const type = 'Ready'
  if (containersReady.status !== 'True') return { ...containersReady, type }
  const messages: string[] = []
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const gate = conditions.find((condition) => condition.type === conditionType)
    if (!gate) messages.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`)
    else if (gate.status !== 'True') {
      messages.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`)
    }
  }
  if (messages.length > 0) {
    return { type, status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') }
  }
  return { type, status: 'True' }
}

// kubelet: status/generate.go GenerateAllContainersRestartingCondition (v1.36)
export function generateAllContainersRestartingCondition(restarting: boolean, phase: PodPhase): Generated {
  const type = 'AllContainersRestarting'
  if (phase === 'Succeeded') return { type, status: 'False', reason: 'PodCompleted' }
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' }
  if (!restarting) return { type, status: 'False' }
  const message = 'container exited with restart policy rule'
  return { type, status: 'True', reason: 'RestartAllContainersStarted', message }
}

/** "containers with unready status: [a b]", as Go prints a slice. */
function listed(...groups: readonly (readonly [string, readonly string[]])[]): string {
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `containers with ${what}: [${names.join(' ')}]`)
    .join(', ')
}
