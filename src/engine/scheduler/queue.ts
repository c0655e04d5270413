import { Heap } from '../../lib/heap.ts'
import { MINUTE, SECOND, type Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import { backoffTime } from './back-off.ts'
import type { ClusterEvent } from './cluster-event.ts'
import type { FilterPlugin } from './plugin.ts'
import { FILTER_PLUGINS } from './plugins/plugins.ts'
import { keptOut } from './plugins/scheduling-gates.ts'
import type { PodInfo } from './pod-info.ts'

// scheduler: backend/queue/scheduling_queue.go DefaultPodMaxInUnschedulablePodsDuration, flush interval (v1.36)
const MAX_IN_POOL = 5 * MINUTE
const FLUSH_PERIOD = 30 * SECOND

/** A Pod on its way to a node. */
export interface QueuedPod {
  info: PodInfo
  where: 'active' | 'backOff' | 'unschedulable' | 'gated' | 'inFlight'
  /** When it came to where it is. */
  since: Time
  /** Attempts that ended with no node. */
  attempts: number
  lastAttempt: Time
  /** The plugins that said no at the last attempt. */
  rejectedBy: ReadonlySet<string>
  /** What brought it into the queue the last time. */
  cause: Seq | undefined
}

/**
 * The Pods that want a node: those to be tried, those in back-off, and those that wait for something to change.
 * Times are handed in; whoever owns the queue pops once for each Pod that it is told is ready.
 */
// scheduler: backend/queue/scheduling_queue.go PriorityQueue (v1.36)
export class SchedulingQueue {
  readonly #pods = new Map<string, QueuedPod>()
  readonly #active = new Line(byPriority)
  readonly #backOff = new Line(byBackOff)
  /** In the order in which they came. */
  readonly #waiting = new Set<QueuedPod>()
  readonly #plugins: ReadonlyMap<string, FilterPlugin>

  constructor(plugins: readonly FilterPlugin[] = FILTER_PLUGINS) {
    this.#plugins = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  }

  get(uid: string): QueuedPod | undefined {
    return this.#pods.get(uid)
  }

  /** A Pod without a node came. True: it is to be tried. */
  add(info: PodInfo, now: Time, cause: Seq | undefined): boolean {
    const gated = keptOut(info.pod)
    const pod: QueuedPod = {
      ...{ info, where: 'gated', since: now, attempts: 0, lastAttempt: now, rejectedBy: new Set<string>(), cause },
    }
    this.#pods.set(info.uid, pod)
    if (!gated) this.#put(pod, 'active', now)
    return !gated
  }

  /** A waiting Pod changed. True: it is to be tried now. */
  update(info: PodInfo, now: Time, cause: Seq | undefined): boolean {
    const pod = this.#pods.get(info.uid)
    if (!pod) return this.add(info, now, cause)
    const before = pod.info
    pod.info = info
    if (pod.where === 'gated') {
      if (keptOut(info.pod)) return false
      pod.cause = cause
      this.#put(pod, 'active', now)
      return true
    }
    if (pod.where !== 'unschedulable' || before.pod.spec === info.pod.spec) {
      if (pod.where !== 'unschedulable' || before.labels === info.labels) return false
    }
    return this.#moveIfHelped(pod, { kind: 'itself', before, pod: info }, now, cause)
  }

  remove(uid: string): void {
    const pod = this.#pods.get(uid)
    if (!pod) return
    this.#pods.delete(uid)
    this.#leave(pod)
  }

  /** The next one: the highest priority first, then the one that has waited longest. When nothing is active, out of the back-off. */
  pop(): QueuedPod | undefined {
    const next = this.#active.take() ?? this.#backOff.take()
    if (next) next.where = 'inFlight'
    return next
  }

  /** An attempt found no node. */
  addUnschedulable(pod: QueuedPod, rejectedBy: ReadonlySet<string>, now: Time): void {
    if (!this.#pods.has(pod.info.uid)) return
    pod.attempts++
    pod.lastAttempt = now
    pod.rejectedBy = rejectedBy
    this.#put(pod, 'unschedulable', now)
  }

  /** Something happened. Returns how many Pods are to be tried because of it. */
  // scheduler: backend/queue/scheduling_queue.go MoveAllToActiveOrBackoffQueue (v1.36)
  moveOn(event: ClusterEvent, now: Time, cause: Seq | undefined): number {
    let moved = 0
    for (const pod of [...this.#waiting]) if (this.#moveIfHelped(pod, event, now, cause)) moved++
    return moved
  }

  /** When the next Pod will have waited too long without anything happening; undefined: none waits. */
  // scheduler: backend/queue/scheduling_queue.go flushUnschedulablePodsLeftover (v1.36)
  nextFlush(): Time | undefined {
    const oldest = this.#waiting.values().next()
    if (oldest.done) return undefined
    return (Math.floor((oldest.value.since + MAX_IN_POOL) / FLUSH_PERIOD) + 1) * FLUSH_PERIOD
  }

  /** Returns how many Pods are to be tried since they have waited long enough. */
  flush(now: Time): number {
    let moved = 0
    for (const pod of this.#waiting) {
      if (now - pod.since <= MAX_IN_POOL) break
      pod.cause = undefined
      this.#requeue(pod, now)
      moved++
    }
    return moved
  }

  // scheduler: backend/queue/scheduling_queue.go isPodWorthRequeuing (v1.36)
  #moveIfHelped(pod: QueuedPod, event: ClusterEvent, now: Time, cause: Seq | undefined): boolean {
    const { rejectedBy, info } = pod
    const helped =
      rejectedBy.size === 0 ||
      [...rejectedBy].some((name) => this.#plugins.get(name)?.isSchedulableAfter(info, event) ?? false)
    if (!helped) return false
    pod.cause = cause
    this.#requeue(pod, now)
    return true
  }

  #requeue(pod: QueuedPod, now: Time): void {
    this.#put(pod, backoffTime(pod.lastAttempt, pod.attempts) > now ? 'backOff' : 'active', now)
  }

  #put(pod: QueuedPod, where: 'active' | 'backOff' | 'unschedulable', now: Time): void {
    this.#leave(pod)
    pod.where = where
    pod.since = now
    if (where === 'active') this.#active.add(pod)
    else if (where === 'backOff') this.#backOff.add(pod)
    else this.#waiting.add(pod)
  }

  #leave(pod: QueuedPod): void {
    this.#active.leave(pod)
    this.#backOff.leave(pod)
    this.#waiting.delete(pod)
  }
}

interface Place {
  readonly pod: QueuedPod
  readonly number: number
}

/** Pods in an order of their own; of equals the first that came. Who leaves is passed over when its turn comes. */
class Line {
  readonly #heap: Heap<Place>
  readonly #places = new Map<QueuedPod, Place>()
  #next = 0

  constructor(compare: (a: QueuedPod, b: QueuedPod) => number) {
    this.#heap = new Heap((a, b) => (compare(a.pod, b.pod) || a.number - b.number) < 0)
  }

  add(pod: QueuedPod): void {
    const place = { pod, number: this.#next++ }
    this.#places.set(pod, place)
    this.#heap.push(place)
  }

  leave(pod: QueuedPod): void {
    this.#places.delete(pod)
  }

  take(): QueuedPod | undefined {
    for (let place = this.#heap.pop(); place; place = this.#heap.pop()) {
      if (this.#places.get(place.pod) !== place) continue
      this.#places.delete(place.pod)
      return place.pod
    }
    return undefined
  }
}

// scheduler: plugins/queuesort/priority_sort.go Less (v1.36)
function byPriority(a: QueuedPod, b: QueuedPod): number {
  return b.info.priority - a.info.priority || a.since - b.since
}

function byBackOff(a: QueuedPod, b: QueuedPod): number {
  return backoffTime(a.lastAttempt, a.attempts) - backoffTime(b.lastAttempt, b.attempts) || byPriority(a, b)
}
