import { sameValue } from '../../lib/same-value.ts'
import { type Duration, rfc3339, SECOND } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'
import { conditionsOf, type NamespaceCondition } from './namespace-conditions.ts'
import { WorkQueue } from './work-queue.ts'

// controller-manager: pkg/controller/namespace/namespace_controller.go namespaceDeletionGracePeriod (v1.36)
const SETTLING_TIME: Duration = 5 * SECOND
/** How long something with a finalizer is expected to take. */
// controller-manager: namespace/deletion/namespaced_resources_deleter.go finalizerEstimateSeconds (v1.36)
const FINALIZER_SECONDS = 15

const BY = { by: { name: 'namespace-controller' }, rule: 'NAMESPACE-1' } as const

/**
 * Empties a namespace that is being deleted. It begins five seconds after the last change of the namespace, and as long
 * as something is left it comes again after half of the time that this may take, and a second. Nothing that goes from
 * the namespace calls it: so a namespace outlasts its last Pod by a while.
 */
// controller-manager: pkg/controller/namespace/namespace_controller.go (v1.36)
export class NamespaceController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (name) => {
      const namespace = api.get('Namespace', '', name)
      if (namespace?.metadata.deletionTimestamp !== undefined) this.#empty(namespace)
    })
    api.watch('Namespace', ({ object: { metadata }, type }) => {
      if (type === 'DELETED') this.#queue.forget(metadata.name)
      else if (metadata.deletionTimestamp !== undefined) this.#queue.addAfter(metadata.name, SETTLING_TIME)
    })
  }

  #empty(namespace: KubeObject): void {
    const { name } = namespace.metadata
    const remaining = this.#deletePods(name)
    if (remaining.length === 0) this.#deleteOthers(name)
    const left = remaining.length > 0 ? remaining : this.#api.listNamespace(name)
    if (left.length === 0) {
      const body = { ...namespace, spec: { ...(namespace.spec as object), finalizers: [] } }
      const at = { kind: 'Namespace', namespace: '', name } as const
      this.#api.request({ verb: 'update', ...at, subresource: 'finalize', body }, BY)
      return
    }
    this.#tell(namespace, left)
    const seconds = remaining.length > 0 ? longestGrace(remaining) : FINALIZER_SECONDS
    this.#queue.addAfter(name, (Math.floor(seconds / 2) + 1) * SECOND)
  }

  #deletePods(namespace: string): readonly Pod[] {
    for (const { metadata } of this.#api.list('Pod', namespace)) {
      this.#api.delete('Pod', namespace, metadata.name, {}, BY)
    }
    return this.#api.list('Pod', namespace)
  }

  /** What has a finalizer is marked, and stays until somebody takes the finalizer away. */
  #deleteOthers(namespace: string): void {
    for (const { kind, metadata } of this.#api.listNamespace(namespace)) {
      this.#api.delete(kind, namespace, metadata.name, {}, BY)
    }
  }

  /** What keeps the namespace is said in its status; a change there calls the controller again. */
  #tell({ metadata: { name } }: KubeObject, left: readonly KubeObject[]): void {
    const { now } = this.#world
    this.#api.update('Namespace', '', name, { ...BY, subresource: 'status' }, (current) => {
      const status = current.status as { phase?: string; conditions?: readonly NamespaceCondition[] }
      const conditions = conditionsOf(left, status.conditions ?? [], rfc3339(now))
      const same = sameValue(conditions, status.conditions)
      return same ? current : { ...current, status: { ...status, conditions } }
    })
  }
}

function longestGrace(pods: readonly Pod[]): number {
  const waiting = pods.filter(({ status }) => !isTerminal(status.phase))
  return Math.max(0, ...waiting.map(({ spec }) => spec.terminationGracePeriodSeconds ?? 30))
}
