import { sameValue } from '../../lib/same-value.ts'
import { hasLabels } from '../../manifest/object/has-labels.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ServiceSpec } from '../../manifest/object/service.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'
import { keyOf, splitKey } from './base/object-key.ts'
import { SelectorIndex } from './base/selector-index.ts'
import { WorkQueue } from './base/work-queue.ts'
import { type EndpointPort, endpointPorts } from './endpoint-ports.ts'

interface Endpoint {
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
      namespace: pod.metadata.namespace ?? 'default',
      name: pod.metadata.name,
      uid: pod.metadata.uid ?? '',
    },
  }
}

/** A Pod that asks for it has a name of its own below the Service that is called like its subdomain. */
// endpointslice: util/controller_utils.go ShouldSetHostname (v1.36)
function named(endpoint: Endpoint, { spec }: Pod, service: string): Endpoint {
  return spec.hostname && spec.subdomain === service ? { ...endpoint, hostname: spec.hostname } : endpoint
}

/** Keeps an EndpointSlice per Service: which Pods it leads to, and which of them get traffic. */
// endpointslice: reconciler.go (v1.36)
export class EndpointSliceController {
  readonly #api: ApiServer
  readonly #selected: SelectorIndex
  readonly #endpoints = new WeakMap<Pod, Endpoint | undefined>()

  constructor(world: World, api: ApiServer) {
    this.#api = api
    this.#selected = new SelectorIndex(api, 'Service', selects)
    const queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    api.watch('Service', (event) => {
      this.#selected.updateObject(event)
      if (event.type !== 'DELETED') queue.add(keyOf(event.object))
      else if (hasSelector(event.object)) this.#write(event.object, [EMPTY])
    })
    api.watch('Pod', (event) => {
      for (const service of this.#selected.updatePod(event)) queue.add(keyOf(service))
    })
  }

  /** Worked out once for each version of a Pod: with one Pod's news all the others of its Service are put together. */
  #endpointOf(pod: Pod, { publishNotReadyAddresses = false }: ServiceSpec): Endpoint | undefined {
    if (publishNotReadyAddresses) return podToEndpoint(pod, true)
    if (!this.#endpoints.has(pod)) this.#endpoints.set(pod, podToEndpoint(pod, false))
    return this.#endpoints.get(pod)
  }

  // endpointslice: endpointslice_controller.go syncService (v1.36)
  #sync(key: string): void {
    const service = this.#api.get('Service', ...splitKey(key))
    if (!service || !hasSelector(service)) return
    const { spec } = service
    const groups = new Map<string, Slice>()
    for (const pod of this.#selected.podsOf(service)) {
      const endpoint = this.#endpointOf(pod, spec)
      if (!endpoint) continue
      const ports = endpointPorts(spec.ports ?? [], pod)
      const mapping = JSON.stringify(ports)
      const group = groups.get(mapping) ?? { ports, endpoints: [] }
      groups.set(mapping, group)
      group.endpoints.push(named(endpoint, pod, service.metadata.name))
    }
    this.#write(service, groups.size === 0 ? [EMPTY] : [...groups.values()])
  }

  /** One slice for all Pods that have the same ports; without Pods an empty one holds the place. */
  // endpointslice: reconciler.go reconcile, reconcileByPortMapping (v1.36)
  #write({ metadata: { name: service, namespace = 'default' } }: KubeObject, slices: readonly Slice[]): void {
    for (const [index, { endpoints, ports }] of slices.entries()) {
      const name = sliceName(service, index)
      const current = this.#api.get('EndpointSlice', namespace, name)
      if (!current) {
        const metadata = { name, namespace, labels: { [SERVICE_NAME]: service } }
        const body = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, ...IPV4, endpoints, ports }
        this.#api.request({ verb: 'create', body }, BY)
      } else if (!sameValue(current.endpoints, endpoints) || !sameValue(current.ports, ports)) {
        this.#api.update('EndpointSlice', namespace, name, BY, (old) => ({ ...old, endpoints, ports }))
      }
    }
    for (let index = slices.length; this.#api.get('EndpointSlice', namespace, sliceName(service, index)); index++) {
      this.#api.delete('EndpointSlice', namespace, sliceName(service, index), {}, BY)
    }
  }
}

interface Slice {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: Endpoint[]
}

const EMPTY: Slice = { ports: [], endpoints: [] }
const BY = { by: { name: 'endpointslice-controller' }, rule: 'ENDPOINT-1' } as const
const IPV4 = { addressType: 'IPv4' } as const
const SERVICE_NAME = 'kubernetes.io/service-name'

/** A slice's generated name ends in a suffix; where one slice is enough, it is always this one. */
function sliceName(service: string, index: number): string {
  return `${service}-slice${index === 0 ? '' : `-${index + 1}`}`
}

function selects(service: KubeObject, pod: KubeObject): boolean {
  const selector = (service.spec as Partial<ServiceSpec> | undefined)?.selector
  if (!selector || (service.metadata.namespace ?? 'default') !== (pod.metadata.namespace ?? 'default')) return false
  return hasLabels(pod.metadata.labels ?? {}, selector)
}

function hasSelector({ spec }: KubeObject): boolean {
  return Object.keys((spec as Partial<ServiceSpec> | undefined)?.selector ?? {}).length > 0
}
