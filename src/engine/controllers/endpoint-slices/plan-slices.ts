import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { ServicePort } from '../../../manifest/object/service.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'
import { areSameInEveryPod, type EndpointPort, endpointPorts } from './endpoint-ports.ts'

export interface Endpoint {
  readonly addresses: readonly string[]
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean }
  /** The name that the Pod has below the Service's. */
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef: { readonly kind: 'Pod'; readonly namespace: string; readonly name: string; readonly uid: string }
}

// endpointslice: utils.go podToEndpoint; util/controller_utils.go ShouldPodBeInEndpoints (v1.36)
export function podToEndpoint(pod: Pod, publishNotReadyAddresses: boolean): Endpoint | undefined {
  const { phase, podIP } = pod.status
  if (isTerminal(phase) || podIP === undefined) return undefined
  const serving = isPodReady(pod)
  const terminating = pod.metadata.deletionTimestamp !== undefined
  return {
    addresses: [podIP],
    conditions: { ready: publishNotReadyAddresses || (serving && !terminating), serving, terminating },
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: {
      kind: 'Pod',
      namespace: pod.metadata.namespace ?? DEFAULT_NAMESPACE,
      name: pod.metadata.name,
      uid: pod.metadata.uid ?? '',
    },
  }
}

export interface Slice {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

const EMPTY_SLICE: Slice = { ports: [], endpoints: [] }

/** One slice for all Pods that have the same ports; without Pods an empty one holds the place. */
// endpointslice: reconciler.go reconcile, reconcileByPortMapping (v1.36)
export function planSlices(
  service: { readonly name: string; readonly ports: readonly ServicePort[] },
  pods: readonly { readonly pod: Pod; readonly endpoint: Endpoint }[],
): readonly Slice[] {
  const alike = areSameInEveryPod(service.ports)
  const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>()
  for (const { pod, endpoint } of pods) {
    const mapping = alike ? '' : JSON.stringify(endpointPorts(service.ports, pod))
    let group = groups.get(mapping)
    if (!group) {
      group = { ports: endpointPorts(service.ports, pod), endpoints: [] }
      groups.set(mapping, group)
    }
    group.endpoints.push(named(endpoint, pod, service.name))
  }
  return groups.size === 0 ? [EMPTY_SLICE] : [...groups.values()]
}

/** A Pod that asks for it has a name of its own below the Service that is called like its subdomain. */
// endpointslice: util/controller_utils.go ShouldSetHostname (v1.36)
function named(endpoint: Endpoint, { spec }: Pod, service: string): Endpoint {
  return spec.hostname && spec.subdomain === service ? { ...endpoint, hostname: spec.hostname } : endpoint
}
