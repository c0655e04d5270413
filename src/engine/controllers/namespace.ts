import { type Duration, rfc3339, SECOND } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer } from '../apiserver/api-server.ts'
import { deleteObject } from '../apiserver/delete-object.ts'
import { deletePod } from '../apiserver/delete-pod.ts'
import type { World } from '../world/world.ts'
import { conditionsOf, type NamespaceCondition } from './namespace-conditions.ts'

// controller-manager: pkg/controller/namespace/namespace_controller.go namespaceDeletionGracePeriod (v1.36)
const SETTLING_TIME: Duration = 5 * SECOND
/** How long something with a finalizer is expected to take. */
// controller-manager: namespace/deletion/namespaced_resources_deleter.go finalizerEstimateSeconds (v1.36)
const FINALIZER_SECONDS = 15

const BY = { by: 'namespace-controller', rule: 'NAMESPACE-1' } as const

/**
 * Empties a namespace that is being deleted. It begins five seconds after the last change of the namespace, and as long
 * as something is left it comes again after half of the time that this may take, and a second. Nothing that goes from
 * the namespace calls it: so a namespace outlasts its last Pod by a while.
 */
// controller-manager: pkg/controller/namespace/namespace_controller.go (v1.36)
export class NamespaceController {
  readonly #world: World
  readonly #api: ApiServer

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    api.watch('Namespace', ({ object, type }) => {
      if (type === 'DELETED' || object.metadata.deletionTimestamp === undefined) return
      this.#lookAfter(SETTLING_TIME, object)
    })
  }

  #lookAfter(delay: Duration, { metadata: { name, uid } }: KubeObject): void {
    this.#world.kernel.after(delay, () => {
      const namespace = this.#api.get('Namespace', '', name)
      if (namespace?.metadata.deletionTimestamp !== undefined && namespace.metadata.uid === uid) this.#empty(namespace)
    })
  }

  #empty(namespace: KubeObject): void {
    const { name } = namespace.metadata
    const remaining = this.#deletePods(name)
    if (remaining.length === 0) this.#deleteOthers(name)
    const left = remaining.length > 0 ? remaining : this.#api.listNamespace(name)
    if (left.length === 0) {
      this.#api.remove('Namespace', '', name, BY)
      return
    }
    this.#tell(namespace, left)
    const seconds = remaining.length > 0 ? longestGrace(remaining) : FINALIZER_SECONDS
    this.#lookAfter((Math.floor(seconds / 2) + 1) * SECOND, namespace)
  }

  #deletePods(namespace: string): readonly Pod[] {
    const { now } = this.#world
    for (const { metadata } of this.#api.list('Pod', namespace)) {
      deletePod(this.#api, namespace, metadata.name, {}, now, BY)
    }
    return this.#api.list('Pod', namespace) as readonly Pod[]
  }

  /** What has a finalizer is marked, and stays until somebody takes the finalizer away. */
  #deleteOthers(namespace: string): void {
    for (const { kind, metadata } of this.#api.listNamespace(namespace)) {
      deleteObject(this.#api, { kind, namespace, name: metadata.name }, 'Background', this.#world.now, BY)
    }
  }

  /** What keeps the namespace is said in its status; a change there calls the controller again. */
  #tell({ metadata: { name } }: KubeObject, left: readonly KubeObject[]): void {
    const { now } = this.#world
    this.#api.update('Namespace', '', name, BY, (current) => {
      const status = current.status as { phase?: string; conditions?: readonly NamespaceCondition[] }
      const conditions = conditionsOf(left, status.conditions ?? [], rfc3339(now))
      const same = JSON.stringify(conditions) === JSON.stringify(status.conditions)
      return same ? current : { ...current, status: { ...status, conditions } }
    })
  }
}

function longestGrace(pods: readonly Pod[]): number {
  const waiting = pods.filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
  return Math.max(0, ...waiting.map(({ spec }) => spec.terminationGracePeriodSeconds ?? 30))
}
