import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import { keyOf } from './object-key.ts'

/** Whether an object selects a Pod of its namespace: its labels decide. */
export type Selects = (object: KubeObject, pod: Pod) => boolean

/** The Pods that one object selects, by their names. It is another one after the object's own news. */
export interface Selection {
  /** In the order in which they came. */
  readonly names: Set<string>
  /** Those that were written, came or left since whoever uses it emptied this. */
  readonly touched: Set<string>
}

type Labels = NonNullable<Pod['metadata']['labels']>

/** Which Pods are selected by each object of one kind, so that one Pod's news does not make all be looked through. */
export class SelectorIndex {
  readonly #api: ApiServer
  readonly #kind: string
  readonly #selects: Selects
  /** By the key of what selects. */
  readonly #selected = new Map<string, Selection>()
  /** What selects Pods with these labels, as long as nothing of the kind has changed. */
  readonly #selecting = new WeakMap<readonly KubeObject[], WeakMap<Labels, readonly KubeObject[]>>()

  constructor(api: ApiServer, kind: string, selects: Selects) {
    this.#api = api
    this.#kind = kind
    this.#selects = selects
    api.written('Pod', ({ object, old }) => {
      this.#touch(object)
      if (old && isRelabelled(old, object)) this.#touch(old)
    })
  }

  updateObject({ type, object }: WatchEvent): void {
    if (type === 'DELETED') this.#selected.delete(keyOf(object))
    else this.#selected.set(keyOf(object), this.#look(object))
  }

  /** What selects a Pod that came, changed or went, by the labels that it has or those that it had. */
  // endpointslice: util/controller_utils.go GetServicesToUpdateOnPodChange; controller_utils.go getPodServiceMemberships (v1.36)
  updatePod({ type, object, old }: WatchEvent<Pod>): readonly KubeObject[] {
    const { namespace = '', name } = object.metadata
    const now = this.#whatSelects(object)
    const affected =
      old !== undefined && isRelabelled(old, object) ? this.#inOrder(namespace, now, this.#whatSelects(old)) : now
    for (const each of affected) {
      const { names, touched } = this.of(each)
      touched.add(name)
      const selected = now.includes(each)
      if (selected && type !== 'DELETED') names.add(name)
      // A Pod that came again under its name is the last of them.
      else if (!selected || !this.#api.get('Pod', namespace, name)) names.delete(name)
    }
    return affected
  }

  of(object: KubeObject): Selection {
    const key = keyOf(object)
    let selection = this.#selected.get(key)
    if (!selection) {
      selection = this.#look(object)
      this.#selected.set(key, selection)
    }
    return selection
  }

  /** The Pod of this name as it is now, where it is selected. */
  podOf(object: KubeObject, name: string): Pod | undefined {
    const pod = this.#api.get('Pod', object.metadata.namespace ?? '', name)
    return pod && this.#selects(object, pod) ? pod : undefined
  }

  #touch(pod: Pod): void {
    for (const object of this.#whatSelects(pod)) this.#selected.get(keyOf(object))?.touched.add(pod.metadata.name)
  }

  #whatSelects(pod: Pod): readonly KubeObject[] {
    const { labels, namespace } = pod.metadata
    const objects = this.#api.list(this.#kind, namespace)
    if (!labels) return objects.filter((each) => this.#selects(each, pod))
    let selecting = this.#selecting.get(objects)
    if (!selecting) {
      selecting = new WeakMap()
      this.#selecting.set(objects, selecting)
    }
    let found = selecting.get(labels)
    if (!found) {
      found = objects.filter((each) => this.#selects(each, pod))
      selecting.set(labels, found)
    }
    return found
  }

  #inOrder(namespace: string, ...lists: readonly (readonly KubeObject[])[]): readonly KubeObject[] {
    return this.#api.list(this.#kind, namespace).filter((each) => lists.some((list) => list.includes(each)))
  }

  #look(object: KubeObject): Selection {
    const pods = this.#api.list('Pod', object.metadata.namespace).filter((pod) => this.#selects(object, pod))
    return { names: new Set(pods.map(({ metadata }) => metadata.name)), touched: new Set() }
  }
}

function isRelabelled(old: Pod, pod: Pod): boolean {
  return old.metadata.labels !== pod.metadata.labels
}
