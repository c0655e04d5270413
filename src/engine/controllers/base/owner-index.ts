import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import { keyOf, splitKey } from './object-key.ts'

/** Pods by their controllers, and by namespace those that have none: nobody has to look through all of them. */
// controller-manager: pkg/controller/controller_utils.go AddPodControllerIndexer, FilterPodsByOwner (v1.36)
export class OwnerIndex {
  readonly #api: ApiServer
  readonly #pods = new Map<string, Set<string>>()

  constructor(api: ApiServer) {
    this.#api = api
  }

  /** A Pod that its controller has made itself is known before it is told. */
  add(pod: Pod): void {
    const owner = ownerKey(pod)
    const keys = this.#pods.get(owner) ?? new Set<string>()
    this.#pods.set(owner, keys)
    keys.add(keyOf(pod))
  }

  update({ type, object, old }: WatchEvent<Pod>): void {
    if (old && ownerKey(old) !== ownerKey(object)) this.#remove(old)
    if (type === 'DELETED') this.#remove(object)
    else this.add(object)
  }

  /** As they are now, in the order in which they came. */
  ownedBy({ metadata }: KubeObject): Pod[] {
    return metadata.uid === undefined ? [] : this.#now(metadata.uid)
  }

  /** Those of a namespace that have no controller. */
  orphans(namespace: string): Pod[] {
    return this.#now(orphanKey(namespace))
  }

  forget({ metadata }: KubeObject): void {
    if (metadata.uid !== undefined) this.#pods.delete(metadata.uid)
  }

  /** A Pod that came again under its name, or to its owner, is one of them still. */
  #remove(pod: Pod): void {
    const owner = ownerKey(pod)
    const [namespace, name] = splitKey(keyOf(pod))
    const now = this.#api.get('Pod', namespace, name)
    if (now && ownerKey(now) === owner) return
    const keys = this.#pods.get(owner)
    keys?.delete(keyOf(pod))
    if (keys?.size === 0) this.#pods.delete(owner)
  }

  #now(owner: string): Pod[] {
    return [...(this.#pods.get(owner) ?? [])].flatMap((key) => {
      const [namespace, name] = splitKey(key)
      const pod = this.#api.get('Pod', namespace, name)
      return pod && ownerKey(pod) === owner ? [pod] : []
    })
  }
}

function ownerKey(pod: Pod): string {
  return controllerOf(pod)?.uid ?? orphanKey(pod.metadata.namespace ?? '')
}

// controller-manager: pkg/controller/controller_utils.go OrphanPodIndexKeyForNamespace (v1.36)
function orphanKey(namespace: string): string {
  return `orphans of ${namespace}`
}
