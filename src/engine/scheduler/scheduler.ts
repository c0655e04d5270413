import { MINUTE } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { EventRecorder } from '../apiserver/event-recorder.ts'
import { EventSeries } from '../apiserver/event-series.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { WatchEvent } from '../apiserver/store.ts'
import type { Timer } from '../kernel/kernel.ts'
import type { World } from '../world/world.ts'
import { type Attempt, attempt } from './attempt.ts'
import { bindVolumes, claimsBound } from './bind-volumes.ts'
import { SchedulerCache } from './cache.ts'
import type { ClusterEvent } from './cluster-event.ts'
import type { Cycle } from './plugin.ts'
import { type PodInfo, podInfo, refOf, sameForOthers } from './pod-info.ts'
import { type QueuedPod, SchedulingQueue } from './queue.ts'
import { BY, OutcomeWriter } from './write-outcome.ts'

// scheduler: plugins/volumebinding DefaultBindTimeoutSeconds (v1.36)
const BIND_TIMEOUT = 10 * MINUTE
const STORAGE_KINDS = ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'] as const

/** Binds Pods to nodes, and says of those that fit nowhere why. */
// scheduler: scheduler.go, eventhandlers.go, schedule_one.go (v1.36)
export class Scheduler {
  readonly #world: World
  readonly #api: ApiServer
  readonly #write: OutcomeWriter
  readonly #cache = new SchedulerCache()
  readonly #queue = new SchedulingQueue()
  /** Pods that others make room for, by uid. */
  readonly #nominated = new Map<string, { readonly info: PodInfo; readonly node: string }>()
  /** Bound by us a moment ago: nobody has told us of it yet. */
  readonly #assumed = new Set<string>()
  /** They have a node, and wait until their claims are bound. */
  readonly #bindingVolumes = new Map<
    string,
    { readonly cycle: Cycle; readonly queued: QueuedPod; readonly node: string }
  >()
  #start = 0
  #flush: Timer | undefined

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#write = new OutcomeWriter(world, api, new EventRecorder(world, { name: BY }, new EventSeries()))
    api.watch('Node', (event) => this.#hearOfNode(event))
    api.watch('Pod', (event) => this.#hearOfPod(event))
    for (const kind of STORAGE_KINDS) api.watch(kind, ({ object }) => this.#hearOfStorage(object))
    // Terms that choose namespaces by their labels mean others now.
    api.watch('Namespace', () => this.#cache.counts.forget())
  }

  #hearOfNode({ type, object }: WatchEvent): void {
    const node = object as Node
    const before = this.#cache.node(node.metadata.name)?.node
    if (type === 'DELETED') {
      this.#cache.removeNode(node.metadata.name)
      this.#happened({ kind: 'nodeDeleted', node })
      return
    }
    this.#cache.setNode(node)
    this.#happened(before ? { kind: 'nodeUpdated', before, node } : { kind: 'nodeAdded', node })
  }

  #hearOfStorage(object: KubeObject): void {
    for (const [uid, { cycle, queued, node }] of this.#bindingVolumes) {
      if (!claimsBound(cycle)) continue
      this.#bindingVolumes.delete(uid)
      this.#bind(queued.info, node)
    }
    this.#happened({ kind: 'storage', object })
  }

  /** A Pod that has ended is as good as gone: the scheduler does not watch it any more. */
  // scheduler: scheduler.go newPodInformer (v1.36)
  #hearOfPod({ type, object }: WatchEvent): void {
    const pod = object as Pod
    const uid = pod.metadata.uid ?? ''
    const known = this.#cache.pod(uid)
    if (type === 'DELETED' || isTerminal(pod.status.phase)) {
      const promised = this.#nominated.get(uid)
      this.#forget(uid)
      if (known ?? promised) this.#happened({ kind: 'podGone', pod: known ?? (promised as { info: PodInfo }).info })
    } else if (pod.spec.nodeName) this.#hearOfAssigned(pod, known)
    else if (!known && isOurs(pod)) this.#hearOfWaiting(pod)
  }

