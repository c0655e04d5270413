import { ownValue } from '../../../lib/own.ts'
import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import { isPodLevelSet, podRequestAmounts } from '../../../manifest/pod/requests.ts'
import { parseQuantity, quantityMilliValue } from '../../../manifest/quantity.ts'

/** What each Pod requests of a resource, in thousandths; a text says for which that is not said. */
// controller-manager: podautoscaler/replica_calculator.go calculateRequests (v1.36)
export function calculateRequests(
  pods: readonly Pod[],
  container: string | undefined,
  resource: string,
): ReadonlyMap<string, number> | string {
  const requests = new Map<string, number>()
  for (const pod of pods) {
    const request =
      container === undefined && isPodLevelSet(pod.spec, 'requests')
        ? podLevelRequest(pod, resource)
        : requestOfContainers(pod, container, resource)
    if (typeof request === 'string') return request
    requests.set(pod.metadata.name, request)
  }
  return requests
}

// controller-manager: podautoscaler/replica_calculator.go calculatePodLevelRequests (v1.36)
function podLevelRequest({ metadata, spec }: Pod, resource: string): number | string {
  const request = podRequestAmounts(spec).get(resource)
  if (!request) return `missing pod-level request for ${resource} in Pod ${metadata.name}`
  return Number(quantityMilliValue(request))
}

// controller-manager: podautoscaler/replica_calculator.go calculatePodRequestsFromContainers (v1.36)
function requestOfContainers(
  { metadata, spec }: Pod,
  container: string | undefined,
  resource: string,
): number | string {
  const all = [...spec.containers, ...(spec.initContainers ?? []).filter(isRestartableInitContainer)]
  const counted = container === undefined ? all : all.filter(({ name }) => name === container)
  if (container !== undefined && counted.length === 0) return `container ${container} not found in Pod ${metadata.name}`
  let sum = 0
  for (const { name, resources } of counted) {
    const request = parseQuantity(ownValue(resources?.requests, resource) ?? '')
    if (!request) return `missing request for ${resource} in container ${name} of Pod ${metadata.name}`
    sum += Number(quantityMilliValue(request))
  }
  return sum
}
