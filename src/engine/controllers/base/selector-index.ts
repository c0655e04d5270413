import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import { keyOf } from './object-key.ts'

/** Whether an object selects a Pod of its namespace. */
export type Selects = (object: KubeObject, pod: Pod) => boolean

/** Which Pods are selected by each object of one kind, so that one Pod's news does not make all be looked through. */
export class SelectorIndex {
  readonly #api: ApiServer
  readonly #kind: string
  readonly #selects: Selects
  /** Names of the Pods, by the key of what selects them. */
  readonly #selected = new Map<string, Set<string>>()

  constructor(api: ApiServer, kind: string, selects: Selects) {
    this.#api = api
    this.#kind = kind
    this.#selects = selects
  }

  updateObject({ type, object }: WatchEvent): void {
    if (type === 'DELETED') this.#selected.delete(keyOf(object))
    else this.#selected.set(keyOf(object), this.#look(object))
  }

  /** What selects a Pod that came, changed or went, by the labels that it has or those that it had. */
  // endpointslice: util/controller_utils.go GetServicesToUpdateOnPodChange; controller_utils.go getPodServiceMemberships (v1.36)
  updatePod({ type, object, old }: WatchEvent<Pod>): readonly KubeObject[] {
    const relabelled = old !== undefined && old.metadata.labels !== object.metadata.labels
    return this.#api.list(this.#kind, object.metadata.namespace).filter((each) => {
      const now = this.#selects(each, object)
      const before = relabelled && this.#selects(each, old)
      if (!now && !before) return false
      const names = this.#namesOf(each)
      if (now && type !== 'DELETED') names.add(object.metadata.name)
      // A Pod that came again under its name is the last of them.
      else if (!this.#api.get('Pod', object.metadata.namespace ?? '', object.metadata.name) || !now) {
        names.delete(object.metadata.name)
      }
      return true
    })
  }

  /** As they are now. */
  podsOf(object: KubeObject): Pod[] {
    const { namespace = '' } = object.metadata
    const pods: Pod[] = []
    for (const name of this.#namesOf(object)) {
      const pod = this.#api.get('Pod', namespace, name)
      if (pod && this.#selects(object, pod)) pods.push(pod)
    }
    return pods
  }

  #namesOf(object: KubeObject): Set<string> {
    const key = keyOf(object)
    const names = this.#selected.get(key) ?? this.#look(object)
    this.#selected.set(key, names)
    return names
  }

  #look(object: KubeObject): Set<string> {
    const pods = this.#api.list('Pod', object.metadata.namespace).filter((pod) => this.#selects(object, pod))
    return new Set(pods.map(({ metadata }) => metadata.name))
  }
}
