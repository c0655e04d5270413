import { type Duration, MINUTE, rfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Node } from '../../../manifest/object/node.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { PodCondition, PodStatus } from '../../../manifest/pod/status.ts'
import type { RuleId } from '../../../trace/rule.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { Scope, Timer } from '../../kernel/kernel.ts'
import type { Trigger } from '../../kernel/trigger.ts'
import type { World } from '../../world/world.ts'
import type { NodePressure } from '../node-status.ts'
import type { PodState } from '../pod-state.ts'
import type { WorkerUpdate } from '../pod-worker.ts'
import { excessOf, hasStorageLimit, volumeUsage } from './local-storage.ts'
import { diskUsed, type NodeMeasured, observationsOf, usageOf } from './observe.ts'
import { rankedPods } from './ranked-pods.ts'
import { type EvictionConfig, IMMEDIATE_GRACE_SECONDS, NO_PRESSURE, synchronize, type Verdict } from './synchronize.ts'
import { leastOf, type Starved } from './thresholds.ts'

// kubelet: kubelet.go evictionMonitoringPeriod (v1.36)
const MONITORING_PERIOD: Duration = 10 * SECOND
// kubelet: kubelet.go NewMainKubelet, apis/config/v1beta1/defaults.go VolumeStatsAggPeriod (v1.36)
const VOLUME_STATS_PERIOD: Duration = MINUTE
// kubelet: eviction/eviction_manager.go podCleanupPollFreq (v1.36)
const CLEANUP_POLL: Duration = SECOND

interface Evictable {
  readonly pod: Pod
  readonly state: PodState
  readonly terminatingAt: Time | undefined
  readonly terminatedAt: Time | undefined
  readonly finished: boolean
  readonly whenFinished: Trigger<void>
  update(update: WorkerUpdate): void
}

export interface EvictionSurroundings {
  readonly measured: NodeMeasured
  node(): Node
  workers(): Iterable<Evictable>
  /** The node is under other pressures than before. */
  onConditions(): void
}

/**
 * Evicts Pods: one that has written more than it may, and those that have to go because their node has too little
 * left. The kubelet looks every ten seconds; here a look is due only where something has grown beyond a mark, and
 * goes on while there is too little.
 */
// kubelet: eviction/eviction_manager.go (v1.36)
export class EvictionManager {
  readonly #world: World
  readonly #events: EventRecorder
  readonly #config: EvictionConfig
  readonly #around: EvictionSurroundings
  readonly #scope: Scope | undefined
  readonly #due = new Set<string>()
  /** Pods whose volumes have grown since they were measured. */
  readonly #unmeasured = new WeakSet<PodState>()
  /** What was in each Pod's volumes when they were measured. */
  readonly #volumes = new WeakMap<PodState, ReadonlyMap<string, number>>()
  /** More on the disk than this can be too much. */
  readonly #diskMark: number
  /** No less than what is on the disk. */
  #diskBound: number | undefined
  /** Where in its ten seconds it looks: they count from the end of the last look. */
  #phase: Time
  #state = NO_PRESSURE
  #next: Timer | undefined
  #looked: Time = -1
  #waiting = false

