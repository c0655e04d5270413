import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isConditionTrue, isTerminal } from '../../manifest/pod/pod-status.ts'
import { withDisruptionTarget } from '../apiserver/disruption-target.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'
import { WorkQueue } from './base/work-queue.ts'

// controller-manager: pkg/controller/podgc/gc_controller.go gcCheckPeriod, quarantineTime (v1.36)
const CHECK_PERIOD: Duration = 20 * SECOND
const QUARANTINE: Duration = 40 * SECOND
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

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
  /** When each missing node was first found to be missing. */
  readonly #quarantined = new Map<string, Time>()
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, () => this.#gc())
    api.watch('Pod', ({ object, type }) => {
      if (type !== 'DELETED' && this.#concerns(object as Pod)) this.#schedule()
    })
    api.watch('Node', () => {
      if (api.list('Pod').some((pod) => this.#concerns(pod))) this.#schedule()
    })
  }

  #concerns(pod: Pod): boolean {
    return this.#isOrphan(pod) || isUnscheduledTerminating(pod) || isTerminatingOutOfService(pod, this.#nodeOf(pod))
  }

  #isOrphan({ spec }: Pod): boolean {
    return Boolean(spec.nodeName) && !this.#api.get('Node', '', spec.nodeName as string)
  }

  #nodeOf({ spec }: Pod): KubeObject | undefined {
    return spec.nodeName ? this.#api.get('Node', '', spec.nodeName) : undefined
  }

  /** One look is due for all. */
  #schedule(): void {
    const { now, assumptions } = this.#world
    const phase = assumptions.podGCPhase % CHECK_PERIOD
    const next = phase + (Math.floor((now - phase) / CHECK_PERIOD) + 1) * CHECK_PERIOD
    this.#queue.addAfter('all', next - now)
  }

  #gc(): void {
    const pods = this.#api.list('Pod')
    for (const pod of pods) {
      if (isTerminatingOutOfService(pod, this.#nodeOf(pod)) || isUnscheduledTerminating(pod)) this.#finish(pod)
    }
    this.#gcOrphaned(pods.filter((pod) => this.#isOrphan(pod)))
    if (this.#api.list('Pod').some((pod) => this.#concerns(pod))) this.#schedule()
  }

  #gcOrphaned(orphans: readonly Pod[]): void {
    const { now } = this.#world
    const missing = new Set(orphans.map(({ spec }) => spec.nodeName as string))
    for (const name of this.#quarantined.keys()) if (!missing.has(name)) this.#quarantined.delete(name)
    for (const name of missing) if (!this.#quarantined.has(name)) this.#quarantined.set(name, now)
    for (const pod of orphans) {
      const since = this.#quarantined.get(pod.spec.nodeName as string) ?? now
      if (now - since >= QUARANTINE) this.#finish(pod, 'PodGC: node no longer exists')
    }
  }

  /** Failed, unless it was over already; and gone. */
  // controller-manager: pkg/controller/podgc/gc_controller.go markFailedAndDeletePodWithCondition (v1.36)
  #finish(pod: Pod, disruption?: string): void {
    const { namespace = 'default', name } = pod.metadata
    const { now } = this.#world
    if (!isTerminal(pod.status.phase)) {
      this.#api.update('Pod', namespace, name, { ...BY, subresource: 'status' }, (current) => {
        const failed: Pod = { ...current, status: { ...current.status, phase: 'Failed' } }
        return disruption === undefined ? failed : withDisruptionTarget(failed, 'DeletionByPodGC', disruption, now)
      })
    }
    this.#api.delete('Pod', namespace, name, { gracePeriodSeconds: 0 }, BY)
  }
}

// controller-manager: pkg/controller/podgc/gc_controller.go gcUnscheduledTerminating (v1.36)
export function isUnscheduledTerminating({ metadata, spec }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined && !spec.nodeName
}

// controller-manager: pkg/controller/podgc/gc_controller.go isPodTerminating, gcTerminating (v1.36)
export function isTerminatingOutOfService({ metadata }: Pod, node: KubeObject | undefined): boolean {
  if (metadata.deletionTimestamp === undefined || !node) return false
  const { taints = [] } = (node.spec ?? {}) as { taints?: readonly { key: string }[] }
  const { conditions = [] } = (node.status ?? {}) as { conditions?: readonly { type: string; status: string }[] }
  const ready = isConditionTrue(conditions, 'Ready')
  return !ready && taints.some(({ key }) => key === OUT_OF_SERVICE)
}
