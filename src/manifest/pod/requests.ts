import { sameValue } from '../../lib/same-value.ts'
import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../quantity.ts'
import type { Container } from './container.ts'
import { isRestartableInitContainer, type PodSpec } from './pod.ts'
import type { ResourceList } from './resources.ts'
import type { ContainerStatus, PodStatus } from './status.ts'

type Totals = Map<string, Quantity>
type Which = 'requests' | 'limits'

export interface PodResourcesOptions {
  /** Counts what containers have been given while a resize is under way, and not only what the spec asks for. */
  readonly status?: PodStatus
  readonly excludeOverhead?: boolean
  readonly skipPodLevelResources?: boolean
}

/** What a Pod as a whole asks of a node. */
// component-helpers: resource/helpers.go PodRequests (v1.36)
export function podRequests(spec: PodSpec, options: PodResourcesOptions = {}): Record<string, string> {
  return textOf(effective(spec, 'requests', options))
}

/** The same as amounts, for whoever adds them up. */
export function podRequestAmounts(spec: PodSpec, options: PodResourcesOptions = {}): ReadonlyMap<string, Quantity> {
  return effective(spec, 'requests', options)
}

/** What a Pod as a whole may use. */
// component-helpers: resource/helpers.go PodLimits (v1.36)
export function podLimits(spec: PodSpec, options: PodResourcesOptions = {}): Record<string, string> {
  return textOf(effective(spec, 'limits', options))
}

/** What the containers ask for together, whatever is said for the Pod as a whole. */
// component-helpers: resource/helpers.go AggregateContainerRequests (v1.36)
export function aggregateContainerRequests(spec: PodSpec, options: PodResourcesOptions = {}): Record<string, string> {
  return textOf(aggregate(spec, 'requests', options))
}

// component-helpers: resource/helpers.go AggregateContainerLimits (v1.36)
export function aggregateContainerLimits(spec: PodSpec, options: PodResourcesOptions = {}): Record<string, string> {
  return textOf(aggregate(spec, 'limits', options))
}

function effective(spec: PodSpec, which: Which, options: PodResourcesOptions): Totals {
  const totals = aggregate(spec, which, options)
  if (!options.skipPodLevelResources) {
    for (const [resource, given] of Object.entries(spec.resources?.[which] ?? {})) {
      const quantity = parseQuantity(given)
      if (quantity && isPodLevelResource(resource)) totals.set(resource, quantity)
    }
  }
  if (options.excludeOverhead) return totals
  for (const [resource, given] of Object.entries(spec.overhead ?? {})) {
    // Overhead tightens a limit; it does not make one.
    if (which === 'requests' || (totals.get(resource)?.nano ?? 0n) > 0n) add(totals, { [resource]: given })
  }
  return totals
}

function aggregate(spec: PodSpec, which: Which, { status }: PodResourcesOptions): Totals {
  const own = (container: Container, list: 'containerStatuses' | 'initContainerStatuses'): ResourceList | undefined =>
    held(container, which, status, status?.[list])
  const running: Totals = new Map()
  for (const container of spec.containers ?? []) add(running, own(container, 'containerStatuses'))
  // Init containers run one at a time, each beside the sidecars that started before it.
  const sidecars: Totals = new Map()
  const highest: Totals = new Map()
  for (const container of spec.initContainers ?? []) {
    const needs = own(container, 'initContainerStatuses')
    if (isRestartableInitContainer(container)) {
      add(running, needs)
      add(sidecars, needs)
      raise(highest, sidecars)
    } else {
      const together: Totals = new Map(sidecars)
      add(together, needs)
      raise(highest, together)
    }
  }
  raise(running, highest)
  return running
}

/** The most of what the spec asks for, what is allocated and what is in force; without the spec where it never will be. */
// component-helpers: resource/helpers.go determineContainerReqs, determineContainerLimits (v1.36)
function held(
  container: Container,
  which: Which,
  pod: PodStatus | undefined,
  statuses: readonly ContainerStatus[] | undefined,
): ResourceList | undefined {
  const asked = container.resources?.[which]
  const status = statuses?.find((each) => each.name === container.name)
  if (!pod || !status?.resources) return asked
  const inForce = status.resources[which]
  // Nearly always all of them are the same.
  if (sameValue(asked, inForce) && (which === 'limits' || sameValue(asked, status.allocatedResources))) return asked
  const infeasible = pod.conditions?.some((each) => each.type === 'PodResizePending' && each.reason === 'Infeasible')
  const most: Totals = new Map()
  if (!infeasible) raise(most, listed(asked))
  raise(most, listed(inForce))
  if (which === 'requests') raise(most, listed(status.allocatedResources))
  return textOf(most)
}

function listed(list: ResourceList | undefined): Totals {
  const totals: Totals = new Map()
  add(totals, list)
  return totals
}

function textOf(totals: Totals): Record<string, string> {
  return Object.fromEntries([...totals].map(([resource, quantity]) => [resource, formatQuantity(quantity)]))
}

// component-helpers: resource/helpers.go IsPodLevelResourcesSet, IsPodLevelLimitsSet (v1.36)
export function isPodLevelResourcesSet(spec: PodSpec): boolean {
  return isPodLevelSet(spec, 'requests') || isPodLevelSet(spec, 'limits')
}

export function isPodLevelSet(spec: PodSpec, which: Which): boolean {
  return Object.keys(spec.resources?.[which] ?? {}).some(isPodLevelResource)
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
