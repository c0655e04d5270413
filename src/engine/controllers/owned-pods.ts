import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer } from '../apiserver/server.ts'

/** The Pods of each owner of one kind, so that nobody has to look through all of them. */
export class OwnedPods {
  readonly #api: ApiServer
  readonly #names = new Map<string, Map<string, string>>()

  constructor(api: ApiServer) {
    this.#api = api
  }

  add(pod: Pod): void {
    const owner = controllerOf(pod)?.uid
    if (owner === undefined) return
    const names = this.#names.get(owner) ?? new Map<string, string>()
    this.#names.set(owner, names)
    names.set(pod.metadata.name, pod.metadata.namespace ?? 'default')
  }

  remove(pod: Pod): void {
    const owner = controllerOf(pod)?.uid
    if (owner === undefined) return
    const now = this.#api.get('Pod', pod.metadata.namespace ?? 'default', pod.metadata.name)
    // A Pod that came again under its name is the last of them.
    if (!now || controllerOf(now as Pod)?.uid !== owner) this.#names.get(owner)?.delete(pod.metadata.name)
  }

  /** As they are now, in the order of their creation. */
  of(owner: string): Pod[] {
    const found = [...(this.#names.get(owner) ?? [])].map(([name, namespace]) => this.#api.get('Pod', namespace, name))
    return (found as (Pod | undefined)[]).filter(
      (pod) => pod !== undefined && controllerOf(pod)?.uid === owner,
    ) as Pod[]
  }

  forget(owner: string): void {
    this.#names.delete(owner)
  }
}
