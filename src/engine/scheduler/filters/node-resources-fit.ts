import type { Pod } from '../../../manifest/pod/pod.ts'
import { podRequests } from '../../../manifest/pod/requests.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../../manifest/quantity.ts'
import { allocatableOf } from '../../allocatable.ts'
import type { Filter } from '../filter.ts'

// scheduler: plugins/noderesources/fit.go fitsRequest (v1.36)
export const nodeResourcesFit: Filter = (pod, { node, pods }) => {
  const reasons: string[] = []
  if (pods.length + 1 > node.pods) reasons.push('Too many pods')
  const want = amounts(pod)
  const used = pods.map(amounts)
  const sum = (resource: 'milliCPU' | 'memory') => used.reduce((total, each) => total + each[resource], 0)
  const allocatable = allocatableOf(node)
  let unresolvable = false
  for (const [resource, name] of [
    ['milliCPU', 'cpu'],
    ['memory', 'memory'],
  ] as const) {
    if (want[resource] === 0 || want[resource] <= allocatable[resource] - sum(resource)) continue
    reasons.push(`Insufficient ${name}`)
    if (want[resource] > allocatable[resource]) unresolvable = true
  }
  return reasons.length > 0 ? { plugin: 'NodeResourcesFit', reasons, unresolvable } : undefined
}

/** While a resize is under way the most of what is asked for, allocated and in force counts. */
export function amounts(pod: Pod): { readonly milliCPU: number; readonly memory: number } {
  const { cpu, memory } = podRequests(pod.spec, { status: pod.status })
  const quantity = (given: string | undefined) => (given === undefined ? undefined : parseQuantity(given))
  const [cpuQuantity, memoryQuantity] = [quantity(cpu), quantity(memory)]
  return {
    milliCPU: cpuQuantity ? Number(quantityMilliValue(cpuQuantity)) : 0,
    memory: memoryQuantity ? Number(quantityValue(memoryQuantity)) : 0,
  }
}
