import { sameValue } from '../../../lib/same-value.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import type { KindInfo } from '../../../manifest/schema/kinds.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { countedKinds, quotaStatus } from './quota-status.ts'

const BY = { by: { name: 'resourcequota-controller' }, rule: 'QUOTA-1' } as const

/**
 * Writes into each quota how much of it is used. Upstream's API server adds to that number with every object it admits,
 * and the controller counts again when something ends; here both are the controller's. It looks at the kinds that some
 * quota counts, and at no others.
 */
// controller-manager: pkg/controller/resourcequota/resource_quota_controller.go (v1.36)
export class ResourceQuotaController {
  readonly #world: World
  readonly #api: ApiServer
  /** Of namespaces: once for everything that is seen at one instant. */
  readonly #queue: WorkQueue
  readonly #watched = new Set<string>()
  /** Of what has been seen, by uid. */
  readonly #sizes = new Map<string, string | undefined>()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (namespace) => this.#sync(namespace))
    api.watch('ResourceQuota', ({ object, type }) => {
      if (type === 'DELETED') return
      for (const info of countedKinds(object)) this.#watchKind(info)
      this.#queue.addAfter(object.metadata.namespace ?? '', 0)
    })
  }

  #watchKind({ kind }: KindInfo): void {
    if (this.#watched.has(kind)) return
    this.#watched.add(kind)
    this.#api.watch(kind, (event) => {
      if (this.#changesUsage(event)) this.#queue.addAfter(event.object.metadata.namespace ?? '', 0)
    })
  }

  #changesUsage({ type, object }: WatchEvent): boolean {
    const { uid = '' } = object.metadata
    if (type === 'DELETED') {
      this.#sizes.delete(uid)
      return true
    }
    const size = sizeOf(object)
    const changed = this.#sizes.get(uid) !== size
    this.#sizes.set(uid, size)
    return changed
  }

  // controller-manager: resource_quota_controller.go syncResourceQuota (v1.36)
  #sync(namespace: string): void {
    for (const { metadata } of this.#api.list('ResourceQuota', namespace)) {
      const options = { ...BY, subresource: 'status' } as const
      this.#api.update('ResourceQuota', namespace, metadata.name, options, (quota) => {
        const status = quotaStatus(quota, (kind) => this.#api.list(kind, namespace), this.#world.now)
        return sameValue(status, quota.status) ? quota : { ...quota, status }
      })
    }
  }
}

/** As long as this stays the same, an object takes what it took. */
// controller-manager: pkg/quota/v1/install/update_filter.go (v1.36)
function sizeOf({ kind, metadata, ...object }: KubeObject): string | undefined {
  // A Pod's status is written often, and only its end matters.
  if (kind === 'Pod') return `${metadata.generation}/${isTerminal((object as Pod).status.phase)}`
  return kind === 'Service' || kind === 'PersistentVolumeClaim' ? metadata.resourceVersion : ''
}
