import { type Duration, SECOND } from '../../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import { withDisruptionTarget } from '../../apiserver/disruption-target.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import {
  concernsPodGC,
  type GarbageReason,
  isOutOfService,
  type NodeByName,
  planPodGC,
  type Quarantined,
} from './plan-pod-gc.ts'

// controller-manager: pkg/controller/podgc/gc_controller.go gcCheckPeriod (v1.36)
const CHECK_PERIOD: Duration = 20 * SECOND

const BY = { by: { name: 'pod-garbage-collector' }, rule: 'GC-1' } as const

/**
 * Removes the Pods that no kubelet will ever finish: those of a node that is gone, those being deleted that were never
 * scheduled, and those being deleted on a node that was declared out of service. It looks every 20 seconds; here a look
 * is due only while there is such a Pod.
 */
// controller-manager: pkg/controller/podgc/gc_controller.go (v1.36)
export class PodGarbageCollector {
  readonly #world: World
  readonly #api: ApiServer
  readonly #nodeOf: NodeByName
  readonly #queue: WorkQueue
  #quarantined: Quarantined = new Map()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#nodeOf = (name) => api.get('Node', '', name)
    this.#queue = new WorkQueue(world.kernel, () => this.#gc())
    api.watch('Pod', ({ object, type }) => {
      if (type !== 'DELETED' && concernsPodGC(object as Pod, this.#nodeOf)) this.#schedule()
    })
    // A node that came or goes on is no reason to remove Pods: not all have to be looked through for its news.
    api.watch('Node', ({ object, type }) => {
      if (type === 'DELETED' || isOutOfService(object)) this.#scheduleWhereDue()
    })
  }

  #scheduleWhereDue(): void {
    if (this.#api.list('Pod').some((pod) => concernsPodGC(pod, this.#nodeOf))) this.#schedule()
  }

  /** One look is due for all. */
  #schedule(): void {
    const { now, assumptions } = this.#world
    const phase = assumptions.podGCPhase % CHECK_PERIOD
    const next = phase + (Math.floor((now - phase) / CHECK_PERIOD) + 1) * CHECK_PERIOD
    this.#queue.addAfter('all', next - now)
  }

  #gc(): void {
    const plan = planPodGC(this.#api.list('Pod'), this.#nodeOf, this.#quarantined, this.#world.now)
    this.#quarantined = plan.quarantined
    for (const { pod, why } of plan.finish) this.#finish(pod, why)
    this.#scheduleWhereDue()
  }

  /** Failed, unless it was over already; and gone. */
  // controller-manager: pkg/controller/podgc/gc_controller.go markFailedAndDeletePodWithCondition (v1.36)
  #finish(pod: Pod, why: GarbageReason): void {
    const { namespace = DEFAULT_NAMESPACE, name } = pod.metadata
    const { now } = this.#world
    if (!isTerminal(pod.status.phase)) {
      this.#api.update('Pod', namespace, name, { ...BY, subresource: 'status' }, (current) => {
        const failed: Pod = { ...current, status: { ...current.status, phase: 'Failed' } }
        if (why !== 'orphaned') return failed
        return withDisruptionTarget(failed, 'DeletionByPodGC', 'PodGC: node no longer exists', now)
      })
    }
    this.#api.delete('Pod', namespace, name, { gracePeriodSeconds: 0 }, BY)
  }
}
