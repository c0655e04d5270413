import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import {
  generateAllContainersRestartingCondition,
  generateContainersReadyCondition,
  generatePodInitializedCondition,
  generatePodReadyCondition,
  generatePodReadyToStartContainersCondition,
} from './conditions.ts'
import { podResourcesStatus } from './container-status-details.ts'
import { convertToAPIContainerStatuses, type WaitingReason } from './container-statuses.ts'
import { isKubeletCondition } from './merge-pod-status.ts'
import { getPhase } from './pod-phase.ts'
import { NO_RESIZE, type ResizeConditions, resizeConditions } from './resize-conditions.ts'
import { hasRestartAllRule, sourceOfRestartAll } from './restart-policy.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'

export interface StatusInput {
  readonly pod: Pod
  readonly runtime: PodRuntimeStatus
  /** The last status the kubelet made, or the API's. */
  readonly old: PodStatus
  readonly podIsTerminal: boolean
  readonly startFailure: (container: string) => WaitingReason | undefined
  /** All containers have been removed, to begin anew. */
  readonly podRestarting?: boolean
  readonly hostIP: string
  /** Fills in started and ready from the probes; may trigger readiness probes. */
  readonly updateFromProbes: (status: PodStatus) => PodStatus
  /** The Pod has outlived activeDeadlineSeconds. */
  readonly pastActiveDeadline: boolean
  readonly resize?: ResizeConditions
}

/** A Pod's status as its runtime and its probes say, before anything is done about it. */
// kubelet: kubelet_pods.go generateAPIPodStatus, convertStatusToAPIStatus (v1.36)
export function generateAPIPodStatus(input: StatusInput): PodStatus {
  const { pod, runtime, old } = input
  const initContainers = pod.spec.initContainers ?? []
  const hasInitContainers = initContainers.length > 0
  const convert = (
    containers: typeof initContainers,
    previous: PodStatus['containerStatuses'],
    waitsForInit: boolean,
    isInitContainer: boolean,
  ) =>
    convertToAPIContainerStatuses({
      pod,
      runtime,
      containers,
      previous: previous ?? [],
      hasInitContainers: waitsForInit,
      isInitContainer,
      startFailure: input.startFailure,
      podRestarting: input.podRestarting ?? false,
    })
  const containerStatuses = convert(pod.spec.containers, old.containerStatuses, hasInitContainers, false)
  // The API shows app containers by name, init containers in the order of the spec.
  containerStatuses.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const sandbox = runtime.sandboxes[0]

  let status: PodStatus = {
    phase: 'Pending',
    containerStatuses,
    ...(hasInitContainers
      ? { initContainerStatuses: convert(initContainers, old.initContainerStatuses, true, true) }
      : {}),
    ...((pod.spec.ephemeralContainers ?? []).length > 0
      ? {
          ephemeralContainerStatuses: convert(
            pod.spec.ephemeralContainers ?? [],
            old.ephemeralContainerStatuses,
            false,
            false,
          ),
        }
      : {}),
    ...(pod.status.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    ...podResourcesStatus(pod),
    hostIP: input.hostIP,
    hostIPs: [{ ip: input.hostIP }],
    ...podIPs(pod, sandbox?.ready ? sandbox.ip : old.podIP, input.hostIP),
    ...(old.startTime === undefined ? {} : { startTime: old.startTime }),
  }

  status.phase = getPhase({
    pod,
    initStatuses: status.initContainerStatuses ?? [],
    statuses: containerStatuses,
    podIsTerminal: input.podIsTerminal,
    podHasInitialized: pod.spec.containers.some((container) =>
      runtime.containers.some((instance) => instance.name === container.name),
    ),
  })
  // An end that was written is never taken back; which end it is the containers say.
  const ended = [old.phase, pod.status.phase].find(isTerminal)
  if (ended && !isTerminal(status.phase)) status.phase = ended
  if (status.phase === old.phase) {
    if (old.reason !== undefined) status.reason = old.reason
    if (old.message !== undefined) status.message = old.message
  }
  // Asked anew each time: the containers that were stopped may have ended well, and the Pod has failed all the same.
  if (input.pastActiveDeadline && old.phase !== 'Succeeded') {
    status.phase = 'Failed'
    status.reason = 'DeadlineExceeded'
    status.message = 'Pod was active on the node longer than the specified deadline'
  }

  status = input.updateFromProbes(status)
  return { ...status, conditions: conditionsOf(pod, runtime, status, old, input.resize) }
}

/** COND-1 */
function conditionsOf(
  pod: Pod,
  runtime: PodRuntimeStatus,
  status: PodStatus,
  old: PodStatus,
  resize: ResizeConditions = NO_RESIZE,
): PodCondition[] {
  const foreign = (pod.status.conditions ?? []).filter((condition) => !isKubeletCondition(condition.type))
  const containersReady = generateContainersReadyCondition(
    pod,
    status.initContainerStatuses,
    status.containerStatuses,
    status.phase,
  )
  const generated = [
    generatePodReadyToStartContainersCondition(pod, runtime),
    generatePodInitializedCondition(
      pod,
      status.initContainerStatuses,
      status.containerStatuses ?? [],
      status.phase,
      old.conditions,
    ),
    generatePodReadyCondition(pod, containersReady, foreign),
    containersReady,
    { type: 'PodScheduled', status: 'True' as const },
    ...(hasRestartAllRule(pod)
      ? [generateAllContainersRestartingCondition(sourceOfRestartAll(pod, runtime) !== undefined, status.phase)]
      : []),
  ]
  const observedGeneration = pod.metadata.generation ?? 1
  return [
    ...foreign,
    ...resizeConditions(resize),
    ...generated.map((condition) => ({ ...condition, observedGeneration, lastProbeTime: null })),
  ]
}

function podIPs(pod: Pod, ip: string | undefined, hostIP: string): Pick<PodStatus, 'podIP' | 'podIPs'> {
  const address = pod.spec.hostNetwork ? hostIP : ip
  return address === undefined || address === '' ? {} : { podIP: address, podIPs: [{ ip: address }] }
}