  /** Belongs to the scope that it is made in. */
  constructor(world: World, events: EventRecorder, config: EvictionConfig, around: EvictionSurroundings) {
    this.#world = world
    this.#events = events
    this.#config = config
    this.#around = around
    this.#scope = world.kernel.scope
    this.#phase = world.assumptions.evictionPhase % MONITORING_PERIOD
    const { memory, diskBytes } = around.measured
    this.#diskMark = diskBytes - leastOf(config.thresholds, 'ephemeral-storage', diskBytes)
    const leave = memory.watch({
      bytes: memory.capacity - leastOf(config.thresholds, 'memory', memory.capacity) + 1,
      reached: () => {
        if (this.#scope?.ended) leave()
        else this.note()
      },
    })
  }

  /** What its node is under, as of the last look. */
  get conditions(): readonly NodePressure[] {
    return this.#state.conditions
  }

  /** There may be too little of something: the next look will tell. */
  note(): void {
    if (this.#waiting) return
    const { kernel } = this.#world
    const tick = this.#tickAfter(kernel.now)
    const at = tick === this.#looked ? tick + MONITORING_PERIOD : tick
    kernel.within(this.#scope, () => this.#lookAt(at, false))
  }

  /** Something of the Pod's has grown: it is measured at the next look that can know of it. */
  noteGrowth(worker: Evictable, bytes: number): void {
    const { kernel, assumptions } = this.#world
    this.#noteDisk(bytes)
    const { uid } = worker.state.ref
    if (this.#due.has(uid) || worker.terminatingAt !== undefined || !hasStorageLimit(worker.pod)) return
    this.#due.add(uid)
    kernel.at(this.#tickAfter(kernel.now + assumptions.diskUsageAge), () => {
      this.#due.delete(uid)
      this.#lookAtLimits(worker)
    })
    this.#measureVolumes(worker)
  }

  /** What is in volumes is measured once a minute; the next look after that knows of it. */
  // kubelet: server/stats/fs_resource_analyzer.go, kubelet.go VolumeStatsAggPeriod (v1.36)
  #measureVolumes(worker: Evictable): void {
    const { kernel, assumptions } = this.#world
    if (this.#unmeasured.has(worker.state)) return
    this.#unmeasured.add(worker.state)
    const phase = assumptions.volumeStatsPhase % VOLUME_STATS_PERIOD
    const periods = Math.max(0, Math.ceil((kernel.now - phase) / VOLUME_STATS_PERIOD))
    kernel.at(phase + periods * VOLUME_STATS_PERIOD, () => {
      this.#unmeasured.delete(worker.state)
      if (worker.terminatingAt !== undefined) return
      this.#volumes.set(worker.state, volumeUsage(worker.pod, worker.state))
      kernel.at(this.#tickAfter(kernel.now), () => this.#lookAtLimits(worker))
    })
  }

  #noteDisk(bytes: number): void {
    this.#diskBound = this.#diskBound === undefined ? this.diskUsed() : this.#diskBound + bytes
    if (this.#diskBound <= this.#diskMark) return
    this.#diskBound = this.diskUsed()
    if (this.#diskBound > this.#diskMark) this.note()
  }

  /** Bytes on the node's disk that Pods or something outside of them have written. */
  diskUsed(): number {
    return diskUsed(
      this.#around.measured,
      [...this.#around.workers()].map(({ pod, state, finished }) => ({ pod, state, ended: finished })),
    )
  }

  #tickAfter(time: Time): Time {
    return this.#phase + Math.max(0, Math.ceil((time - this.#phase) / MONITORING_PERIOD)) * MONITORING_PERIOD
  }

  #lookAt(at: Time, background: boolean): void {
    const { kernel } = this.#world
    if (this.#next?.run && (this.#next.at < at || (this.#next.at === at && !this.#next.background))) return
    if (this.#next) kernel.cancel(this.#next)
    this.#next = kernel.at(at, () => this.#look(), { background })
  }

  // kubelet: eviction/eviction_manager.go localStorageEviction (v1.36)
  #lookAtLimits(worker: Evictable): void {
    if (worker.terminatingAt !== undefined) return
    const message = excessOf(worker.pod, worker.state, this.#volumes.get(worker.state) ?? new Map())
    if (message === undefined) return
    this.#evict(worker, IMMEDIATE_GRACE_SECONDS, message, 'EVICT-1')
  }

  #look(): void {
    const { kernel } = this.#world
    this.#looked = kernel.now
    const active = [...this.#around.workers()].filter(({ terminatedAt }) => terminatedAt === undefined)
    const usages = active.map(({ pod, state }) => usageOf(pod, state))
    this.#diskBound = this.diskUsed()
    const observations = observationsOf(this.#around.measured, this.#diskBound)
    const before = this.#state.conditions
    const verdict = synchronize(this.#config, this.#state, observations, usages, kernel.now)
    this.#state = verdict.state
    if (before.join() !== verdict.state.conditions.join()) this.#around.onConditions()
    const { starved, victim } = verdict
    if (starved === undefined) {
      this.#awaitCalm(verdict)
      return
    }
    this.#events.event(this.#around.node(), 'Warning', 'EvictionThresholdMet', `Attempting to reclaim ${starved}`, {
      rule: 'EVICT-2',
    })
    const worker = active.find(({ pod }) => pod === victim?.usage.pod)
    // With nobody left to evict the look goes on, and can change nothing by itself.
    if (!victim || !worker) this.#lookAt(kernel.now + MONITORING_PERIOD, true)
    else this.#evictFor(starved, worker, verdict, victim)
  }

  /** EVICT-4: nothing changes before the pressure has been gone, or a soft threshold met, for long enough. */
  #awaitCalm({ state }: Verdict): void {
    const { now } = this.#world
    const ends = state.conditions.map(
      (each) => (state.lastObservedAt.get(each) ?? now) + this.#config.pressureTransitionPeriod,
    )
    for (const [{ gracePeriod }, at] of state.firstObservedAt) ends.push(at + gracePeriod)
    if (ends.length > 0) this.#lookAt(this.#tickAfter(Math.max(Math.min(...ends), now + 1)), false)
  }

  #evictFor(starved: Starved, worker: Evictable, { ranking }: Verdict, victim: NonNullable<Verdict['victim']>): void {
    const { kernel } = this.#world
    this.#world.recordCause({
      kind: 'decision',
      pod: worker.state.ref,
      decision: 'evictionRanking',
      value: { starved, order: rankedPods(starved, ranking) },
      rule: 'EVICT-3',
    })
    const condition: PodCondition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'TerminationByKubelet',
      message: victim.message,
      lastProbeTime: null,
      lastTransitionTime: rfc3339(kernel.now),
      observedGeneration: worker.pod.metadata.generation ?? 1,
    }
    this.#waiting = true
    worker.whenFinished.listen(() => {
      if (!this.#scope?.ended) kernel.within(this.#scope, () => this.#onCleanedUp(worker))
    })
    this.#evict(worker, victim.graceSeconds, victim.message, 'EVICT-2', condition)
  }

  /** Whether what it had is free is looked at every second from its end on; then the next look comes at once. */
  // kubelet: eviction/eviction_manager.go waitForPodsCleanup (v1.36)
  #onCleanedUp({ terminatedAt }: Evictable): void {
    const { kernel } = this.#world
    const since = terminatedAt ?? kernel.now
    const at = since + Math.max(1, Math.ceil((kernel.now - since) / CLEANUP_POLL)) * CLEANUP_POLL
    this.#waiting = false
    this.#phase = at % MONITORING_PERIOD
    this.#lookAt(at, false)
  }

  // kubelet: eviction/eviction_manager.go evictPod (v1.36)
  #evict(worker: Evictable, graceSeconds: number, message: string, rule: RuleId, condition?: PodCondition): void {
    const seq = this.#events.event(worker.pod, 'Warning', 'Evicted', message, { rule })
    const { kernel } = this.#world
    const status = (before: PodStatus): PodStatus => ({
      ...before,
      phase: 'Failed',
      reason: 'Evicted',
      message,
      ...(condition ? { conditions: [condition, ...withoutType(before.conditions, condition.type)] } : {}),
    })
    kernel.because(seq ?? kernel.cause, () =>
      worker.update({
        pod: worker.pod,
        kill: {
          graceSeconds,
          removeContainers: condition === undefined,
          ofVolume: message.startsWith('Usage of EmptyDir'),
          status,
        },
      }),
    )
  }
}

function withoutType(conditions: readonly PodCondition[] = [], type: string): PodCondition[] {
  return conditions.filter((condition) => condition.type !== type)
}
