import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { ControllerRevision } from '../../../manifest/object/controller-revision.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import { DEFAULT_NAMESPACE, type KubeObject, type LabelSelector } from '../../../manifest/object/meta.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Component } from '../../../trace/component.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import { adopted } from './claim-pods.ts'
import { compareRevisions, isEqualRevision, newRevision } from './controller-revisions.ts'

const REVISION_1 = 'REVISION-1'

/** Which revision an object's template is, and all that are kept. */
export interface History {
  readonly update: ControllerRevision
  /** In their order, the new one included. */
  readonly all: readonly ControllerRevision[]
  /** Undefined: it is not counted. */
  readonly collisionCount: number | undefined
}

/** REVISION-1: keeps what the templates of one kind's objects were. */
// controller-manager: pkg/controller/history/controller_history.go realHistory (v1.36)
export class RevisionHistory {
  readonly #api: ApiServer
  readonly #by: Component

  constructor(api: ApiServer, by: Component) {
    this.#api = api
    this.#by = by
  }

  /** The oldest first. Those that have no controller any more and that are like its own become its own. */
  // controller-manager: pkg/controller/history/controller_history.go ListControllerRevisions, AdoptControllerRevision (v1.36)
  list(owner: KubeObject, selector: LabelSelector | undefined): ControllerRevision[] {
    const { namespace = DEFAULT_NAMESPACE, uid } = owner.metadata
    const own = this.#api.list('ControllerRevision', namespace).flatMap((revision) => {
      const controller = controllerOf(revision)
      if (controller) return controller.uid === uid ? [revision] : []
      if (owner.metadata.deletionTimestamp !== undefined || !selector) return []
      return matches(selector, revision.metadata.labels ?? {}) ? (this.#adopt(owner, revision) ?? []) : []
    })
    return own.toSorted(compareRevisions)
  }

  #adopt(owner: KubeObject, { metadata }: KubeObject): ControllerRevision | undefined {
    const { namespace = DEFAULT_NAMESPACE, name } = metadata
    return this.#api.update('ControllerRevision', namespace, name, this.#reason, (revision) => ({
      ...revision,
      metadata: adopted(owner)(revision.metadata),
    }))
  }

  get #reason() {
    return { by: this.#by, rule: REVISION_1 } as const
  }

  /** The revision of the template: one that was there before comes to the front again, another is made. */
  // controller-manager: pkg/controller/statefulset/stateful_set_control.go getStatefulSetRevisions; history/controller_history.go CreateControllerRevision (v1.36)
  present(
    owner: KubeObject,
    template: PodTemplate,
    kept: readonly ControllerRevision[],
    collided: number | undefined,
  ): History {
    const revision = (kept.at(-1)?.revision ?? 0) + 1
    const last = kept.at(-1)
    let collisionCount = collided
    const wanted = newRevision({ owner, template, revision, collisionCount })
    if (last && isEqualRevision(last, wanted)) return { update: last, all: kept, collisionCount }
    const equal = kept.findLast((each) => isEqualRevision(each, wanted))
    if (equal) {
      const update = this.#renumber(equal, revision)
      return { update, all: [...kept.filter((each) => each !== equal), update], collisionCount }
    }
    for (;;) {
      const made = newRevision({ owner, template, revision, collisionCount })
      const { object, status } = this.#api.request({ verb: 'create', body: made }, this.#reason)
      if (object)
        return { update: object as ControllerRevision, all: [...kept, object as ControllerRevision], collisionCount }
      // It goes on with one that is not stored where nothing may be stored any more.
      if (status.reason !== 'AlreadyExists') return { update: made, all: kept, collisionCount }
      collisionCount = (collisionCount ?? 0) + 1
    }
  }

  // controller-manager: pkg/controller/history/controller_history.go UpdateControllerRevision (v1.36)
  #renumber(before: ControllerRevision, revision: number): ControllerRevision {
    const { namespace = DEFAULT_NAMESPACE, name } = before.metadata
    const written = this.#api.update('ControllerRevision', namespace, name, this.#reason, (current) => ({
      ...current,
      revision,
    }))
    return written ?? { ...before, revision }
  }

  delete(revisions: readonly ControllerRevision[]): void {
    for (const { metadata } of revisions) {
      this.#api.delete('ControllerRevision', metadata.namespace ?? DEFAULT_NAMESPACE, metadata.name, {}, this.#reason)
    }
  }
}
