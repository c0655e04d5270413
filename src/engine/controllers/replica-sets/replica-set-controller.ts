import { SECOND } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { asReplicaSet, type ReplicaSet, type ReplicaSetStatus } from '../../../manifest/object/replica-set.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { isPodActive, isPodTerminating } from '../base/active-pods.ts'
import { claimPods } from '../base/controller-ref-manager.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { OwnerIndex } from '../base/owner-index.ts'
import { findMinNextPodAvailabilityCheck } from '../base/pod-availability.ts'
import { isNamespaceTerminating, PodControl } from '../base/pod-control.ts'
import { podFromTemplate } from '../base/pod-from-template.ts'
import { slowStartBatch } from '../base/slow-start.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { planReplicas, type ReplicasPlan } from './plan-replicas.ts'
import { replicaSetStatus } from './replica-set-status.ts'

type Kind = 'ReplicaSet' | 'ReplicationController'

const NAMES = { ReplicaSet: 'replicaset-controller', ReplicationController: 'replication-controller' } as const

/** Keeps as many Pods as each ReplicaSet asks for; a second one of it looks after ReplicationControllers. */
// controller-manager: pkg/controller/replicaset/replica_set.go, replication/replication_controller.go (v1.36)
export class ReplicaSetController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #kind: Kind
  readonly #by: { readonly name: (typeof NAMES)[Kind] }
  readonly #queue: WorkQueue
  readonly #pods: OwnerIndex
  readonly #control: PodControl

  constructor(world: World, api: ApiServer, kind: Kind) {
    this.#world = world
    this.#api = api
    this.#kind = kind
    this.#by = { name: NAMES[kind] }
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    this.#pods = new OwnerIndex(api)
    this.#control = new PodControl(api, new EventRecorder(world, this.#by), this.#by)
    api.watch(kind, (event) => this.#onReplicaSet(event))
    api.watch('Pod', (event) => this.#onPod(event))
  }

  // controller-manager: pkg/controller/replicaset/replica_set.go addRS, updateRS, deleteRS (v1.36)
  #onReplicaSet({ object, type }: WatchEvent): void {
    if (type !== 'DELETED') {
      this.#enqueue(object)
      return
    }
    this.#pods.forget(object)
    if (!this.#get(keyOf(object))) this.#queue.drop(keyOf(object))
  }

  /** Told of a Pod are its ReplicaSet, the one that it had before, and of an orphan all that look for one like it. */
  // controller-manager: pkg/controller/replicaset/replica_set.go addPod, updatePod, deletePod (v1.36)
  #onPod(event: WatchEvent<Pod>): void {
    const { object: pod, type, old } = event
    this.#pods.update(event)
    const owner = this.#ownerOf(pod)
    const before = old && this.#ownerOf(old)
    if (before && before.metadata.uid !== owner?.metadata.uid) this.#enqueue(before)
    if (owner) {
      this.#enqueue(owner)
      const { minReadySeconds = 0 } = owner.spec
      const turned = old !== undefined && !isPodReady(old) && isPodReady(pod)
      if (turned && minReadySeconds > 0) this.#queue.addAfter(keyOf(owner), (minReadySeconds + 1) * SECOND)
      return
    }
    if (controllerOf(pod) || type === 'DELETED') return
    for (const each of this.#api.list(this.#kind, pod.metadata.namespace)) {
      if (selects(asReplicaSet(each), pod)) this.#enqueue(each)
    }
  }

  /** What is heard until it gets to it is seen to together. */
  #enqueue(object: KubeObject): void {
    this.#queue.addAfter(keyOf(object), this.#world.assumptions.controllerLatency)
  }

  #ownerOf(pod: Pod): ReplicaSet | undefined {
    const owner = controllerOf(pod)
    if (owner?.kind !== this.#kind) return undefined
    const found = this.#get(`${pod.metadata.namespace ?? ''}/${owner.name}`)
    return found?.metadata.uid === owner.uid ? found : undefined
  }

  #get(key: string): ReplicaSet | undefined {
    const found = this.#api.get(this.#kind, ...splitKey(key))
    return found && asReplicaSet(found)
  }

  // controller-manager: pkg/controller/replicaset/replica_set.go syncReplicaSet (v1.36)
  #sync(key: string): void {
    const replicaSet = this.#get(key)
    if (!replicaSet) return
    const { now } = this.#world
    const active = this.#activePodsOf(replicaSet)
    const terminating = this.#pods
      .ownedBy(replicaSet)
      .filter((pod) => isPodTerminating(pod) && selects(replicaSet, pod))
    const refusal = this.#act(
      replicaSet,
      planReplicas(replicaSet, active, () => this.#relatedPods(replicaSet), now),
    )
    // What it has just made or deleted is counted when it is told of it.
    this.#write(replicaSet, replicaSetStatus(replicaSet, { active, terminating }, refusal, now))
    if (refusal !== undefined) {
      this.#queue.addRateLimited(key, true)
      return
    }
    this.#queue.forget(key)
    const next = findMinNextPodAvailabilityCheck(active, replicaSet.spec.minReadySeconds ?? 0, now)
    if (next !== undefined) this.#queue.addAfter(key, next)
  }

  #activePodsOf(replicaSet: ReplicaSet): Pod[] {
    const among = isPodActive
    const claiming = { selects: (pod: Pod) => selects(replicaSet, pod), finalizers: [], rule: 'RS-3', among } as const
    return claimPods(replicaSet, this.#pods, this.#control, claiming)
  }

  /** The Pods of all ReplicaSets that have the same owner: a Deployment's old and new ones. */
  // controller-manager: pkg/controller/replicaset/replica_set.go getIndirectlyRelatedPods, getReplicaSetsWithSameController (v1.36)
  #relatedPods(replicaSet: ReplicaSet): Pod[] {
    const owner = controllerOf(replicaSet)
    const siblings = owner
      ? this.#api
          .list(this.#kind, replicaSet.metadata.namespace)
          .filter((each) => controllerOf(each)?.uid === owner.uid)
      : [replicaSet]
    return siblings.flatMap((each) => this.#pods.ownedBy(each))
  }

  /** Why it could not be done; undefined: it could. */
  // controller-manager: pkg/controller/replicaset/replica_set.go manageReplicas (v1.36)
  #act(replicaSet: ReplicaSet, plan: ReplicasPlan): string | undefined {
    if (plan.kind === 'create') return this.#create(replicaSet, plan.count)
    if (plan.kind === 'delete') for (const pod of plan.pods) this.#control.delete(replicaSet, pod, 'RS-2')
    return undefined
  }

  #create(replicaSet: ReplicaSet, count: number): string | undefined {
    let first: string | undefined
    slowStartBatch(Array.from({ length: count }), () => {
      const { pod, refusal } = this.#control.create(
        replicaSet,
        podFromTemplate(replicaSet, replicaSet.spec.template),
        'RS-1',
      )
      if (pod) this.#pods.add(pod)
      if (!refusal || isNamespaceTerminating(refusal)) return true
      first ??= refusal.message
      return false
    })
    return first
  }

  #write({ metadata, status: before }: ReplicaSet, status: ReplicaSetStatus): void {
    if (status === before) return
    const options = { by: this.#by, rule: 'RS-4', subresource: 'status' } as const
    this.#api.update<string>(this.#kind, metadata.namespace ?? '', metadata.name, options, (current) => ({
      ...current,
      status,
    }))
  }
}

function selects({ spec: { selector } }: ReplicaSet, { metadata }: KubeObject): boolean {
  return selector !== undefined && matches(selector, metadata.labels ?? {})
}
