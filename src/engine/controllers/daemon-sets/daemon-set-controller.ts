import { sameValue } from '../../../lib/same-value.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import { type ControllerRevision, REVISION_HASH_LABEL } from '../../../manifest/object/controller-revision.ts'
import type { DaemonSet } from '../../../manifest/object/daemon-set.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { Node } from '../../../manifest/object/node.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { WatchEvent } from '../../apiserver/store.ts'
import type { World } from '../../world/world.ts'
import { claimPods } from '../base/controller-ref-manager.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { OwnerIndex } from '../base/owner-index.ts'
import { findMinNextPodAvailabilityCheck } from '../base/pod-availability.ts'
import { isNamespaceTerminating, PodControl } from '../base/pod-control.ts'
import { type History, RevisionHistory } from '../base/revision-history.ts'
import { slowStartBatch } from '../base/slow-start.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { daemonPod, hashOf, targetNode } from './daemon-pod.ts'
import { daemonSetStatus } from './daemon-set-status.ts'
import { FailedPodsBackOff } from './failed-pods-back-off.ts'
import { nodeShouldRun } from './node-should-run.ts'
import { type DaemonDeletion, type DaemonPlan, type DaemonState, planDaemonSet, podsByNode } from './plan-daemon-set.ts'
import { planRollingUpdate } from './plan-rolling-update.ts'

const BY = { name: 'daemonset-controller' } as const
/** So many Pods are made, and so many deleted, at a time. */
// controller-manager: pkg/controller/daemon/daemon_controller.go BurstReplicas (v1.36)
const BURST = 250

