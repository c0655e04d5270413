import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import type { WriteReason } from '../../apiserver/request.ts'
import type { ApiServer } from '../../apiserver/server.ts'

/** How a Pod came out that was to empty a volume; undefined: the volume is empty. */
export type Recycled = (failure: string | undefined) => void

/** Runs the Pods that empty volumes, one a volume, and removes them when they have ended. */
// volume: util/recyclerclient/recycler_client.go internalRecycleVolumeByWatchingPodUntilCompletion (v1.36)
export class Recycler {
  readonly #api: ApiServer
  readonly #reason: WriteReason
  /** By the Pod's UID. */
  readonly #waiting = new Map<string, Recycled>()

  constructor(api: ApiServer, reason: WriteReason) {
    this.#api = api
    this.#reason = reason
    api.watch('Pod', ({ object, type }) => {
      const recycled = this.#waiting.get(object.metadata.uid ?? '')
      if (!recycled) return
      const { phase, message } = (object as Pod).status
      if (type === 'DELETED') this.#ended(object, recycled, 'recycler pod was deleted')
      else if (phase === 'Succeeded') this.#ended(object, recycled, undefined)
      else if (isTerminal(phase)) this.#ended(object, recycled, message || 'pod failed, pod.Status.Message unknown')
    })
  }

  recycle(pod: KubeObject, recycled: Recycled): void {
    const { object, status } = this.#api.request({ verb: 'create', body: pod }, this.#reason)
    if (!status) this.#waiting.set(object.metadata.uid ?? '', recycled)
    else recycled(`unexpected error creating recycler pod:  ${status.message}`)
  }

  #ended({ metadata }: KubeObject, recycled: Recycled, failure: string | undefined): void {
    this.#waiting.delete(metadata.uid ?? '')
    const { namespace = '', name } = metadata
    if (this.#api.get('Pod', namespace, name)) this.#api.delete('Pod', namespace, name, {}, this.#reason)
    recycled(failure)
  }
}
