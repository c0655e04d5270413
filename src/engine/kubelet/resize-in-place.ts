import { ensure } from '../../lib/assert.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { Task } from '../kernel/task.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'
import { updatePodFromAllocation } from './allocation.ts'
import type { CgroupChange } from './cgroup-change.ts'
import { containerCgroup, podCgroup, sharedBounds } from './cgroup-values.ts'
import { isPodLevelResized, isPodResizeInProgress } from './compute-pod-resize-action.ts'
import { resourcesInForce, resourcesOf } from './container-resources.ts'
import type { CpuManager } from './cpu-manager/cpu-manager.ts'
import { manifestPathOf } from './field-path.ts'
import type { KubeletNode } from './kubelet-node.ts'
import { memoryDecreaseError } from './memory-decrease.ts'
import type { PodActions } from './pod-actions.ts'
import type { PodState } from './pod-state.ts'
import { updated } from './resize-conditions.ts'
import { podResizeMessage } from './resize-message.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'

/** What resizing takes. */
export interface ResizeNeeds {
  readonly world: World
  readonly events: EventRecorder
  readonly node: Pick<KubeletNode, 'memoryBytes'>
  readonly runtime: Pick<NodeRuntime, 'updateSandbox' | 'updateContainer'>
  /** Where its policy is static. */
  readonly cpuManager?: CpuManager
}

/** At the beginning of a sync: says whether what was granted is in force by now. */
// kubelet: kubelet.go SyncPod (v1.36)
export function settleResize(parts: ResizeNeeds, pod: Pod, state: PodState, runtime: PodRuntimeStatus): void {
  const { resize } = state
  const { inProgress } = resize.conditions
  if (isPodResizeInProgress(pod, state, runtime)) {
    // An error that was met stays until it is overcome.
    if (inProgress) return
    const begun = updated(undefined, '', '', pod.metadata.generation ?? 1, parts.world.now)
    resize.conditions = { ...resize.conditions, inProgress: begun }
  } else if (inProgress) {
    resize.conditions = { ...resize.conditions, inProgress: undefined }
    const message = podResizeMessage('completed', pod, inProgress.generation)
    parts.events.event(pod, 'Normal', 'ResizeCompleted', message, { rule: 'RESIZE-3' })
  }
}

/** Puts into force what can be without a restart. */
// kubelet: kuberuntime_manager.go doPodResizeAction (v1.36)
export function* doPodResizeAction(
  parts: ResizeNeeds,
  pod: Pod,
  state: PodState,
  actions: PodActions,
): Task<'nothing' | 'done' | 'failed'> {
  const { world, runtime } = parts
  const wholePod = isPodLevelResized(pod, state)
  const updates = actions.containersToUpdate.flatMap(({ container, instance }) => {
    const found = state.find(instance.id)
    return found ? [{ container, instance: found }] : []
  })
  if (updates.length === 0 && !actions.updatePodResources && !wholePod) return 'nothing'
  const inForce = actuatedPod(pod, state)
  const change: CgroupChange = {
    pod: { before: podCgroup(inForce), after: podCgroup(pod), usage: usageOf(state) },
    containers: updates.map(({ container, instance }) => ({
      name: container.name,
      before: containerCgroup(inForce, containerOf(inForce, container)),
      after: containerCgroup(pod, container),
      usage: instance.memory.usage(),
    })),
  }
  const error = memoryDecreaseError(change)
  if (error !== undefined) {
    fail(parts, pod, state, error)
    return 'failed'
  }
  yield world.assumptions.containerUpdateTime
  const bounds = sharedBounds(pod)
  if (state.sandbox) runtime.updateSandbox(state.sandbox, bounds)
  state.resize.actuatedPod = pod.spec.resources
  for (const [index, { container, instance }] of updates.entries()) {
    if (instance.exit) continue
    const resources = resourcesOf(
      pod,
      container,
      parts.node.memoryBytes,
      parts.cpuManager?.exclusive(state.ref.uid, container.name),
    )
    const { before, after } = ensure(change.containers[index], 'change of a container')
    world.record({
      kind: 'decision',
      pod: state.ref,
      container: container.name,
      decision: 'doPodResizeAction',
      value: { before, after },
      rule: 'RESIZE-3',
      field: `${manifestPathOf(pod, container.name)}.resources`,
    })
    runtime.updateContainer(instance, resources)
    state.actuated.set(instance, { ...state.actuated.get(instance), ...resourcesInForce(pod, container) })
  }
  return 'done'
}

/** RESIZE-5 */
function fail(parts: ResizeNeeds, pod: Pod, state: PodState, error: string): void {
  const generation = pod.metadata.generation ?? 1
  const { conditions } = state.resize
  const next = updated(conditions.inProgress, 'Error', error, generation, parts.world.now)
  if (!next) return
  state.resize.conditions = { ...conditions, inProgress: next }
  const message = podResizeMessage('error', pod, generation, error)
  parts.events.event(pod, 'Warning', 'ResizeError', message, { rule: 'RESIZE-5' })
}

/** The Pod with the resources that are in force now. */
function actuatedPod(pod: Pod, state: PodState): Pod {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  return updatePodFromAllocation(pod, {
    pod: state.resize.actuatedPod,
    containers: new Map(
      all.map(({ name, resources = {} }) => {
        const instance = state.newest(name)
        return [name, (isUp(instance) && state.actuated.get(instance)?.resources) || resources]
      }),
    ),
  })
}

function isUp(instance: RuntimeContainer | undefined): instance is RuntimeContainer {
  return instance !== undefined && instance.exit === undefined
}

function usageOf(state: PodState): number {
  return state.running().reduce((sum, instance) => sum + instance.memory.usage(), 0)
}

function containerOf(pod: Pod, container: Container): Container {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  return all.find((each) => each.name === container.name) ?? container
}
