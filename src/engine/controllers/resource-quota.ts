import { sameValue } from '../../lib/same-value.ts'
import { hardOf, usedIn } from '../../manifest/admission/resource-quota/decide.ts'
import { countsAgainst, sumOf } from '../../manifest/admission/resource-quota/usage.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { formatQuantity } from '../../manifest/quantity.ts'
import { type KindInfo, knownKinds } from '../../manifest/schema/kinds.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { WatchEvent } from '../apiserver/store.ts'
import type { World } from '../world/world.ts'

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
  readonly #watched = new Set<string>()
  /** Of what has been seen, by uid. */
  readonly #sizes = new Map<string, string | undefined>()
  readonly #due = new Set<string>()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    api.watch('ResourceQuota', ({ object, type }) => {
      if (type === 'DELETED') return
      for (const info of countedKinds(object)) this.#watchKind(info)
      this.#schedule(object.metadata.namespace ?? '')
    })
  }

  #watchKind({ kind }: KindInfo): void {
    if (this.#watched.has(kind)) return
    this.#watched.add(kind)
    this.#api.watch(kind, (event) => {
      if (this.#changesUsage(event)) this.#schedule(event.object.metadata.namespace ?? '')
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

  /** Once for everything that is seen at one instant. */
  #schedule(namespace: string): void {
    if (this.#due.has(namespace)) return
    this.#due.add(namespace)
    this.#world.kernel.after(0, () => {
      this.#due.delete(namespace)
      for (const quota of this.#api.list('ResourceQuota', namespace)) this.#sync(quota)
    })
  }

  // controller-manager: resource_quota_controller.go syncResourceQuota (v1.36)
  #sync({ metadata: { name, namespace = '' } }: KubeObject): void {
    const { now } = this.#world
    this.#api.update('ResourceQuota', namespace, name, { ...BY, subresource: 'status' }, (quota) => {
      const hard = hardOf(quota)
      const counted = countedKinds(quota).map((info) => usedIn(quota, info, this.#api.list(info.kind, namespace), now))
      const sum = sumOf(counted)
      const status = {
        hard: Object.fromEntries([...hard].map(([resource, amount]) => [resource, formatQuantity(amount)])),
        used: Object.fromEntries(
          [...hard.keys()].map((resource) => {
            const amount = sum.get(resource)
            return [resource, amount ? formatQuantity(amount) : '0']
          }),
        ),
      }
      return sameValue(status, quota.status) ? quota : { ...quota, status }
    })
  }
}

function countedKinds(quota: KubeObject): KindInfo[] {
  const names = [...hardOf(quota).keys()]
  return knownKinds().filter((info) => info.namespaced && names.some((name) => countsAgainst(info, name)))
}

/** As long as this stays the same, an object takes what it took. */
// controller-manager: pkg/quota/v1/install/update_filter.go (v1.36)
function sizeOf({ kind, metadata, ...object }: KubeObject): string | undefined {
  // A Pod's status is written often, and only its end matters.
  if (kind === 'Pod') return `${metadata.generation}/${isTerminal((object as Pod).status.phase)}`
  return kind === 'Service' || kind === 'PersistentVolumeClaim' ? metadata.resourceVersion : ''
}
