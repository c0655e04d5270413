import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { Deployment } from '../../../manifest/object/deployment.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { DeploymentSync } from './sync-deployment.ts'

/** Replaces the Pods of a Deployment by those of its present template, through ReplicaSets. */
// controller-manager: pkg/controller/deployment/deployment_controller.go (v1.36)
export class DeploymentController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    const sync = new DeploymentSync(world, api)
    this.#queue = new WorkQueue(world.kernel, (key) => {
      const outcome = sync.sync(key)
      if (outcome.kind === 'failed') this.#queue.addRateLimited(key, true)
      else this.#queue.forget(key)
      if (outcome.kind === 'askAgain') {
        if (outcome.after === 0) this.#queue.addRateLimited(key)
        else this.#queue.addAfter(key, outcome.after)
      }
    })
    api.watch('Deployment', ({ object, type }) => this.#onDeployment(object, type))
    api.watch('ReplicaSet', (event) => this.#onReplicaSet(event))
    api.watch('Pod', ({ object, type }) => this.#onPod(object, type))
  }

  #onDeployment(object: KubeObject, type: WatchEvent['type']): void {
    const key = keyOf(object)
    if (type !== 'DELETED') this.#enqueue(object)
    else if (!this.#api.get('Deployment', ...splitKey(key))) this.#queue.drop(key)
  }

  /** Told of a ReplicaSet are its Deployment, the one that it had before, and of an orphan all that select it. */
  // controller-manager: pkg/controller/deployment/deployment_controller.go addReplicaSet, updateReplicaSet, deleteReplicaSet (v1.36)
  #onReplicaSet({ object, old, type }: WatchEvent): void {
    const owner = this.#ownerOf(object)
    const before = old && this.#ownerOf(old)
    if (before && before.metadata.uid !== owner?.metadata.uid) this.#enqueue(before)
    if (owner) this.#enqueue(owner)
    if (controllerOf(object) || type === 'DELETED') return
    for (const each of this.#api.list('Deployment', object.metadata.namespace)) {
      const { selector } = each.spec
      if (selector && matches(selector, object.metadata.labels ?? {})) this.#enqueue(each)
    }
  }

  /** With Recreate the last of the old Pods is waited for. */
  // controller-manager: pkg/controller/deployment/deployment_controller.go deletePod (v1.36)
  #onPod(pod: Pod, type: WatchEvent['type']): void {
    if (type !== 'DELETED') return
    const owner = controllerOf(pod)
    if (owner?.kind !== 'ReplicaSet') return
    const replicaSet = this.#api.get('ReplicaSet', pod.metadata.namespace ?? '', owner.name)
    const deployment = replicaSet?.metadata.uid === owner.uid ? this.#ownerOf(replicaSet) : undefined
    if (deployment?.spec.strategy?.type === 'Recreate') this.#enqueue(deployment)
  }

  /** What is heard until it gets to it is seen to together. */
  #enqueue(object: KubeObject): void {
    this.#queue.addAfter(keyOf(object), this.#world.assumptions.controllerLatency)
  }

  #ownerOf(object: KubeObject): Deployment | undefined {
    const owner = controllerOf(object)
    if (owner?.kind !== 'Deployment') return undefined
    const found = this.#api.get('Deployment', object.metadata.namespace ?? '', owner.name)
    return found?.metadata.uid === owner.uid ? found : undefined
  }
}
