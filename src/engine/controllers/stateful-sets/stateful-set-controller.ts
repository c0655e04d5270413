import { sameValue } from '../../../lib/same-value.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { ControllerRevision } from '../../../manifest/object/controller-revision.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { StatefulSet, StatefulSetStatus } from '../../../manifest/object/stateful-set.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { StatefulSetWait } from '../../../trace/decision/stateful-set-wait.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { claimPods } from '../base/controller-ref-manager.ts'
import { superfluousRevisions, templateIn } from '../base/controller-revisions.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { OwnerIndex } from '../base/owner-index.ts'
import { findMinNextPodAvailabilityCheck } from '../base/pod-availability.ts'
import { PodControl } from '../base/pod-control.ts'
import { type History, RevisionHistory } from '../base/revision-history.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { ordinalOf, revisionOf } from './identity.ts'
import { planStatefulSet, type SetPlan, type SetStep } from './plan-stateful-set.ts'
import { StatefulPodControl } from './stateful-pod-control.ts'
import { writtenStatus } from './stateful-set-status.ts'

const BY = { name: 'statefulset-controller' } as const

/** Keeps Pods that are told apart: each has its number, its name and its claims. */
// controller-manager: pkg/controller/statefulset/stateful_set.go (v1.36)
export class StatefulSetController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #queue: WorkQueue
  readonly #pods: OwnerIndex
  readonly #history: RevisionHistory
  readonly #claiming: PodControl
  readonly #control: StatefulPodControl
  /** What each set was last seen to wait for. */
  readonly #waits = new Map<string, StatefulSetWait & { readonly uid: string }>()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    const events = new EventRecorder(world, BY)
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    this.#pods = new OwnerIndex(api)
    this.#history = new RevisionHistory(api, BY)
    this.#claiming = new PodControl(api, events, BY)
    this.#control = new StatefulPodControl(api, events)
    api.watch('StatefulSet', ({ object, type }) => {
      if (type === 'DELETED') this.#forget(object)
      else this.#enqueue(object)
    })
    api.watch('Pod', (event) => this.#onPod(event))
  }

  #forget(set: StatefulSet): void {
    this.#pods.forget(set)
    this.#waits.delete(keyOf(set))
    if (!this.#setAt(keyOf(set))) this.#queue.drop(keyOf(set))
  }

  /** Told of a Pod are its set, the one that it had before, and of an orphan all that look for one like it. */
  // controller-manager: pkg/controller/statefulset/stateful_set.go addPod, updatePod, deletePod (v1.36)
  #onPod(event: WatchEvent<Pod>): void {
    const { object: pod, type, old } = event
    this.#pods.update(event)
    const [set, before] = [this.#setOf(pod), old && this.#setOf(old)]
    if (before && before.metadata.uid !== set?.metadata.uid) this.#enqueue(before)
    if (set) this.#enqueue(set)
    if (set || type === 'DELETED' || controllerOf(pod)) return
    for (const each of this.#api.list('StatefulSet', pod.metadata.namespace)) {
      if (selects(each, pod)) this.#enqueue(each)
    }
  }

  #setOf(pod: Pod): StatefulSet | undefined {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'StatefulSet') return undefined
    const set = this.#api.get('StatefulSet', pod.metadata.namespace ?? DEFAULT_NAMESPACE, owner.name)
    return set?.metadata.uid === owner.uid ? set : undefined
  }

  /** What is heard until it gets to it is seen to together. */
  #enqueue(set: StatefulSet): void {
    this.#queue.addAfter(keyOf(set), this.#world.assumptions.controllerLatency)
  }

  #setAt(key: string): StatefulSet | undefined {
    return this.#api.get('StatefulSet', ...splitKey(key))
  }

  // controller-manager: pkg/controller/statefulset/stateful_set.go sync; stateful_set_control.go UpdateStatefulSet (v1.36)
  #sync(key: string): void {
    const set = this.#setAt(key)
    if (!set) return
    const kept = this.#history.list(set, set.spec.selector)
    const pods = claimPods(set, this.#pods, this.#claiming, {
      selects: (pod) => selects(set, pod),
      among: (pod) => ordinalOf(set, pod.metadata.name) !== undefined,
      finalizers: [],
      rule: 'STS-3',
    })
    const { namespace = DEFAULT_NAMESPACE } = set.metadata
    const history = this.#history.present(set, set.spec.template, kept, set.status.collisionCount ?? 0)
    const current = kept.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? history.update
    const plan = planStatefulSet({
      set,
      pods,
      current: named(current),
      update: named(history.update),
      claim: (name) => this.#api.get('PersistentVolumeClaim', namespace, name),
      now: this.#world.now,
    })
    this.#tellWait(set, plan)
    const done = this.#act(set, plan.steps)
    this.#write(set, { ...plan.status, collisionCount: history.collisionCount ?? 0 })
    this.#truncate(set, pods, history, current)
    const next = findMinNextPodAvailabilityCheck(pods, set.spec.minReadySeconds ?? 0, this.#world.now)
    if (next !== undefined) this.#queue.addAfter(key, next)
    if (done) this.#queue.forget(key)
    else this.#queue.addRateLimited(key, true)
  }

  /** False: something could not be done. Where one Pod comes after the other, those behind it wait. */
  #act(set: StatefulSet, steps: readonly SetStep[]): boolean {
    const parallel = set.spec.podManagementPolicy === 'Parallel'
    let done = true
    for (const step of steps) {
      if (!done && !parallel) return false
      done = this.#do(set, step) && done
    }
    return done
  }

  #do(set: StatefulSet, step: SetStep): boolean {
    switch (step.kind) {
      case 'create': {
        const made = this.#control.create(set, step.pod, step.claims, 'STS-1')
        if (made) this.#pods.add(made)
        return made !== undefined
      }
      case 'delete':
        return this.#control.delete(set, step.pod, DELETION_RULES[step.because])
      case 'claims':
        return this.#control.createClaims(set, step.pod, step.claims) === undefined
      case 'identify':
        return this.#control.identify(set, step.pod)
      case 'retain':
        this.#control.retain(step.claims)
        return true
    }
  }

  // controller-manager: pkg/controller/statefulset/stateful_set_control.go updateStatefulSetStatus (v1.36)
  #write(set: StatefulSet, planned: StatefulSetStatus): void {
    const { namespace = DEFAULT_NAMESPACE, name } = set.metadata
    const status = writtenStatus(set, planned)
    const rule = status.currentRevision === set.status.currentRevision ? 'STS-1' : 'STS-4'
    this.#api.update('StatefulSet', namespace, name, { by: BY, rule, subresource: 'status' }, (present) =>
      sameValue(present.status, status) ? undefined : { ...present, status },
    )
  }

  // controller-manager: pkg/controller/statefulset/stateful_set_control.go truncateHistory (v1.36)
  #truncate(set: StatefulSet, pods: readonly Pod[], { update, all }: History, current: ControllerRevision): void {
    const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionOf)])
    const limit = set.spec.revisionHistoryLimit ?? 10
    this.#history.delete(superfluousRevisions(all, ({ metadata }) => live.has(metadata.name), limit))
  }

  #tellWait(set: StatefulSet, { wait }: SetPlan): void {
    const key = keyOf(set)
    const uid = wait && this.#api.get('Pod', set.metadata.namespace ?? DEFAULT_NAMESPACE, wait.pod)?.metadata.uid
    if (!wait || uid === undefined) {
      this.#waits.delete(key)
      return
    }
    const value = { set: set.metadata.name, because: wait.because, before: wait.before }
    if (sameValue(this.#waits.get(key), { ...value, uid })) return
    this.#waits.set(key, { ...value, uid })
    const pod = { namespace: set.metadata.namespace ?? DEFAULT_NAMESPACE, name: wait.pod, uid }
    const rule = WAIT_RULES[wait.before]
    this.#world.record({ kind: 'decision', pod, decision: 'statefulSetWait', value, rule })
  }
}

const DELETION_RULES = { over: 'STS-3', scaledDown: 'STS-2', update: 'STS-4' } as const satisfies Record<string, RuleId>
const WAIT_RULES = { next: 'STS-1', scaleDown: 'STS-2', update: 'STS-4' } as const satisfies Record<string, RuleId>

function named(revision: ControllerRevision) {
  return { name: revision.metadata.name, template: templateIn(revision) }
}

function selects({ spec }: StatefulSet, { metadata }: Pod): boolean {
  return spec.selector !== undefined && matches(spec.selector, metadata.labels ?? {})
}
