import { sameValue } from '../../../lib/same-value.ts'
import { hasLabels } from '../../../manifest/object/has-labels.ts'
import type { Service } from '../../../manifest/object/kinds.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import type { ServiceSpec } from '../../../manifest/object/service.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { newControllerRef } from '../base/claim-pods.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { SelectorIndex } from '../base/selector-index.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { type Endpoint, planSlices, podToEndpoint, type Slice } from './plan-slices.ts'

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
      // What a Service that is gone has left is the garbage collector's.
      if (event.type !== 'DELETED') queue.add(keyOf(event.object))
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
    const { metadata, spec } = service
    const pods: { pod: Pod; endpoint: Endpoint }[] = []
    for (const pod of this.#selected.podsOf(service)) {
      const endpoint = this.#endpointOf(pod, spec)
      if (endpoint) pods.push({ pod, endpoint })
    }
    this.#write(service, planSlices({ name: metadata.name, ports: spec.ports ?? [] }, pods))
  }

  // endpointslice: reconciler.go finalize (v1.36)
  #write(owner: Service, slices: readonly Slice[]): void {
    const { name: service, namespace = DEFAULT_NAMESPACE } = owner.metadata
    for (const [index, { endpoints, ports }] of slices.entries()) {
      const name = sliceName(service, index)
      const current = this.#api.get('EndpointSlice', namespace, name)
      if (!current) {
        const ownerReferences = [newControllerRef(owner)]
        const metadata = { name, namespace, labels: { [SERVICE_NAME]: service }, ownerReferences }
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

const BY = { by: { name: 'endpointslice-controller' }, rule: 'ENDPOINT-1' } as const
const IPV4 = { addressType: 'IPv4' } as const
const SERVICE_NAME = 'kubernetes.io/service-name'

/** A slice's generated name ends in a suffix; where one slice is enough, it is always this one. */
function sliceName(service: string, index: number): string {
  return `${service}-slice${index === 0 ? '' : `-${index + 1}`}`
}

function selects(service: KubeObject, pod: KubeObject): boolean {
  const selector = (service.spec as Partial<ServiceSpec> | undefined)?.selector
  if (!selector || (service.metadata.namespace ?? DEFAULT_NAMESPACE) !== (pod.metadata.namespace ?? DEFAULT_NAMESPACE))
    return false
  return hasLabels(pod.metadata.labels ?? {}, selector)
}

function hasSelector({ spec }: KubeObject): boolean {
  return Object.keys((spec as Partial<ServiceSpec> | undefined)?.selector ?? {}).length > 0
}
