import { sameValue } from '../../../lib/same-value.ts'
import { rfc3339 } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import { type BudgetStatus, budgetOf, selects } from '../../../manifest/object/disruption-budget.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { budgetStatus, type Reckoned, type ScaleOf } from './budget-status.ts'
import { selectorText } from './selector-text.ts'

const BY = { by: { name: 'disruption-controller' }, rule: 'PDB-1' } as const
/** A Deployment's Pods are made by two, one after the other. */
const PODS_FIRST = 4
const NOTHING_ALLOWED: BudgetStatus = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, disruptionsAllowed: 0 }

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly observedGeneration?: number
  readonly lastTransitionTime?: string
}

// component-helpers: apps/poddisruptionbudget/helpers.go UpdateDisruptionAllowedCondition; controller-manager: disruption.go failSafe (v1.36)
function disruptionAllowed(made: Reckoned | string): Condition {
  const type = 'DisruptionAllowed'
  if (typeof made === 'string') return { type, status: 'False', reason: 'SyncFailed', message: made }
  const allowed = made.status.disruptionsAllowed > 0
  return {
    type,
    status: allowed ? 'True' : 'False',
    reason: allowed ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  }
}

/** With the time of its last change of status. */
function stamped(condition: Condition, { status }: KubeObject, now: string): Condition {
  const before = (status as { conditions?: readonly Condition[] } | undefined)?.conditions?.[0]
  const lastTransitionTime = before?.status === condition.status ? (before.lastTransitionTime ?? now) : now
  return { ...condition, lastTransitionTime }
}

/** Keeps the status of each PodDisruptionBudget: how many of its Pods are well, and how many may go. */
// controller-manager: pkg/controller/disruption/disruption.go (v1.36)
export class DisruptionController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, { name: 'controllermanager' })
    const queue = new WorkQueue(world.kernel, (key) => this.#sync(...splitKey(key)))
    api.watch('PodDisruptionBudget', ({ object, type }) => {
      // What a text brings comes at one instant: those who make Pods of it come first.
      if (type === 'ADDED') queue.addAfter(keyOf(object), PODS_FIRST * world.assumptions.controllerLatency)
      else if (type !== 'DELETED') queue.add(keyOf(object))
    })
    api.watch('Pod', ({ object }) => {
      for (const budget of api.list('PodDisruptionBudget', object.metadata.namespace)) {
        if (selects(budgetOf(budget), object as Pod)) queue.add(keyOf(budget))
      }
    })
  }

  // controller-manager: disruption.go trySync (v1.36)
  #sync(namespace: string, name: string): void {
    const budget = this.#api.get('PodDisruptionBudget', namespace, name)
    if (!budget) return
    const spec = budgetOf(budget)
    const pods = this.#api.list('Pod', namespace).filter((pod) => selects(spec, pod))
    const made = budgetStatus(spec, pods, (pod) => this.#scaleOf(pod))
    this.#tell(budget, made)
    if (pods.length === 0) this.#events.event(budget, 'Normal', 'NoPods', 'No matching pods found', { rule: 'PDB-1' })
    const observedGeneration = budget.metadata.generation ?? 1
    const counts = typeof made === 'string' ? NOTHING_ALLOWED : made.status
    this.#api.update('PodDisruptionBudget', namespace, name, { ...BY, subresource: 'status' }, (current) => {
      const condition = { ...disruptionAllowed(made), observedGeneration }
      const conditions = [stamped(condition, current, rfc3339(this.#world.now))]
      const status = { ...counts, conditions, observedGeneration }
      return sameValue(current.status, status) ? current : { ...current, status }
    })
  }

  /** A budget is looked at again and again: what is told more often is only counted. */
  // controller-manager: disruption.go trySync (v1.36)
  #tell(budget: KubeObject, made: Reckoned | string): void {
    if (typeof made === 'string') {
      const message = `Failed to calculate the number of expected pods: ${made}`
      this.#events.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', message, { rule: 'PDB-1' })
    } else if (made.unmanaged) {
      const message = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(budgetOf(budget).selector)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`
      this.#events.event(budget, 'Warning', 'UnmanagedPods', message, { rule: 'PDB-1' })
    }
  }

  // controller-manager: disruption.go finders: getPodReplicaSet, getPodDeployment, getPodStatefulSet … (v1.36)
  #scaleOf(pod: Pod): ReturnType<ScaleOf> {
    if (!pod.metadata.ownerReferences?.some(({ controller }) => controller)) return 'unmanaged'
    let owner = this.#ownerOf(pod)
    // A ReplicaSet of a Deployment is only a means of its.
    const above = owner && this.#ownerOf(owner)
    if (above) owner = above
    const replicas = (owner?.spec as { replicas?: number } | undefined)?.replicas
    return owner?.metadata.uid === undefined || replicas === undefined
      ? undefined
      : { uid: owner.metadata.uid, replicas }
  }

  #ownerOf({ metadata }: KubeObject): KubeObject | undefined {
    const reference = controllerOf({ metadata })
    if (!reference) return undefined
    const owner = this.#api.get(reference.kind, metadata.namespace ?? DEFAULT_NAMESPACE, reference.name)
    return owner?.metadata.uid === reference.uid ? owner : undefined
  }
}