  #forget(uid: string): void {
    this.#queue.remove(uid)
    this.#nominated.delete(uid)
    this.#bindingVolumes.delete(uid)
    this.#assumed.delete(uid)
    this.#cache.removePod(uid)
  }

  #hearOfAssigned(pod: Pod, known: PodInfo | undefined): void {
    const info = podInfo(pod, known)
    this.#cache.setPod(info, pod.spec.nodeName ?? '')
    if (!known || this.#assumed.delete(info.uid)) {
      this.#queue.remove(info.uid)
      this.#nominated.delete(info.uid)
      this.#happened({ kind: 'podAssigned', pod: info })
    } else if (!sameForOthers(known, info)) this.#happened({ kind: 'podUpdated', before: known, pod: info })
  }

  #hearOfWaiting(pod: Pod): void {
    const { now, kernel } = this.#world
    const info = podInfo(pod, this.#queue.get(pod.metadata.uid ?? '')?.info)
    const { nominatedNodeName } = pod.status
    if (nominatedNodeName) this.#nominated.set(info.uid, { info, node: nominatedNodeName })
    if (this.#queue.update(info, now, kernel.cause)) this.#wake(1)
  }

  /** SCHED-4 */
  #happened(event: ClusterEvent): void {
    const { now, kernel } = this.#world
    this.#wake(this.#queue.moveOn(event, now, kernel.cause))
  }

  /** As many attempts as Pods are ready; whose turn it is shows when an attempt begins. */
  #wake(count: number): void {
    const { kernel, assumptions } = this.#world
    for (let i = 0; i < count; i++) kernel.after(assumptions.schedulingLatency, () => this.#scheduleOne())
  }

  #scheduleOne(): void {
    const queued = this.#queue.pop()
    if (!queued) return
    const { kernel, now } = this.#world
    kernel.cause = queued.cause
    const { namespace, name, uid } = queued.info
    const pod = this.#api.get('Pod', namespace, name)
    if (!pod || pod.metadata.uid !== uid || pod.spec.nodeName) {
      this.#queue.remove(uid)
      return
    }
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.#queue.remove(uid)
      this.#write.failEvent(pod, `skip schedule deleting pod: ${namespace}/${name}`)
      return
    }
    queued.info = podInfo(pod, queued.info)
    const cycle = { pod: queued.info, cache: this.#cache, objects: this.#api }
    const tried = attempt(cycle, (node) => this.#nominatedOn(node), this.#start)
    const nodes = this.#cache.nodes.length
    if (nodes > 0) this.#start = (this.#start + tried.examined) % nodes
    if (tried.node) this.#assume(queued, cycle, tried)
    else this.#fail(queued, tried, now)
  }

  #nominatedOn(node: string): PodInfo[] {
    if (this.#nominated.size === 0) return []
    return [...this.#nominated.values()].filter((each) => each.node === node).map(({ info }) => info)
  }

  /** The Pod counts as being on its node from now on, though it is bound only when its claims are. */
  // scheduler: schedule_one.go assumeAndReserve, bindingCycle (v1.36)
  #assume(queued: QueuedPod, cycle: Cycle, { node, decision }: Attempt): void {
    if (!node) return
    const { info } = queued
    const { namespace, name, uid } = info
    this.#world.recordCause({
      kind: 'decision',
      pod: { namespace, name, uid },
      decision: 'schedule',
      value: decision,
      rule: 'SCHED-1',
    })
    this.#queue.remove(uid)
    this.#nominated.delete(uid)
    this.#cache.setPod(info, node.name)
    if (info.claims.length === 0 || bindVolumes(this.#api, cycle, node)) {
      this.#bind(info, node.name)
      return
    }
    const waiting = { cycle, queued, node: node.name }
    this.#bindingVolumes.set(uid, waiting)
    const { kernel } = this.#world
    kernel.after(BIND_TIMEOUT, () => this.#giveUpOnVolumes(uid, waiting), { background: true })
  }

  #bind(info: PodInfo, node: string): void {
    this.#assumed.add(info.uid)
    this.#write.bind(info, node)
  }

  #giveUpOnVolumes(uid: string, waiting: { readonly queued: QueuedPod }): void {
    if (this.#bindingVolumes.get(uid) !== waiting) return
    const { now } = this.#world
    const { info } = waiting.queued
    this.#forget(uid)
    const message = 'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded'
    this.#write.fail(info, message, undefined, 'SchedulerError')
    // An error, not a rejection: it is tried again as soon as its back-off lets it.
    if (this.#queue.add(info, now, this.#world.kernel.cause)) this.#wake(1)
  }

  #fail(queued: QueuedPod, { decision, candidate, rejectedBy }: Attempt, now: number): void {
    if (decision.kind !== 'unschedulable') return
    const { info } = queued
    const { namespace, name, uid } = info
    const { message } = decision
    const pod = { namespace, name, uid }
    this.#world.recordCause({
      kind: 'decision',
      pod,
      decision: 'schedule',
      value: decision,
      rule: 'SCHED-2',
    })
    this.#queue.addUnschedulable(queued, rejectedBy, now)
    this.#watchTheClock()
    if (candidate) {
      const { victims, node } = candidate
      const value = { node: node.name, victims: victims.map(refOf) }
      this.#world.recordCause({ kind: 'decision', pod, decision: 'preempt', value, rule: 'PREEMPT-1' })
      for (const other of this.#nominatedOn(candidate.node.name)) {
        if (other.priority >= info.priority) continue
        this.#nominated.delete(other.uid)
        this.#write.forgetPromise(other)
      }
      this.#nominated.set(uid, { info, node: candidate.node.name })
      this.#write.evictVictims(info, candidate)
    }
    this.#write.fail(info, message, candidate?.node.name)
  }

  /** SCHED-4: who has waited long without anything happening is tried again all the same. */
  #watchTheClock(): void {
    if (this.#flush?.run) return
    const { kernel } = this.#world
    const at = this.#queue.nextFlush()
    if (at === undefined) return
    const due = (): void => {
      this.#wake(this.#queue.flush(kernel.now))
      this.#watchTheClock()
    }
    this.#flush = kernel.within(undefined, () =>
      kernel.because(undefined, () => kernel.at(Math.max(at, kernel.now + 1), due, { background: true })),
    )
  }
}

function isOurs({ spec }: Pod): boolean {
  return (spec.schedulerName ?? BY) === BY
}
