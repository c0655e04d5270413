import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { podRequests } from '../../manifest/pod/requests.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { Allocatable } from '../world/allocatable.ts'
import type { World } from '../world/world.ts'
import { allocationFromPod, canAdmitPod, infeasibleResize, updatePodFromAllocation } from './allocation.ts'
import { amountsOf } from './cgroup-values.ts'
import type { PodState } from './pod-state.ts'
import { updated } from './resize-conditions.ts'
import { podResizeMessage } from './resize-message.ts'

interface Resizable {
  readonly pod: Pod
  readonly state: PodState
  readonly terminatedAt: number | undefined
  update(update: { readonly pod: Pod }): void
}

/**
 * Grants resizes. What was refused for want of room is tried again whenever something about another Pod has changed:
 * the kubelet's own retry every three minutes could not find anything else.
 */
// kubelet: allocation/allocation_manager.go (v1.36)
export class AllocationManager {
  readonly #world: World
  readonly #events: EventRecorder
  readonly #capacity: Allocatable
  readonly #exclusiveCpus: boolean
  readonly #workers: () => Iterable<Resizable>

  constructor(
    world: World,
    events: EventRecorder,
    /** `exclusiveCpus`: the CPU manager's policy is static. */
    node: { readonly capacity: Allocatable; readonly exclusiveCpus: boolean },
    workers: () => Iterable<Resizable>,
  ) {
    this.#world = world
    this.#events = events
    this.#capacity = node.capacity
    this.#exclusiveCpus = node.exclusiveCpus
    this.#workers = workers
  }

  /** A Pod has come, changed or gone: what it asks for is looked at, and after it what others wait for. */
  // kubelet: kubelet.go HandlePodUpdates; allocation_manager.go RetryPendingResizes (v1.36)
  podChanged(changed?: Resizable): void {
    if (changed) this.#handle(changed)
    const waiting = [...this.#workers()].filter((each) => each !== changed && each.state.resize.conditions.pending)
    for (const worker of waiting.sort(byTurn)) {
      const before = worker.state.resize.conditions
      this.#handle(worker)
      if (worker.state.resize.conditions !== before) worker.update({ pod: worker.pod })
    }
  }

  /** RESIZE-2, RESIZE-6 */
  // kubelet: allocation_manager.go AddPod, handlePodResourcesResize (v1.36)
  #handle({ pod, state }: Resizable): void {
    const { resize } = state
    if (!resize.allocation) {
      resize.allocation = allocationFromPod(pod)
      return
    }
    const { pending } = resize.conditions
    if (updatePodFromAllocation(pod, resize.allocation) === pod) {
      if (pending) resize.conditions = { ...resize.conditions, pending: undefined }
      return
    }
    const generation = pod.metadata.generation ?? 1
    const infeasible = this.#exclusiveCpus ? infeasibleResize(pod, resize.allocation) : undefined
    if (infeasible !== undefined) {
      this.#refuse(pod, state, 'Infeasible', 'Infeasible', infeasible)
      return
    }
    const admission = canAdmitPod(pod, this.#others(state), this.#capacity)
    if (admission.kind === 'fits') {
      resize.allocation = allocationFromPod(pod)
      const inProgress = updated(undefined, '', '', generation, this.#world.now)
      resize.conditions = { pending: undefined, inProgress }
      this.#events.event(pod, 'Normal', 'ResizeStarted', podResizeMessage('started', pod, generation), {
        rule: 'RESIZE-2',
      })
      return
    }
    this.#refuse(pod, state, 'Deferred', admission.reason, admission.message)
  }

  #refuse(pod: Pod, { resize }: PodState, reason: 'Deferred' | 'Infeasible', what: string, why: string): void {
    const generation = pod.metadata.generation ?? 1
    const next = updated(resize.conditions.pending, reason, why, generation, this.#world.now)
    if (!next) return
    resize.conditions = { ...resize.conditions, pending: next }
    const rule = reason === 'Infeasible' ? 'RESIZE-6' : 'RESIZE-2'
    this.#events.event(pod, 'Warning', `Resize${reason}`, podResizeMessage(what, pod, generation, why), { rule })
  }

  /** The node's other Pods that still take room, as they are allocated. */
  #others(state: PodState): Pod[] {
    return [...this.#workers()]
      .filter((each) => each.state !== state && each.terminatedAt === undefined && !isTerminal(each.pod.status.phase))
      .map((each) => updatePodFromAllocation(each.pod, each.state.resize.allocation))
  }
}

/** First who asks for no more than before; then by priority, by QoS class, and by how long they have waited. */
// kubelet: allocation_manager.go sortPendingResizes (v1.36)
function byTurn(a: Resizable, b: Resizable): number {
  const keys = ({ pod, state }: Resizable): number[] => [
    asksForMore(pod, state) ? 1 : 0,
    -(pod.spec.priority ?? 0),
    pod.status.qosClass === 'Guaranteed' ? 0 : 1,
    state.resize.conditions.pending?.since ?? 0,
  ]
  const [first, second] = [keys(a), keys(b)]
  const decisive = first.findIndex((key, index) => key !== second[index])
  return decisive < 0 ? 0 : (first[decisive] as number) - (second[decisive] as number)
}

function asksForMore(pod: Pod, state: PodState): boolean {
  const had = amountsOf(podRequests(updatePodFromAllocation(pod, state.resize.allocation).spec))
  const wants = amountsOf(podRequests(pod.spec))
  return (wants.milliCPU ?? 0) > (had.milliCPU ?? 0) || (wants.memory ?? 0) > (had.memory ?? 0)
}
