import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../quantity.ts'
import { isRestartableInitContainer, type PodSpec } from './pod.ts'
import type { ResourceList } from './resources.ts'

type Totals = Map<string, Quantity>

/** What a Pod as a whole asks of a node. */
// component-helpers: resource/helpers.go PodRequests (v1.36)
export function podRequests(spec: PodSpec): Record<string, string> {
  return effective(spec, 'requests')
}

/** What a Pod as a whole may use. */
// component-helpers: resource/helpers.go PodLimits (v1.36)
export function podLimits(spec: PodSpec): Record<string, string> {
  return effective(spec, 'limits')
}

function effective(spec: PodSpec, which: 'requests' | 'limits'): Record<string, string> {
  const running: Totals = new Map()
  for (const container of spec.containers ?? []) add(running, container.resources?.[which])
  // Init containers run one at a time, each beside the sidecars that started before it.
  const sidecars: Totals = new Map()
  const highest: Totals = new Map()
  for (const container of spec.initContainers ?? []) {
    const own = container.resources?.[which]
    if (isRestartableInitContainer(container)) {
      add(running, own)
      add(sidecars, own)
      raise(highest, sidecars)
    } else {
      const together: Totals = new Map(sidecars)
      add(together, own)
      raise(highest, together)
    }
  }
  raise(running, highest)
  for (const [resource, given] of Object.entries(spec.resources?.[which] ?? {})) {
    const quantity = parseQuantity(given)
    if (quantity && isPodLevelResource(resource)) running.set(resource, quantity)
  }
  for (const [resource, given] of Object.entries(spec.overhead ?? {})) {
    // Overhead tightens a limit; it does not make one.
    if (which === 'requests' || (running.get(resource)?.nano ?? 0n) > 0n) add(running, { [resource]: given })
  }
  return Object.fromEntries([...running].map(([resource, quantity]) => [resource, formatQuantity(quantity)]))
}

/** What may be said for a Pod as a whole. */
// component-helpers: resource/helpers.go IsSupportedPodLevelResource (v1.36)
export function isPodLevelResource(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-')
}

function add(totals: Totals, list: ResourceList | undefined): void {
  for (const [resource, given] of Object.entries(list ?? {})) {
    const quantity = parseQuantity(given)
    if (!quantity) continue
    const before = totals.get(resource)
    totals.set(resource, before ? addQuantities(before, quantity) : quantity)
  }
}

function raise(totals: Totals, to: Totals): void {
  for (const [resource, quantity] of to) {
    const before = totals.get(resource)
    if (!before || compareQuantities(quantity, before) > 0) totals.set(resource, quantity)
  }
}
