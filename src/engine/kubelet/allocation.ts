import type { Container } from '../../manifest/pod/container.ts'
import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import { podRequests } from '../../manifest/pod/requests.ts'
import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import { sameMeaning } from '../../manifest/same-meaning.ts'
import type { Allocatable } from '../world/allocatable.ts'
import { amountsOf } from './cgroup-values.ts'

/** What the node has granted a Pod: what its containers are started with, whatever its spec has come to ask for. */
// kubelet: allocation/state/state.go PodResourceInfo (v1.36)
export interface PodAllocation {
  readonly pod: ResourceRequirements | undefined
  readonly containers: ReadonlyMap<string, ResourceRequirements>
}

// kubelet: allocation/allocation_manager.go allocationFromPod (v1.36)
export function allocationFromPod({ spec }: Pod): PodAllocation {
  const all = [...spec.containers, ...(spec.initContainers ?? [])]
  return { pod: spec.resources, containers: new Map(all.map(({ name, resources }) => [name, resources ?? {}])) }
}

/** The Pod with what was granted in place of what it asks for; the same object where that is no difference. */
// kubelet: allocation/allocation_manager.go UpdatePodFromAllocation (v1.36)
export function updatePodFromAllocation(pod: Pod, allocation: PodAllocation | undefined): Pod {
  if (!allocation) return pod
  let changed = !sameResources(pod.spec.resources, allocation.pod)
  const granted = (container: Container): Container => {
    const resources = allocation.containers.get(container.name)
    if (!resources || sameResources(container.resources, resources)) return container
    changed = true
    return { ...container, resources }
  }
  const containers = pod.spec.containers.map(granted)
  const initContainers = pod.spec.initContainers?.map(granted)
  if (!changed) return pod
  const { resources: _resources, ...rest } = pod.spec
  const whole = allocation.pod ? { resources: allocation.pod } : {}
  return { ...pod, spec: { ...rest, ...whole, containers, ...(initContainers ? { initContainers } : {}) } }
}

export function sameResources(a: ResourceRequirements | undefined, b: ResourceRequirements | undefined): boolean {
  return (
    a === b || sameMeaning({ limits: a?.limits, requests: a?.requests }, { limits: b?.limits, requests: b?.requests })
  )
}

export type Admission =
  | { readonly kind: 'fits' }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }

/** RESIZE-2: whether a Pod has room beside the others, as they are allocated. */
// kubelet: lifecycle/predicate.go Admit, InsufficientResourceError (v1.36)
export function canAdmitPod(pod: Pod, others: readonly Pod[], node: Allocatable): Admission {
  const want = requestedBy(pod)
  const held = others.map(requestedBy)
  for (const [resource, key, capacity] of [
    ['cpu', 'milliCPU', node.milliCPU],
    ['memory', 'memory', node.memory],
  ] as const) {
    const requested = want[key] ?? 0
    const used = held.reduce((sum, each) => sum + (each[key] ?? 0), 0)
    if (requested === 0 || requested <= capacity - used) continue
    const amounts = `requested: ${requested}, used: ${used}, capacity: ${capacity}`
    const message = `Node didn't have enough resource: ${resource}, ${amounts}`
    return { kind: 'refused', reason: `OutOf${resource}`, message }
  }
  return { kind: 'fits' }
}

/** RESIZE-6: whose CPUs are its own could not keep them with another number of them. */
// kubelet: allocation_manager.go canResizePod, guaranteedPodResourceResizeRequired (v1.36)
export function infeasibleResize(pod: Pod, { containers }: PodAllocation): string | undefined {
  if (pod.status.qosClass !== 'Guaranteed') return undefined
  const changed = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(({ name, resources }) => {
    const [wanted, granted] = [resources, containers.get(name)].map((each) => amountsOf(each?.requests ?? {}).milliCPU)
    return (wanted ?? 0) !== (granted ?? 0)
  })
  return changed ? 'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"' : undefined
}

/** Everybody on the node is reckoned with whenever somebody comes; what a spec asks for does not change. */
const reckoned = new WeakMap<PodSpec, ReturnType<typeof amountsOf>>()

function requestedBy({ spec }: Pod): ReturnType<typeof amountsOf> {
  let amounts = reckoned.get(spec)
  if (!amounts) {
    amounts = amountsOf(podRequests(spec))
    reckoned.set(spec, amounts)
  }
  return amounts
}
