import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import type { Timer } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { World } from '../world/world.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'

// kubelet: kubelet.go genericPlegRelistPeriod (v1.36)
const RELIST_PERIOD = SECOND

/** What a relist found out about a Pod: one per container or sandbox whose state is another one. */
export interface PlegEvent {
  readonly kind: 'started' | 'died'
  readonly id: string
  readonly cause: number | undefined
}

/** What the runtime says of one Pod: the status, and the state of each container and sandbox by id. */
export interface RuntimeReading {
  readonly status: PodRuntimeStatus
  readonly states: ReadonlyMap<string, { readonly state: string; readonly cause: number | undefined }>
}

/**
 * The kubelet's eye on the runtime. It looks once a second; here a look takes place only when something has changed or
 * somebody waits for a look, at the instant at which the next one is due.
 */
// kubelet: pleg/generic.go (v1.36)
export class Pleg {
  readonly #world: World
  readonly #read: (uid: string, last?: RuntimeReading) => RuntimeReading
  readonly #onEvents: (uid: string, events: readonly PlegEvent[]) => void
  readonly #phase: number
  readonly #cache = new Map<string, RuntimeReading>()
  #lastRelist: Time = -1
  #timer: Timer | undefined
  #afterRelist = new Trigger<void>()

  constructor(
    world: World,
    read: (uid: string, last?: RuntimeReading) => RuntimeReading,
    onEvents: (uid: string, events: readonly PlegEvent[]) => void,
  ) {
    this.#world = world
    this.#read = read
    this.#onEvents = onEvents
    this.#phase = world.assumptions.relistPhase
  }

  get(uid: string): PodRuntimeStatus | undefined {
    return this.#cache.get(uid)?.status
  }

  /** The runtime has changed: the next relist will see it. */
  noteChange(): void {
    this.#schedule(this.#world.now)
  }

  /** Waits for a look at this Pod that is newer than `after`. */
  // kubelet: container/cache.go GetNewerThan (v1.36)
  *getNewerThan(uid: string, after: Time): Task<PodRuntimeStatus> {
    for (;;) {
      const record = this.#cache.get(uid)
      if (record && record.status.at > after) return record.status
      // A relist that found nothing new did not take place here, but it would have: what is known is as new as it.
      if (after < 0 || this.#lastDue() > after) return record?.status ?? this.#look(uid).status
      this.#schedule(after + 1)
      yield* waitFor(this.#afterRelist)
    }
  }

  /** Looks at one Pod now, without waiting for the next relist. */
  // kubelet: pleg/generic.go RequestRelist, relistPod (PLEGOnDemandRelist, v1.36)
  relistPod(uid: string): void {
    this.#world.kernel.after(this.#world.assumptions.relistTime, () => {
      this.#compare(uid)
      this.#tellWaiting()
    })
  }

  remove(uid: string): void {
    this.#cache.delete(uid)
  }

  /** When the last relist was due, whether it was needed or not. */
  #lastDue(): Time {
    const period = this.#period()
    return this.#phase + Math.floor((this.#world.now - this.#phase) / period) * period
  }

  /** The next one starts a second after the one before has ended. */
  #period(): Duration {
    return RELIST_PERIOD + this.#world.assumptions.relistTime
  }

  #schedule(notBefore: Time): void {
    const { kernel } = this.#world
    const period = this.#period()
    const earliest = Math.max(notBefore, kernel.now, this.#lastRelist + 1)
    const due = this.#phase + Math.max(0, Math.ceil((earliest - this.#phase) / period)) * period
    if (this.#timer?.run) {
      if (this.#timer.at <= due) return
      kernel.cancel(this.#timer)
    }
    this.#timer = kernel.at(due, () => this.#relist())
  }

  #relist(): void {
    this.#lastRelist = this.#world.now
    for (const uid of this.#cache.keys()) this.#compare(uid)
    this.#tellWaiting()
  }

  #tellWaiting(): void {
    const waiting = this.#afterRelist
    this.#afterRelist = new Trigger<void>()
    waiting.fire(undefined)
  }

  /** What it says is no news: nothing was known of the Pod. */
  #look(uid: string): RuntimeReading {
    let record = this.#cache.get(uid)
    if (!record) {
      record = { status: this.#read(uid).status, states: new Map() }
      this.#cache.set(uid, record)
    }
    return record
  }

  // kubelet: pleg/generic.go generateEvents (v1.36)
  #compare(uid: string): void {
    const record = this.#cache.get(uid)
    if (!record) return
    const reading = this.#read(uid, record)
    const { states } = reading
    this.#cache.set(uid, reading)
    if (states === record.states) return
    const events: PlegEvent[] = []
    for (const [id, { state, cause }] of states) {
      if (record.states.get(id)?.state === state) continue
      if (state === 'running') events.push({ kind: 'started', id, cause })
      else if (state === 'exited') events.push({ kind: 'died', id, cause })
    }
    for (const [id, { state }] of record.states) {
      if (!states.has(id) && state !== 'exited') events.push({ kind: 'died', id, cause: undefined })
    }
    if (events.length > 0) this.#onEvents(uid, events)
  }
}
