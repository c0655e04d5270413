import { sameValue } from '../../../lib/same-value.ts'
import type { Service } from '../../../manifest/object/kinds.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Selection, SelectorIndex } from '../base/selector-index.ts'
import { type Endpoint, podToEndpoint } from './plan-slices.ts'

export interface PodEndpoint {
  readonly pod: Pod
  readonly endpoint: Endpoint
}

/** The Pods that a version of a Service leads to: at one Pod's news only that Pod is looked at. */
export class ServiceEndpoints {
  /** The slices as they were written last. */
  slices: readonly (KubeObject | undefined)[] = []
  readonly service: Service
  readonly selection: Selection
  readonly #selected: SelectorIndex
  /** In the order of the selection; undefined: no endpoint as yet. */
  readonly #byName = new Map<string, PodEndpoint | undefined>()

  constructor(service: Service, selected: SelectorIndex) {
    this.service = service
    this.selection = selected.of(service)
    this.#selected = selected
    this.selection.touched.clear()
    for (const name of this.selection.names) this.#byName.set(name, this.#look(name))
  }

  get all(): readonly PodEndpoint[] {
    const all: PodEndpoint[] = []
    for (const each of this.#byName.values()) if (each) all.push(each)
    return all
  }

  /** Looks at the Pods that were written. True: they say something else. */
  update(): boolean {
    const { names, touched } = this.selection
    let changed = false
    for (const name of touched) {
      const before = this.#byName.get(name)
      const now = names.has(name) ? this.#look(name) : undefined
      if (!names.has(name)) this.#byName.delete(name)
      else if (!before || !now || !this.#isSame(before, now)) this.#byName.set(name, now)
      else continue
      changed ||= before !== undefined || now !== undefined
    }
    touched.clear()
    return changed
  }

  #look(name: string): PodEndpoint | undefined {
    const pod = this.#selected.podOf(this.service, name)
    const endpoint = pod && podToEndpoint(pod, this.service.spec.publishNotReadyAddresses ?? false)
    return endpoint && { pod, endpoint }
  }

  /** A Pod's spec has a say in its ports and its name. */
  #isSame(before: PodEndpoint, now: PodEndpoint): boolean {
    return before.pod.spec === now.pod.spec && sameValue(before.endpoint, now.endpoint)
  }
}
