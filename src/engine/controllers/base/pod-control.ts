import type { Status } from '../../../manifest/api-status.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Component } from '../../../trace/component.ts'
import type { RuleId } from '../../../trace/rule.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { MetadataChange } from './claim-pods.ts'

export type MadePod =
  | { readonly pod: Pod; readonly refusal?: undefined }
  | { readonly refusal: Status; readonly pod?: undefined }

/** Makes, changes and deletes Pods in the name of their owner, and says so in Events of the owner's. */
// controller-manager: pkg/controller/controller_utils.go RealPodControl (v1.36)
export class PodControl {
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #by: Component

  constructor(api: ApiServer, events: EventRecorder, by: Component) {
    this.#api = api
    this.#events = events
    this.#by = by
  }

  /** The Pod, or how the API server has refused it. */
  // controller-manager: pkg/controller/controller_utils.go RealPodControl.createPods (v1.36)
  create(owner: KubeObject, pod: Pod, rule: RuleId): MadePod {
    const { object, status } = this.#api.request({ verb: 'create', body: pod }, { by: this.#by, rule })
    if (!status) {
      this.#events.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${object.metadata.name}`, { rule })
      return { pod: object as Pod }
    }
    if (!isNamespaceTerminating(status)) {
      this.#events.event(owner, 'Warning', 'FailedCreate', `Error creating: ${status.message}`, { rule })
    }
    return { refusal: status }
  }

  // controller-manager: pkg/controller/controller_utils.go RealPodControl.DeletePod (v1.36)
  delete(owner: KubeObject, { metadata }: Pod, rule: RuleId): boolean {
    const { namespace = '', name } = metadata
    const { status } = this.#api.request({ verb: 'delete', kind: 'Pod', namespace, name }, { by: this.#by, rule })
    if (!status) {
      this.#events.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`, { rule })
      return true
    }
    // What is gone already needs no word.
    if (status.reason !== 'NotFound') {
      this.#events.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${status.message}`, { rule })
    }
    return false
  }

  /** Changes a Pod's metadata if it is still the same Pod. Returns what it is then. */
  // controller-manager: pkg/controller/controller_utils.go RealPodControl.PatchPod (v1.36)
  patch({ metadata }: Pod, change: MetadataChange, rule: RuleId): Pod | undefined {
    const { namespace = '', name, uid } = metadata
    return this.#api.update('Pod', namespace, name, { by: this.#by, rule }, (pod) => {
      const changed = pod.metadata.uid === uid ? change(pod.metadata) : pod.metadata
      return changed === pod.metadata ? undefined : { ...pod, metadata: changed }
    })
  }
}

/** Nothing is made any more in a namespace that is deleted, and nobody has to be told. */
// apimachinery: pkg/api/errors/errors.go HasStatusCause (v1.36)
export function isNamespaceTerminating({ details }: Status): boolean {
  return details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false
}
