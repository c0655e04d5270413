import type { KubeObject, OwnerReference } from '../../../manifest/object/meta.ts'
import { kindInfo } from '../../../manifest/schema/kinds.ts'
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER, OWNERS } from '../../apiserver/delete.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { type OwnerStanding, planDependent } from './plan-dependent.ts'

const BY = { by: { name: 'garbage-collector' }, rule: 'GC-2' } as const

/**
 * Deletes what has lost its last owner. An owner that is deleted in the foreground stays until those of its dependents
 * are gone that say they block it.
 */
// controller-manager: pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem, processDeletingDependentsItem (v1.36)
export class GarbageCollector {
  readonly #api: ApiServer
  /** Of what may have lost its last owner. */
  readonly #queue: WorkQueue
  /** How to stop waiting for the dependents of an owner, by its uid. */
  readonly #waiting = new Map<string, () => void>()

  constructor(world: World, api: ApiServer) {
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (key) => this.#syncDependent(key))
    for (const kind of OWNERS) {
      api.watch(kind, ({ object, type }) => {
        if (type === 'DELETED') for (const dependent of this.#dependentsOf(object)) this.#attemptToDelete(dependent)
        else if (isDeletedBy(FOREGROUND_FINALIZER, object)) this.#deleteDependents(object)
        else if (isDeletedBy(ORPHAN_FINALIZER, object)) this.#orphanDependents(object)
      })
    }
  }

  #dependentsOf({ metadata }: KubeObject): KubeObject[] {
    return this.#api
      .listNamespace(metadata.namespace ?? '')
      .filter((object) => object.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
  }

  #attemptToDelete({ kind, metadata: { namespace = '', name } }: KubeObject): void {
    this.#queue.add(`${kind}/${namespace}/${name}`)
  }

  #syncDependent(key: string): void {
    const [kind = '', namespace = '', name = ''] = key.split('/')
    const object = this.#api.get(kind, namespace, name)
    if (!object) return
    const hasDependents = OWNERS.includes(kind) && this.#dependentsOf(object).length > 0
    const plan = planDependent(object, (reference) => this.#standingOf(reference, namespace), hasDependents)
    if (plan.kind === 'delete') this.#api.delete(kind, namespace, name, { propagationPolicy: plan.policy }, BY)
    if (plan.kind === 'keepOwners') this.#keepOwners(object, plan.owners)
  }

  #keepOwners({ kind, metadata }: KubeObject, ownerReferences: readonly OwnerReference[]): void {
    this.#api.update(kind, metadata.namespace ?? '', metadata.name, BY, (current) => {
      const { ownerReferences: _before, ...rest } = current.metadata
      return {
        ...current,
        metadata: ownerReferences.length > 0 ? { ...rest, ownerReferences: [...ownerReferences] } : rest,
      }
    })
  }

  /** Dependents forget their owner before it goes, so that nobody takes them along. */
  // controller-manager: pkg/controller/garbagecollector/garbagecollector.go attemptToOrphan (v1.36)
  #orphanDependents(owner: KubeObject): void {
    for (const dependent of this.#dependentsOf(owner)) {
      const { ownerReferences = [] } = dependent.metadata
      const others = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid)
      this.#keepOwners(dependent, others)
    }
    this.#letGo(owner, ORPHAN_FINALIZER)
  }

  #letGo({ kind, metadata }: KubeObject, finalizer: string): void {
    this.#api.update(kind, metadata.namespace ?? '', metadata.name, BY, (current) => {
      const { finalizers = [], ...rest } = current.metadata
      const left = finalizers.filter((each) => each !== finalizer)
      return { ...current, metadata: left.length > 0 ? { ...rest, finalizers: left } : rest }
    })
  }

  /** Of a kind that nobody knows nothing can be said. */
  // controller-manager: pkg/controller/garbagecollector/garbagecollector.go classifyReferences (v1.36)
  #standingOf({ apiVersion, kind, name, uid }: OwnerReference, namespace: string): OwnerStanding {
    const info = kindInfo(apiVersion, kind)
    if (!info) return 'there'
    const owner = this.#api.get(kind, info.namespaced ? namespace : '', name)
    if (owner?.metadata.uid !== uid) return 'gone'
    return isDeletedBy(FOREGROUND_FINALIZER, owner) ? 'waiting' : 'there'
  }

  #deleteDependents(owner: KubeObject): void {
    const { uid = '' } = owner.metadata
    const dependents = this.#dependentsOf(owner)
    for (const dependent of dependents) this.#attemptToDelete(dependent)
    const blocking = this.#dependentsOf(owner).filter(({ metadata }) =>
      metadata.ownerReferences?.some((reference) => reference.uid === uid && reference.blockOwnerDeletion),
    )
    this.#waiting.get(uid)?.()
    this.#waiting.delete(uid)
    if (blocking.length > 0) {
      this.#waitFor(blocking, owner)
      return
    }
    this.#letGo(owner, FOREGROUND_FINALIZER)
  }

  #waitFor(blocking: readonly KubeObject[], owner: KubeObject): void {
    const { namespace = '', name, uid = '' } = owner.metadata
    const kinds = [...new Set(blocking.map(({ kind }) => kind))]
    const stops = kinds.map((kind) =>
      this.#api.watch(kind, ({ object, type }) => {
        if (type !== 'DELETED' || !object.metadata.ownerReferences?.some((reference) => reference.uid === uid)) return
        const current = this.#api.get(owner.kind, namespace, name)
        if (current?.metadata.uid === uid) this.#deleteDependents(current)
      }),
    )
    this.#waiting.set(uid, () => {
      for (const stop of stops) stop()
    })
  }
}

function isDeletedBy(finalizer: string, { metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined && (metadata.finalizers?.includes(finalizer) ?? false)
}
