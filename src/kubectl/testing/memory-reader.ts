import type { Time } from '../../lib/time.ts'
import { newBadRequest, newNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { servedKinds } from '../../manifest/schema/custom-kind.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ListOptions, LogStream, ObjectRef, Reader, Reply } from '../client/api-client.ts'
import { inStoreOrder, selected } from '../client/selection.ts'

/** Objects that stand still: what is there at one time. Its answers are there at once. */
export class MemoryReader implements Reader {
  readonly #objects: readonly KubeObject[]
  readonly #now: Time

  constructor(objects: readonly KubeObject[], now: Time) {
    this.#objects = objects
    this.#now = now
  }

  now(): Time {
    return this.#now
  }

  kinds(): readonly KindInfo[] {
    return servedKinds({ list: (kind) => this.#objects.filter((object) => object.kind === kind) })
  }

  *get({ info, namespace, name }: ObjectRef): Activity<Reply<KubeObject>> {
    const found = this.#of(info, namespace).find(({ metadata }) => metadata.name === name)
    return found ? { ok: found, warnings: [] } : { status: newNotFound(info, name), warnings: [] }
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *list(
    info: KindInfo,
    namespace: string | undefined,
    options: ListOptions = {},
  ): Activity<Reply<readonly KubeObject[]>> {
    return selected(info, inStoreOrder(this.#of(info, info.namespaced ? namespace : undefined)), options)
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *logs(): Activity<Reply<LogStream>> {
    return { status: newBadRequest('objects have no logs'), warnings: [] }
  }

  isMeasured(): boolean {
    return false
  }

  /** Nobody measures. */
  podMetrics(): undefined {}

  nodeMetrics(): undefined {}

  #of({ apiVersion, kind }: KindInfo, namespace: string | undefined): readonly KubeObject[] {
    return this.#objects.filter(
      (object) =>
        object.kind === kind &&
        object.apiVersion === apiVersion &&
        (namespace === undefined || (object.metadata.namespace ?? '') === namespace),
    )
  }
}

/** The value of an activity that never waits. */
export function finished<T>(activity: Activity<T>): T {
  const { done, value } = activity.next()
  if (!done) throw new Error('it waits')
  return value
}
