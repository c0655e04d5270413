import { sameValue } from '../../../lib/same-value.ts'
import { rfc3339 } from '../../../lib/time.ts'
import { hasLabels } from '../../../manifest/object/has-labels.ts'
import type { Service } from '../../../manifest/object/kinds.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import { randomSuffix } from '../../../manifest/object/random-suffix.ts'
import type { ServiceSpec } from '../../../manifest/object/service.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { newControllerRef } from '../base/claim-pods.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { SelectorIndex } from '../base/selector-index.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { planSlices, type Slice } from './plan-slices.ts'
import { ServiceEndpoints } from './service-endpoints.ts'

/** Keeps an EndpointSlice per Service: which Pods it leads to, and which of them get traffic. */
// endpointslice: reconciler.go (v1.36)
export class EndpointSliceController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #selected: SelectorIndex
  /** By the key of the Service. */
  readonly #endpoints = new Map<string, ServiceEndpoints>()
  /** The key of the Service whose slices this controller writes at the moment: its own writes are no news to it. */
  #writing = ''

  constructor(world: World, api: ApiServer) {
    this.#world = world
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
    // endpointslice: endpointslice_controller.go onEndpointSliceUpdate, onEndpointSliceDelete (v1.36)
    api.watch('EndpointSlice', ({ object, old = object }) => {
      for (const key of new Set([serviceOf(old), serviceOf(object)]))
        if (key !== this.#writing && this.#endpoints.has(key)) queue.add(key)
    })
  }

  // endpointslice: endpointslice_controller.go syncService (v1.36)
  #sync(key: string): void {
    const service = this.#api.get('Service', ...splitKey(key))
    if (!service || !hasSelector(service)) {
      this.#endpoints.delete(key)
      return
    }
    let endpoints = this.#endpoints.get(key)
    if (endpoints?.service === service && endpoints.selection === this.#selected.of(service)) {
      if (!endpoints.update() && this.#stand(endpoints)) return
    } else {
      endpoints = new ServiceEndpoints(service, this.#selected)
      this.#endpoints.set(key, endpoints)
    }
    const { metadata, spec } = service
    const slices = planSlices({ name: metadata.name, ports: spec.ports ?? [] }, endpoints.all)
    this.#writing = key
    this.#write(service, slices)
    this.#writing = ''
    // The last is one that must not be there.
    endpoints.slices = [...slices.keys(), slices.length].map((index) => this.#sliceOf(service, index))
  }

  /** Nobody else has changed the slices. */
  #stand({ service, slices }: ServiceEndpoints): boolean {
    return slices.every((slice, index) => slice === this.#sliceOf(service, index))
  }

  #sliceOf(service: Service, index: number): KubeObject | undefined {
    const { namespace = DEFAULT_NAMESPACE } = service.metadata
    return this.#api.get('EndpointSlice', namespace, sliceName(service, index))
  }

  // endpointslice: reconciler.go finalize (v1.36)
  #write(owner: Service, slices: readonly Slice[]): void {
    const { name: service, namespace = DEFAULT_NAMESPACE } = owner.metadata
    const annotations = { [TRIGGER_TIME]: rfc3339(this.#world.now) }
    for (const [index, { endpoints, ports }] of slices.entries()) {
      const name = sliceName(owner, index)
      const current = this.#api.get('EndpointSlice', namespace, name)
      if (!current) {
        const ownerReferences = [newControllerRef(owner)]
        const generateName = `${service}-`
        const metadata = { name, generateName, namespace, labels: labelsOf(owner), annotations, ownerReferences }
        const body = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, ...IPV4, endpoints, ports }
        this.#api.request({ verb: 'create', body }, BY)
      } else if (!sameValue(current.endpoints, endpoints) || !sameValue(current.ports, ports)) {
        this.#api.update('EndpointSlice', namespace, name, BY, (old) => ({
          ...old,
          metadata: { ...old.metadata, annotations: { ...old.metadata.annotations, ...annotations } },
          endpoints,
          ports,
        }))
      }
    }
    for (let index = slices.length; this.#api.get('EndpointSlice', namespace, sliceName(owner, index)); index++) {
      this.#api.delete('EndpointSlice', namespace, sliceName(owner, index), {}, BY)
    }
  }
}

const BY = { by: { name: 'endpointslice-controller' }, rule: 'ENDPOINT-1' } as const
const IPV4 = { addressType: 'IPv4' } as const
const SERVICE_NAME = 'kubernetes.io/service-name'

const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

/** A generated name: its suffix is drawn from whose slice it is, and which. */
function sliceName({ metadata: { name, uid } }: Service, index: number): string {
  return `${name}-${randomSuffix(`slice/${uid}/${index}`)}`
}

// endpointslice: reconciler.go setEndpointSliceLabels (v1.36)
function labelsOf({ metadata: { name, labels }, spec }: Service): Record<string, string> {
  return {
    ...labels,
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
    [SERVICE_NAME]: name,
    ...(spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}),
  }
}

/** The key of the Service that a slice belongs to. */
function serviceOf({ metadata: { namespace = DEFAULT_NAMESPACE, labels = {} } }: KubeObject): string {
  return `${namespace}/${labels[SERVICE_NAME] ?? ''}`
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
