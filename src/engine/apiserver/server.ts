import type { Cluster } from '../../manifest/admission/cluster.ts'
import { newNotFound, newResourceNotFound } from '../../manifest/api-status.ts'
import type { ObjectOf } from '../../manifest/object/kinds.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { PodMetrics } from '../../manifest/object/pod-metrics.ts'
import type { World } from '../world/world.ts'
import { create } from './create.ts'
import { remove } from './delete.ts'
import { GeneratedNames } from './generated-names.ts'
import { answer, type Handling, infoOf, refuse } from './handling.ts'
import { evict } from './registry/eviction.ts'
import { bind } from './registry/pod.ts'
import type { ApiRequest, DeleteOptions, ObjectName, Reply, RequestOptions, Subresource } from './request.ts'
import { Store, type WatchEvent } from './store.ts'
import { patch, update } from './update.ts'

/**
 * The API server. Whoever writes, people or components, writes through `request`, where defaults, admission and
 * validation are; reading is as cheap as the store.
 */
export class ApiServer {
  readonly #store: Store
  readonly #handling: Handling
  /** Who makes the machine of a Node that somebody asks for; without it the Node is stored as it is. */
  joinMachine: ((node: Node) => KubeObject | undefined) | undefined
  /** What metrics.k8s.io answers for a namespace; undefined where no metrics server serves it. */
  podMetrics: (namespace: string) => readonly PodMetrics[] | undefined = () => undefined

  constructor(world: World, store = new Store(world)) {
    this.#store = store
    this.#handling = {
      world,
      store,
      cluster: { find: (kind, namespace, name) => store.get(kind, namespace, name), list: store.list.bind(store) },
      names: new GeneratedNames(),
      joinMachine: (node) =>
        this.joinMachine
          ? this.joinMachine(node)
          : store.add(node, { by: { name: 'kubelet', node: node.metadata.name } }),
      request: (request, options) => this.request(request, options),
    }
  }

  get<K extends string>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined {
    return this.#store.get(kind, namespace, name) as ObjectOf<K> | undefined
  }

  /** In the order of their creation. As long as nothing of the kind is written it is the same array. */
  list<K extends string>(kind: K, namespace?: string): readonly ObjectOf<K>[] {
    return this.#store.list(kind, namespace) as readonly ObjectOf<K>[]
  }

  /** Everything in a namespace, kind by kind in the order of creation. */
  listNamespace(namespace: string): readonly KubeObject[] {
    return this.#store.listNamespace(namespace)
  }

  /**
   * What was written before is not told: list first. With `nodeName` only of the Pods of that node (the field selector
   * spec.nodeName). Returns how to stop.
   */
  watch<K extends string>(kind: K, receive: (event: WatchEvent<ObjectOf<K>>) => void, nodeName?: string): () => void {
    return this.#store.watch(kind, receive as (event: WatchEvent) => void, nodeName)
  }

  /** Told at once of each write, before anybody hears of it: for what is kept about the objects that `get` answers. */
  written<K extends string>(kind: K, receive: (event: WatchEvent<ObjectOf<K>>) => void): void {
    this.#store.written(kind, receive as (event: WatchEvent) => void)
  }

  /** What is there now, as admission sees it. */
  get cluster(): Cluster {
    return this.#handling.cluster
  }

  request(request: ApiRequest, options: RequestOptions): Reply {
    const server = this.#handling
    switch (request.verb) {
      case 'get':
        return this.#get(request)
      case 'create':
        if (!('subresource' in request)) return create(server, request.body, options)
        return request.subresource === 'binding'
          ? bind(server, nameOf(request), request.body, options)
          : evict(server, nameOf(request), request.body, options)
      case 'update':
        return update(server, request, request.body, options)
      case 'patch':
        return patch(server, request, request.body, options)
      case 'delete':
        return remove(server, request, request.body ?? {}, options)
    }
  }

  /**
   * Reads an object, changes it and sends it back: an update that meets nobody on the way. Undefined where it is gone,
   * nothing changes, or the change is refused.
   */
  update<K extends string>(
    kind: K,
    namespace: string,
    name: string,
    { subresource, ...options }: RequestOptions & { readonly subresource?: Subresource },
    change: (object: ObjectOf<K>) => ObjectOf<K> | undefined,
  ): ObjectOf<K> | undefined {
    const current = this.get(kind, namespace, name)
    const body = current && change(current)
    if (!current || !body || body === current) return undefined
    const at = { kind, namespace, name, ...(subresource ? { subresource } : {}) }
    const { object } = this.request({ verb: 'update', ...at, body }, options)
    return object === current ? undefined : (object as ObjectOf<K> | undefined)
  }

  /** False: there is no such object, or it may not go. */
  delete(kind: string, namespace: string, name: string, body: DeleteOptions, options: RequestOptions): boolean {
    return this.request({ verb: 'delete', kind, namespace, name, body }, options).object !== undefined
  }

  #get(at: ObjectName): Reply {
    const object = this.#store.get(at.kind, at.namespace, at.name)
    if (object) return answer(object)
    const info = infoOf(this.#handling, at)
    return refuse(info ? newNotFound(info, at.name) : newResourceNotFound())
  }
}

function nameOf({ kind, namespace, name }: ObjectName): ObjectName {
  return { kind, namespace, name }
}
