import { type Duration, MINUTE, SECOND, type Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { PodStatus } from '../../manifest/pod/status.ts'
import type { Seq } from '../../trace/entry.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import { calculateEffectiveGracePeriod } from './grace-period.ts'
import type { ImageManager } from './image-manager.ts'
import { killPod } from './kill-container.ts'
import type { Pleg } from './pleg.ts'
import type { PodState } from './pod-state.ts'
import { currentStatus, type SyncNeeds, type SyncOutcome, syncPod } from './sync-pod.ts'

// kubelet: apis/config/v1beta1/defaults.go syncFrequency; kubelet.go backOffPeriod; pod_workers.go workerResyncIntervalJitterFactor (v1.36)
const SYNC_FREQUENCY: Duration = MINUTE
const ERROR_BACK_OFF: Duration = 10 * SECOND
const JITTER = 0.5

/** What a worker takes. */
export interface WorkerNeeds extends SyncNeeds {
  readonly images: Pick<ImageManager, 'ensureImageExists' | 'markAssumed' | 'stopWaiting'>
  readonly pleg: Pick<Pleg, 'getNewerThan' | 'relistPod'>
}

export interface WorkerUpdate {
  readonly pod: Pod
  /** Stop it, whatever the API says: evicted, preempted, gone from the API. */
  readonly kill?: {
    readonly graceSeconds?: number
    readonly status?: (status: PodStatus) => PodStatus
    /** What is left of the containers is removed as soon as they have ended. */
    readonly removeContainers?: boolean
    /** It is for what a volume holds: then the end of its containers is seen more often. */
    readonly ofVolume?: boolean
  }
}

/** When a Pod is to be looked at again. */
export type NextSync =
  | { readonly kind: 'now' }
  | {
      readonly kind: 'after'
      readonly delay: Duration
      readonly background: boolean
      readonly rule: 'SYNC-2' | 'SYNC-3' | 'SYNC-4'
    }

/** Decides when the next sync comes, from how this one ended. `random` is uniform in [0, 1). */
// kubelet: pod_workers.go completeWork (v1.36)
export function completeWork(phaseTransition: boolean, outcome: SyncOutcome, now: Time, random: number): NextSync {
  const jitter = (duration: Duration): Duration => Math.floor(duration * (1 + JITTER * random))
  if (phaseTransition || outcome.kind === 'again') return { kind: 'now' }
  switch (outcome.kind) {
    case 'terminal':
    case 'ok':
      return { kind: 'after', delay: jitter(SYNC_FREQUENCY), background: true, rule: 'SYNC-2' }
    case 'backOff':
      return {
        kind: 'after',
        delay: jitter(Math.min(Math.max(outcome.expiresAt - now, 0), MINUTE)),
        background: false,
        rule: 'SYNC-4',
      }
    case 'error':
      return { kind: 'after', delay: jitter(ERROR_BACK_OFF), background: false, rule: 'SYNC-3' }
  }
}

/** The one that acts on a Pod: first to run it, then to stop it, then to clean up after it. One thing at a time. */
// kubelet: pod_workers.go podWorkerLoop, UpdatePod (v1.36)
export class PodWorker {
  readonly state: PodState
  pod: Pod
  terminatingAt: Time | undefined
  terminatedAt: Time | undefined
  /** The Pod as it was at the last update before its end: by it is judged what became of its containers. */
  // kubelet: pod_workers.go requeueLastPodUpdate (v1.36)
  #updated: Pod
  finished = false
  readonly whenFinished = new Trigger<void>()
  readonly #parts: WorkerNeeds
  readonly #requeue: (worker: PodWorker, at: Time, background: boolean) => void
  #graceSeconds = 0
  #killStatus: ((status: PodStatus) => PodStatus) | undefined
  #removeContainers = false
  #ofVolume = false
  #pending: { cause: Seq | undefined } | undefined
  #wake = new Trigger<void>()
  #cancelled = new Trigger<void>()
  #lastSync: Time = -1
  #terminatingSpan: Seq | undefined

  constructor(
    parts: WorkerNeeds,
    pod: Pod,
    state: PodState,
    requeue: (worker: PodWorker, at: Time, background: boolean) => void,
  ) {
    this.#parts = parts
    this.pod = pod
    this.#updated = pod
    this.state = state
    this.#requeue = requeue
  }

  start(): void {
    this.#parts.world.kernel.spawn(this.#run())
  }

  /** Something has happened that calls for a sync. The newest update counts. */
  update(update: WorkerUpdate): void {
    if (this.finished) return
    const { kernel } = this.#parts.world
    this.pod = update.pod
    if (this.terminatedAt === undefined) this.#updated = update.pod
    const deleted = this.pod.metadata.deletionTimestamp !== undefined
    let cancel = false
    if (this.terminatingAt === undefined && (deleted || update.kill || isTerminal(this.pod.status.phase))) {
      this.terminatingAt = kernel.now
      cancel = true
    }
    if (update.kill?.status) this.#killStatus = update.kill.status
    if (update.kill?.removeContainers) this.#removeContainers = true
    if (update.kill?.ofVolume) this.#ofVolume = true
    if (this.terminatingAt !== undefined) {
      const grace = calculateEffectiveGracePeriod(this.#graceSeconds, this.pod, update.kill?.graceSeconds)
      if (this.#graceSeconds !== 0 && grace < this.#graceSeconds) cancel = true
      this.#graceSeconds = grace
    }
    this.#pending = { cause: kernel.cause }
    if (cancel) this.#cancelled.offer(undefined)
    const wake = this.#wake
    this.#wake = new Trigger<void>()
    wake.fire(undefined)
  }

  *#run(): Task<void> {
    const { kernel } = this.#parts.world
    const jitter = this.#parts.world.random(`pod-worker/${this.state.ref.uid}`)
    for (;;) {
      while (!this.#pending) yield* waitFor(this.#wake)
      const { cause } = this.#pending
      this.#pending = undefined
      this.#cancelled = new Trigger<void>()
      const work =
        this.terminatedAt !== undefined ? 'terminated' : this.terminatingAt !== undefined ? 'terminating' : 'sync'
      const runtime = yield* this.#parts.pleg.getNewerThan(this.state.ref.uid, this.#lastSync)
      kernel.cause = cause
      let outcome: SyncOutcome = { kind: 'ok', acted: false }
      let transition = false
      if (work === 'sync') {
        outcome = yield* syncPod(this.#parts, this.pod, this.state, runtime, this.#cancelled)
        if (outcome.kind === 'terminal') {
          transition = this.terminatingAt === undefined
          this.terminatingAt ??= kernel.now
          this.#graceSeconds = calculateEffectiveGracePeriod(this.#graceSeconds, this.pod, undefined)
        }
      } else if (work === 'terminating') {
        yield* this.#terminate()
        transition = true
        this.terminatedAt = kernel.now
      } else {
        yield* this.#cleanUp()
        return
      }
      this.#lastSync = kernel.now
      // PLEG-2: what this sync did is seen at once, not at the next relist.
      if (outcome.kind === 'ok' && outcome.acted) this.#parts.pleg.relistPod(this.state.ref.uid)
      if (outcome.kind === 'again') {
        this.#parts.pleg.relistPod(this.state.ref.uid)
        this.#pending = { cause: kernel.cause }
      }
      if (this.#pending) continue
      const next = completeWork(transition, outcome, kernel.now, jitter.next())
      const at = next.kind === 'now' ? kernel.now : kernel.now + next.delay
      if (next.kind === 'after' && !next.background) {
        this.#parts.world.recordCause({
          kind: 'decision',
          pod: this.state.ref,
          decision: 'completeWork',
          value: { nextSyncAt: at, delayMs: next.delay },
          rule: next.rule,
        })
      }
      this.#requeue(this, at, next.kind === 'after' && next.background)
    }
  }

  // kubelet: kubelet.go SyncTerminatingPod (v1.36)
  *#terminate(): Task<void> {
    const { world, status, probes } = this.#parts
    const before = currentStatus(this.#parts, this.pod, this.state, this.state.read(world.now).status, false)
    status.setPodStatus(this.pod, this.#killStatus ? this.#killStatus(before) : before, 'TERM-1')
    this.#terminatingSpan = world.recordCause({
      kind: 'span',
      pod: this.state.ref,
      span: { kind: 'terminating', graceMs: this.#graceSeconds * SECOND },
      rule: 'TERM-1',
    })
    this.state.ended = true
    probes.stopLivenessAndStartup(this.pod)
    yield* killPod(this.#parts, this.pod, this.state, this.#graceSeconds)
    probes.removePod(this.pod)
    if (this.#removeContainers) this.#removeOrSee()
    for (const [, span] of this.state.backOffSpans) {
      world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'cancelled' } })
    }
    this.state.backOffSpans.clear()
    this.#parts.images.stopWaiting(this.state.ref.uid)
    const after = currentStatus(this.#parts, this.pod, this.state, this.state.read(world.now).status, true)
    status.setPodStatus(this.pod, this.#killStatus ? this.#killStatus(after) : after, 'PHASE-2')
  }

  /**
   * EVICT-6: an evicted Pod's containers are removed as soon as a relist finds them dead, and their end is read a moment
   * after it: whichever comes first is a race. Recorded: evicted for an emptyDir's size and ended with 0, the end was seen
   * in half of six; in nine other evictions in none.
   */
  // kubelet: kubelet.go syncLoopIteration (plegCh), cleanUpContainersInPod (v1.36)
  #removeOrSee(): void {
    const { world } = this.#parts
    const done = this.state.containers.every(({ exit }) => exit?.exitCode === 0)
    const drawn = world.random(`eviction-race/${this.state.ref.uid}`).next()
    const seen = done && this.#ofVolume ? drawn < SEEN_DONE : drawn >= 1 - SEEN_SELDOM
    world.recordCause({
      kind: 'decision',
      pod: this.state.ref,
      decision: 'cleanUpContainersInPod',
      value: { seen },
      rule: 'EVICT-6',
    })
    if (!seen) this.state.containers.length = 0
    else if (done) this.#killStatus = undefined
  }

  // kubelet: kubelet.go SyncTerminatedPod (v1.36)
  *#cleanUp(): Task<void> {
    const { world, status } = this.#parts
    // Volumes are unmounted; the kubelet looks for that every 100 ms.
    if ((this.pod.spec.volumes ?? []).length > 0) yield UNMOUNT_TIME
    this.state.releaseVolumes()
    const last = currentStatus(this.#parts, this.pod, this.state, this.state.read(world.now).status, true)
    status.setPodStatus(this.pod, this.#killStatus ? this.#killStatus(last) : last, 'PHASE-2')
    status.terminatePod(this.#updated)
    this.finished = true
    this.whenFinished.offer(undefined)
    if (this.#terminatingSpan !== undefined) {
      world.record({ kind: 'spanEnd', opened: this.#terminatingSpan, outcome: { kind: 'done' } })
    }
  }
}

const UNMOUNT_TIME: Duration = 20

/** How often the end of containers is seen before they are removed: where all ended with 0, for a volume's size; and otherwise. */
const SEEN_DONE = 0.5
const SEEN_SELDOM = 0.1
