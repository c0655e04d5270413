import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import { podRequestAmounts } from '../../manifest/pod/requests.ts'
import type { ResourceList } from '../../manifest/pod/resources.ts'
import { parseQuantity, type Quantity, quantityMilliValue, quantityValue } from '../../manifest/quantity.ts'

/** Amounts as the scheduler adds them up: thousandths of a CPU, bytes, and whole units of anything else. */
// scheduler: framework/types.go Resource (v1.36)
export interface Resources {
  readonly milliCPU: number
  readonly memory: number
  readonly ephemeralStorage: number
  readonly scalar: ReadonlyMap<string, number>
}

/** What a container counts as where it asks for nothing, when nodes are compared. */
// scheduler: util/pod_resources.go (v1.36)
const DEFAULT_REQUESTS = { cpu: '100m', memory: '200Mi' }

export function resourcesOf(list: Readonly<Record<string, string | number>> | undefined): Resources {
  const amounts = new Map<string, Quantity>()
  for (const [name, given] of Object.entries(list ?? {})) {
    const quantity = parseQuantity(given)
    if (quantity) amounts.set(name, quantity)
  }
  return summed(amounts)
}

function summed(amounts: ReadonlyMap<string, Quantity>): Resources {
  const scalar = new Map<string, number>()
  let [milliCPU, memory, ephemeralStorage] = [0, 0, 0]
  for (const [name, quantity] of amounts) {
    if (name === 'cpu') milliCPU = Number(quantityMilliValue(quantity))
    else if (name === 'memory') memory = Number(quantityValue(quantity))
    else if (name === 'ephemeral-storage') ephemeralStorage = Number(quantityValue(quantity))
    else if (name !== 'pods') scalar.set(name, Number(quantityValue(quantity)))
  }
  return { milliCPU, memory, ephemeralStorage, scalar }
}

export function sameResources(a: Resources, b: Resources): boolean {
  if (a.milliCPU !== b.milliCPU || a.memory !== b.memory || a.ephemeralStorage !== b.ephemeralStorage) return false
  if (a.scalar.size !== b.scalar.size) return false
  for (const [name, amount] of a.scalar) if (b.scalar.get(name) !== amount) return false
  return true
}

/** What a Pod asks of its node; while a resize is under way the most of what is asked for, allocated and in force. */
export function requestsOf(pod: Pod): Resources {
  return summed(podRequestAmounts(pod.spec, { status: pod.status }))
}

/** The same, each container without a request counted as if it asked for a little. */
// scheduler: plugins/noderesources/resource_allocation.go calculatePodResourceRequest (v1.36)
export function nonZeroRequestsOf(pod: Pod, requests = requestsOf(pod)): Resources {
  // Where nothing is left open it is the same.
  if (allSay(pod.spec.containers) && allSay(pod.spec.initContainers ?? [])) return requests
  return summed(podRequestAmounts(withDefaultRequests(pod.spec), { status: pod.status }))
}

function allSay(containers: PodSpec['containers']): boolean {
  return containers.every(({ resources }) => {
    const { cpu, memory } = resources?.requests ?? {}
    return cpu !== undefined && memory !== undefined
  })
}

function withDefaultRequests(spec: PodSpec): PodSpec {
  const filled = <C extends { resources?: { requests?: ResourceList } }>(list: readonly C[] | undefined): C[] =>
    (list ?? []).map((container) => ({
      ...container,
      resources: { ...container.resources, requests: { ...DEFAULT_REQUESTS, ...container.resources?.requests } },
    }))
  return { ...spec, containers: filled(spec.containers), initContainers: filled(spec.initContainers) }
}
