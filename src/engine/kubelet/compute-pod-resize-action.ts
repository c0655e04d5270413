import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { sameResources } from './allocation.ts'
import { type Amounts, amountsOf, effectiveLimits } from './cgroup-values.ts'
import type { PodState } from './pod-state.ts'
import type { ContainerInstance, PodRuntimeStatus } from './runtime-status.ts'

/** What separates a running container from what it is allocated. */
export interface ContainerResize {
  readonly memory: boolean
  readonly cpu: boolean
  /** Its resizePolicy wants a new start for that. */
  readonly restart: boolean
}

/** RESIZE-3. Undefined: nothing does, or it does not run. */
// kubelet: kuberuntime_manager.go computePodResizeAction (v1.36)
export function computePodResizeAction(
  pod: Pod,
  container: Container,
  instance: ContainerInstance,
): ContainerResize | undefined {
  if (instance.state !== 'running' || !instance.resources) return undefined
  const limits = [
    effectiveLimits(pod.spec.resources, container.resources),
    effectiveLimits(instance.podResources, instance.resources),
  ] as const
  const requests = [amountsOf(container.resources?.requests), amountsOf(instance.resources.requests)] as const
  const differs = (key: keyof Amounts): boolean =>
    [limits, requests].some(([wanted, inForce]) => (wanted[key] ?? 0) !== (inForce[key] ?? 0))
  const [memory, cpu] = [differs('memory'), differs('milliCPU')]
  if (!memory && !cpu) return undefined
  const restarts = (resource: string): boolean =>
    container.resizePolicy?.some(
      (policy) => policy.resourceName === resource && policy.restartPolicy === 'RestartContainer',
    ) ?? false
  return { memory, cpu, restart: (memory && restarts('memory')) || (cpu && restarts('cpu')) }
}

/** Whether what is allocated is not yet in force. */
// kubelet: kuberuntime_manager.go IsPodResizeInProgress (v1.36)
export function isPodResizeInProgress(pod: Pod, state: PodState, runtime: PodRuntimeStatus): boolean {
  if (isPodLevelResized(pod, state)) return true
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some((container) => {
    const instance = runtime.containers.find((each) => each.name === container.name)
    return instance !== undefined && computePodResizeAction(pod, container, instance) !== undefined
  })
}

/** The Pod as a whole has other limits than its sandbox was made with. */
export function isPodLevelResized(pod: Pod, state: PodState): boolean {
  return state.sandbox?.ready === true && !sameResources(pod.spec.resources, state.resize.actuatedPod)
}
