import type { Pod } from '../../../manifest/pod/pod.ts'
import { formatQuantity, parseQuantity } from '../../../manifest/quantity.ts'
import { bytesOf } from '../quantity-number.ts'
import type { ContainerUsage, PodUsage } from './pod-usage.ts'
import { type Observations, resourceOf, type Starved, type Threshold, thresholdAmount } from './thresholds.ts'

/** Why a Pod is evicted, in the kubelet's words: what the node has too little of, and what of the Pod is over its request. */
// kubelet: eviction/helpers.go evictionMessage (v1.36)
export function evictionMessage(
  resource: Starved,
  usage: PodUsage,
  thresholds: readonly Threshold[],
  observations: Observations,
): string {
  const sentences = [`The node was low on resource: ${resource}. `, howLow(resource, thresholds, observations)]
  if (resource !== 'pids') sentences.push(...offenders(resource, usage))
  return sentences.join('')
}

// kubelet: eviction/helpers.go getThresholdMetInfo (v1.36)
function howLow(resource: Starved, thresholds: readonly Threshold[], observations: Observations): string {
  for (const threshold of thresholds) {
    const observed = observations.get(threshold.signal)
    if (resourceOf(threshold) !== resource || !observed) continue
    const format = resource === 'pids' ? 'DecimalSI' : 'BinarySI'
    const wanted =
      'quantity' in threshold.value
        ? canonical(threshold.value.quantity)
        : amount(thresholdAmount(threshold.value, observed.capacity), format)
    return `Threshold quantity: ${wanted}, available: ${amount(observed.available, format)}. `
  }
  return ''
}

function offenders(resource: 'memory' | 'ephemeral-storage', { pod, containers }: PodUsage): string[] {
  const uses = containers.map((container) => ({ name: container.name, used: usedOf(resource, container) }))
  const found: string[] = []
  const ofPod = pod.spec.resources?.requests?.[resource]
  if (ofPod !== undefined) {
    const used = uses.reduce((sum, each) => sum + (each.used ?? 0), 0)
    if (used > (bytesOf(ofPod) ?? 0)) found.push(offence('Pod', pod.metadata.name, used, ofPod, resource))
  }
  for (const { name, used } of uses) {
    const container = candidates(pod).find((each) => each.name === name)
    if (!container || used === undefined) continue
    const request = container.resources?.requests?.[resource] ?? '0'
    if (used > (bytesOf(request) ?? 0)) found.push(offence('Container', name, used, request, resource))
  }
  return found
}

function offence(
  who: 'Pod' | 'Container',
  name: string,
  used: number,
  request: string | number,
  resource: string,
): string {
  const quantities = `was using ${amount(used, 'BinarySI')}, request is ${canonical(request)}`
  return `${who} ${name} ${quantities}, has larger consumption of ${resource}. `
}

function usedOf(
  resource: 'memory' | 'ephemeral-storage',
  { memory, rootfs, logs }: ContainerUsage,
): number | undefined {
  if (resource === 'memory') return memory
  return rootfs === undefined || logs === undefined ? undefined : rootfs + logs
}

/** All but the ephemeral ones, which ask for nothing. */
function candidates({ spec }: Pod) {
  return [...(spec.initContainers ?? []), ...spec.containers]
}

function canonical(quantity: string | number): string {
  const parsed = parseQuantity(quantity)
  return parsed ? formatQuantity(parsed) : String(quantity)
}

/** A quantity's text; what a request makes of less than a byte does not count. */
function amount(value: number, format: 'BinarySI' | 'DecimalSI'): string {
  return formatQuantity({ nano: BigInt(Math.trunc(value)) * 1_000_000_000n, format })
}