/** Keeps one Pod on each node that fits. */
// controller-manager: pkg/controller/daemon/daemon_controller.go (v1.36)
export class DaemonSetController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue
  readonly #pods: OwnerIndex
  readonly #history: RevisionHistory
  readonly #control: PodControl
  readonly #backOff = new FailedPodsBackOff()

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, BY)
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    this.#pods = new OwnerIndex(api)
    this.#history = new RevisionHistory(api, BY)
    this.#control = new PodControl(api, this.#events, BY)
    api.watch('DaemonSet', ({ object, type }) => {
      if (type === 'DELETED') this.#forget(object)
      else this.#enqueue(object)
    })
    api.watch('Node', (event) => this.#onNode(event))
    api.watch('Pod', (event) => this.#onPod(event))
  }

  #forget(set: DaemonSet): void {
    const key = keyOf(set)
    this.#pods.forget(set)
    if (this.#setAt(key)) return
    this.#queue.drop(key)
    this.#backOff.forget((each) => each.startsWith(`${key}/`))
  }

  /** Only what changes whether a Pod belongs there. */
  // controller-manager: pkg/controller/daemon/daemon_controller.go addNode, updateNode (v1.36)
  #onNode({ object, type, old }: WatchEvent<Node>): void {
    for (const set of this.#api.list('DaemonSet')) {
      const now = type === 'DELETED' ? undefined : nodeShouldRun(set, object)
      const before = old && nodeShouldRun(set, old)
      if (now?.shouldRun !== before?.shouldRun || now?.shouldContinueRunning !== before?.shouldContinueRunning) {
        this.#enqueue(set)
      }
    }
  }

  // controller-manager: pkg/controller/daemon/daemon_controller.go addPod, updatePod, deletePod (v1.36)
  #onPod(event: WatchEvent<Pod>): void {
    const { object: pod, type, old } = event
    this.#pods.update(event)
    const [set, before] = [this.#setOf(pod), old && this.#setOf(old)]
    if (before && before.metadata.uid !== set?.metadata.uid) this.#enqueue(before)
    if (set) this.#enqueue(set)
    if (set || type === 'DELETED' || controllerOf(pod)) return
    for (const each of this.#api.list('DaemonSet', pod.metadata.namespace)) {
      if (selects(each, pod)) this.#enqueue(each)
    }
  }

  #setOf(pod: Pod): DaemonSet | undefined {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'DaemonSet') return undefined
    const set = this.#api.get('DaemonSet', pod.metadata.namespace ?? DEFAULT_NAMESPACE, owner.name)
    return set?.metadata.uid === owner.uid ? set : undefined
  }

  /** What is heard until it gets to it is seen to together. */
  #enqueue(set: DaemonSet): void {
    this.#queue.addAfter(keyOf(set), this.#world.assumptions.controllerLatency)
  }

  #setAt(key: string): DaemonSet | undefined {
    return this.#api.get('DaemonSet', ...splitKey(key))
  }

  // controller-manager: pkg/controller/daemon/daemon_controller.go syncDaemonSet, updateDaemonSet (v1.36)
  #sync(key: string): void {
    const set = this.#setAt(key)
    // Whoever deletes it decides what becomes of its history.
    if (!set || set.metadata.deletionTimestamp !== undefined) return
    const kept = this.#history.list(set, set.spec.selector)
    const history = this.#history.present(set, set.spec.template, kept, undefined)
    const state = this.#stateOf(set, hashOfRevision(history.update))
    const plan = planDaemonSet(state)
    for (const { pod, because } of plan.deletions) this.#tellEnd(set, pod, because, key)
    let done = this.#act(set, plan, state.hash)
    // Only where nothing is on its way is the next step of an update taken.
    const idle = plan.nodes.length === 0 && plan.deletions.length === 0
    if (done && idle && set.spec.updateStrategy?.type === 'RollingUpdate') {
      done = this.#act(set, planRollingUpdate(state), state.hash)
    }
    this.#truncate(set, history, state)
    this.#write(set, state)
    const pods = [...state.pods.values()].flat()
    const next = findMinNextPodAvailabilityCheck(pods, set.spec.minReadySeconds ?? 0, this.#world.now)
    if (next !== undefined) this.#queue.addAfter(key, next)
    if (plan.again !== undefined) this.#queue.addAfter(key, plan.again)
    if (done) this.#queue.forget(key)
    else this.#queue.addRateLimited(key, true)
  }

  #stateOf(set: DaemonSet, hash: string): DaemonState {
    const pods = claimPods(set, this.#pods, this.#control, {
      selects: (pod) => selects(set, pod),
      finalizers: [],
      rule: 'DS-1',
    })
    const key = keyOf(set)
    const now = this.#world.now
    return {
      set,
      nodes: this.#api.list('Node'),
      pods: podsByNode(pods),
      hash,
      now,
      backOff: (node) => this.#backOff.remaining(`${key}/${node}`, now),
    }
  }

  // controller-manager: pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode (v1.36)
  #tellEnd(set: DaemonSet, pod: Pod, because: DaemonDeletion, key: string): void {
    if (because !== 'failed' && because !== 'succeeded') return
    const node = targetNode(pod) ?? ''
    const what = `Found ${because} daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node}, will try to`
    if (because === 'succeeded') {
      this.#events.event(set, 'Normal', 'SucceededDaemonPod', `${what} delete it`, { rule: 'DS-4' })
      return
    }
    this.#backOff.next(`${key}/${node}`, this.#world.now)
    this.#events.event(set, 'Warning', 'FailedDaemonPod', `${what} kill it`, { rule: 'DS-4' })
  }

  /** False: something was refused. */
  // controller-manager: pkg/controller/daemon/daemon_controller.go syncNodes (v1.36)
  #act(set: DaemonSet, { nodes, deletions }: DaemonPlan, hash: string): boolean {
    const wanted = nodes.slice(0, BURST)
    let closing = false
    const made = slowStartBatch(wanted, (node) => {
      const { pod, refusal } = this.#control.create(set, daemonPod(set, node, hash), 'DS-1')
      if (pod) this.#pods.add(pod)
      if (refusal && isNamespaceTerminating(refusal)) closing = true
      return pod !== undefined
    })
    let done = closing || made === wanted.length
    for (const { pod, because } of deletions.slice(0, BURST)) {
      done = this.#control.delete(set, pod, DELETION_RULES[because]) && done
    }
    return done
  }

  // controller-manager: pkg/controller/daemon/update.go cleanupHistory (v1.36)
  #truncate(set: DaemonSet, { update, all }: History, { pods }: DaemonState): void {
    const live = new Set([...pods.values()].flat().map(hashOf))
    const old = all.filter((revision) => revision !== update)
    // Those that Pods are of count among them, and stay.
    const tooMany = Math.max(0, old.length - (set.spec.revisionHistoryLimit ?? 10))
    this.#history.delete(old.filter((revision) => !live.has(hashOfRevision(revision))).slice(0, tooMany))
  }

  #write(set: DaemonSet, state: DaemonState): void {
    const { namespace = DEFAULT_NAMESPACE, name } = set.metadata
    const status = daemonSetStatus(state)
    this.#api.update('DaemonSet', namespace, name, { by: BY, rule: 'DS-1', subresource: 'status' }, (present) =>
      sameValue(present.status, status) ? undefined : { ...present, status },
    )
  }
}

const DELETION_RULES = {
  failed: 'DS-4',
  succeeded: 'DS-4',
  tooMany: 'DS-1',
  misscheduled: 'DS-3',
  noNode: 'DS-3',
  update: 'DS-5',
} as const satisfies Record<DaemonDeletion, RuleId>

function hashOfRevision({ metadata }: ControllerRevision): string {
  return metadata.labels?.[REVISION_HASH_LABEL] ?? ''
}

function selects({ spec }: DaemonSet, { metadata }: Pod): boolean {
  return spec.selector !== undefined && matches(spec.selector, metadata.labels ?? {})
}
