import { rfc3339 } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerState, ContainerStatus } from '../../manifest/pod/status.ts'
import { containerStatusDetails } from './container-status-details.ts'
import { canonicalImage } from './image-name.ts'
import { shouldContainerBeRestarted } from './restart-policy.ts'
import { type ContainerInstance, findContainerStatusByName, type PodRuntimeStatus } from './runtime-status.ts'

/** Why a container could not be started at the last attempt. */
export interface WaitingReason {
  readonly reason: string
  readonly message: string
}

export interface ConversionInput {
  readonly pod: Pod
  readonly runtime: PodRuntimeStatus
  readonly containers: readonly Container[]
  /** The statuses that were written before, by the same list. */
  readonly previous: readonly ContainerStatus[]
  readonly hasInitContainers: boolean
  readonly isInitContainer: boolean
  /** All containers have been removed, to begin anew. */
  readonly podRestarting?: boolean
  /** The reason cache: why the last attempt to start failed. */
  readonly startFailure: (container: string) => WaitingReason | undefined
}

// kubelet: kubelet_pods.go convertToAPIContainerStatuses (v1.36)
export function convertToAPIContainerStatuses(input: ConversionInput): ContainerStatus[] {
  const { pod, runtime, containers, previous } = input
  const defaultWaiting = {
    waiting: { reason: input.hasInitContainers ? 'PodInitializing' : 'ContainerCreating' },
  }
  return containers.map((container) => {
    const old = previous.find((each) => each.name === container.name)
    const instances = runtime.containers.filter((instance) => instance.name === container.name)
    let status: ContainerStatus
    const newest = instances[0]
    if (newest) {
      const lost = newest.state === 'unknown' && old?.state.running !== undefined
      status = {
        ...fromInstance(newest),
        ...(lost ? { state: LOST } : {}),
        // Inherited by name: after a kill and a restart in one sync it still stands for the instance before.
        ...(newest.state === 'running' && old?.started !== undefined ? { started: old.started } : {}),
        restartCount: inheritedRestartCount(newest, old) + (lost ? 1 : 0),
        lastState: instances[1] ? stateOf(instances[1]) : inheritedLastState(newest, old),
        // Only what the same instance was before can be kept; the probes have the word.
        ready: newest.state === 'running' && old?.containerID === `containerd://${newest.id}` && old.ready,
      }
    } else {
      status = vanished(container, old, defaultWaiting, pod, input)
    }
    return { ...withStartFailure(status, container, input), ...containerStatusDetails(container, newest) }
  })
}

/** STATUS-1: the runtime knows nothing of it any more, so nobody can say how it ended. */
const LOST: ContainerState = {
  terminated: {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
  },
}

function vanished(
  container: Container,
  old: ContainerStatus | undefined,
  waiting: ContainerState,
  pod: Pod,
  input: ConversionInput,
): ContainerStatus {
  if (input.podRestarting && old && old.state.waiting?.reason !== REMOVED.reason) return removed(container, old)
  if (old?.state.terminated) return old
  const base: ContainerStatus = {
    name: container.name,
    state: waiting,
    lastState: old?.lastState ?? {},
    ready: false,
    restartCount: old?.restartCount ?? 0,
    image: container.image,
    imageID: '',
  }
  if (
    input.isInitContainer &&
    !isRestartableInitContainer(container) &&
    hasAnyRegularContainerCreated(pod, input.runtime)
  ) {
    const message =
      'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally'
    return { ...base, state: { terminated: { exitCode: 0, reason: 'Completed', message } } }
  }
  if (!old?.state.running || base.lastState.terminated) return base
  const deleting = pod.metadata.deletionTimestamp !== undefined
  return {
    ...base,
    lastState: {
      terminated: {
        exitCode: 137,
        reason: 'ContainerStatusUnknown',
        message: 'The container could not be located when the pod was deleted.  The container used to be Running',
      },
    },
    restartCount: base.restartCount + (deleting ? 0 : 1),
  }
}

const REMOVED = {
  reason: 'RestartingAllContainers',
  message: 'The container is removed because RestartAllContainers in place',
}

/** RESTART-2: it was removed to be run again with all the others; each of them has been restarted once more by that. */
function removed({ name, image }: Container, { restartCount }: ContainerStatus): ContainerStatus {
  return {
    name,
    state: { waiting: REMOVED },
    lastState: { terminated: { exitCode: 137, ...REMOVED } },
    ready: false,
    restartCount: restartCount + 1,
    image,
    imageID: '',
  }
}

/** The waiting state with the reason of the last refusal, where the container is still to be started. */
function withStartFailure(status: ContainerStatus, container: Container, input: ConversionInput): ContainerStatus {
  if (!shouldContainerBeRestarted(container, input.pod, input.runtime)) return status
  const newest = findContainerStatusByName(input.runtime, container.name)
  // Sidecars too: one that ended with 0 is shown as Completed while it waits for its restart.
  if (input.isInitContainer && newest?.state === 'exited' && newest.exitCode === 0) return status
  const failure = input.startFailure(container.name)
  if (!failure) return status
  return {
    ...status,
    lastState: status.state.terminated ? { terminated: status.state.terminated } : status.lastState,
    state: {
      waiting:
        failure.message === '' ? { reason: failure.reason } : { reason: failure.reason, message: failure.message },
    },
    started: false,
  }
}

function fromInstance(instance: ContainerInstance): Omit<ContainerStatus, 'lastState' | 'ready'> {
  return {
    name: instance.name,
    state: stateOf(instance),
    restartCount: instance.restartCount,
    // containerd: internal/cri/server/container_status.go toCRIContainerStatus (v2.1): the whole name, whatever was written
    image: canonicalImage(instance.image),
    imageID: instance.imageID,
    containerID: `containerd://${instance.id}`,
  }
}

function stateOf(instance: ContainerInstance): ContainerState {
  switch (instance.state) {
    case 'running':
      return { running: { startedAt: rfc3339(instance.startedAt ?? instance.createdAt) } }
    case 'exited':
      return {
        terminated: {
          exitCode: instance.exitCode,
          reason: instance.reason,
          ...(instance.message === '' ? {} : { message: instance.message }),
          // A container that never started has Unix time 0 there.
          startedAt: instance.startedAt === undefined ? '1970-01-01T00:00:00Z' : rfc3339(instance.startedAt),
          finishedAt: rfc3339(instance.finishedAt ?? instance.createdAt),
          containerID: `containerd://${instance.id}`,
        },
      }
    default:
      return { waiting: {} }
  }
}

/** Where only one instance is left, what was shown before of another one is the last state. */
function inheritedLastState(newest: ContainerInstance, old: ContainerStatus | undefined): ContainerState {
  if (old?.state.terminated && old.containerID !== `containerd://${newest.id}`) {
    return { terminated: old.state.terminated }
  }
  return old?.lastState ?? {}
}

/** Instances that are gone count on. */
function inheritedRestartCount(newest: ContainerInstance, old: ContainerStatus | undefined): number {
  if (!old) return newest.restartCount
  if (newest.state === 'running' && old.state.terminated && old.restartCount >= newest.restartCount) {
    return old.restartCount + 1
  }
  return Math.max(old.restartCount, newest.restartCount)
}

// kubelet: kuberuntime/kuberuntime_container.go HasAnyRegularContainerCreated (v1.36)
function hasAnyRegularContainerCreated(pod: Pod, runtime: PodRuntimeStatus): boolean {
  return pod.spec.containers.some((container) => {
    const state = findContainerStatusByName(runtime, container.name)?.state
    return state !== undefined && state !== 'unknown'
  })
}
