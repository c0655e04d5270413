import { assertNever } from '../../lib/assert.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodActionReason } from '../../trace/decision/pod-action-reason.ts'
import type { RuleId } from '../../trace/rule.ts'
import { computePodResizeAction } from './compute-pod-resize-action.ts'
import type { ContainerInstance } from './runtime-status.ts'

export type ProbeResult = 'Success' | 'Failure' | 'Unknown'

/** What probes have found, by container id; undefined where there is no result. */
export interface ProbeResults {
  readonly liveness: (containerID: string) => ProbeResult | undefined
  readonly startup: (containerID: string) => ProbeResult | undefined
}

export interface ContainerToKill {
  readonly instance: ContainerInstance
  readonly container: Container
  /** The text of the Killing Event. */
  readonly message: string
  readonly reason: 'definition' | 'liveness' | 'startup' | 'unknown' | 'resize'
  readonly rule: RuleId
}

/** What a sync is going to do about a Pod: computed first, done afterwards. Numbers are indices into the spec's lists. */
export interface PodActions {
  killPod: boolean
  createSandbox: boolean
  attempt: number
  initContainersToStart: number[]
  containersToStart: number[]
  ephemeralContainersToStart: number[]
  containersToKill: ContainerToKill[]
  /** Those whose limits change while they run. */
  containersToUpdate: { readonly container: Container; readonly instance: ContainerInstance }[]
  /** The limits of the Pod as a whole follow those of its containers. */
  updatePodResources: boolean
  /** All of these are stopped and removed, so that the Pod begins anew in its sandbox. */
  containersToReset: string[]
  /** Why, for the trace. */
  readonly because: { readonly rule: RuleId; readonly reason: PodActionReason }[]
}

/** The same as reasonToKill has it in Kubernetes' words, as facts. */
export function killReason(
  { name: container }: Container,
  { reason, rule }: Kill,
  told: { readonly init: true } | { readonly init: false; readonly restarted: boolean },
): PodActions['because'][number] {
  switch (reason) {
    case 'definition':
      return { rule, reason: { why: 'definitionChanged', container, ...told } }
    case 'liveness':
    case 'startup':
      return { rule, reason: { why: 'probeFailed', container, probe: reason, ...told } }
    case 'resize':
      return { rule, reason: { why: 'resizeRestarts', container } }
    default:
      return assertNever(reason)
  }
}

interface Kill extends Pick<ContainerToKill, 'message' | 'rule'> {
  readonly reason: Exclude<ContainerToKill['reason'], 'unknown'>
}

/** Why a running container may not go on, in the order in which the kubelet asks. */
export function reasonToKill(
  pod: Pod,
  container: Container,
  instance: ContainerInstance,
  probes: ProbeResults,
  noun = 'Container',
): Kill | undefined {
  if (instance.image !== container.image) {
    return { reason: 'definition', rule: 'KILL-4', message: `${noun} ${container.name} definition changed` }
  }
  if (probes.liveness(instance.id) === 'Failure') {
    return { reason: 'liveness', rule: 'KILL-1', message: `${noun} ${container.name} failed liveness probe` }
  }
  if (probes.startup(instance.id) === 'Failure') {
    return { reason: 'startup', rule: 'KILL-2', message: `${noun} ${container.name} failed startup probe` }
  }
  if (computePodResizeAction(pod, container, instance)?.restart) {
    return { reason: 'resize', rule: 'RESIZE-3', message: `Container ${container.name} resize requires restart` }
  }
  return undefined
}

/** A container that may stay gets its new limits while it runs. */
export function noteResize(actions: PodActions, pod: Pod, container: Container, instance: ContainerInstance): void {
  if (computePodResizeAction(pod, container, instance)) actions.containersToUpdate.push({ container, instance })
}
