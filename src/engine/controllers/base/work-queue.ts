import type { Duration } from '../../../lib/time.ts'
import type { Kernel, Timer } from '../../kernel/kernel.ts'
import type { Task } from '../../kernel/task.ts'

/** How long a key waits that failed: twice as long after each failure. */
export interface RateLimit {
  readonly first: Duration
  readonly most: Duration
}

// client-go: util/workqueue/default_rate_limiters.go DefaultTypedControllerRateLimiter (v1.36)
const DEFAULT_RATE_LIMIT: RateLimit = { first: 5, most: 1_000_000 }

/**
 * A controller's queue of keys, with one worker. A key that waits is not entered again; one that comes while it is
 * worked on is worked on once more. A worker that is free takes a key at once, so what hears of the same thing acts in
 * the order in which it hears.
 */
// client-go: util/workqueue/queue.go, delaying_queue.go, rate_limiting_queue.go (v1.36)
export class WorkQueue {
  readonly #kernel: Kernel
  readonly #sync: (key: string) => void | Task<void>
  readonly #limit: RateLimit
  /** What is to be entered later. */
  readonly #waiting = new Map<string, Timer>()
  /** What is to be worked on, in this order. */
  readonly #dirty = new Set<string>()
  readonly #failures = new Map<string, number>()
  #busy = false
  #processing: string | undefined
  /** What is worked on was entered meanwhile. */
  #again = false

  /** `sync` does what is to be done for a key; where that takes time it is a task. */
  constructor(kernel: Kernel, sync: (key: string) => void | Task<void>, limit: RateLimit = DEFAULT_RATE_LIMIT) {
    this.#kernel = kernel
    this.#sync = sync
    this.#limit = limit
  }

  // client-go: queue.go Add (v1.36)
  add(key: string): void {
    if (key === this.#processing) this.#again = true
    else this.#dirty.add(key)
    if (!this.#busy) this.#work()
  }

  /**
   * Enters a key later: of several calls for one key the earliest counts. After 0 it is entered behind what goes on at
   * this instant already. `background`: what is tried again only in case that something else has changed.
   */
  // client-go: delaying_queue.go AddAfter, insert (v1.36)
  addAfter(key: string, delay: Duration, background = false): void {
    const due = this.#kernel.now + Math.max(0, delay)
    const waiting = this.#waiting.get(key)
    if (waiting && waiting.at <= due && (background || !waiting.background)) return
    if (waiting) this.#kernel.cancel(waiting)
    const timer = this.#kernel.at(
      Math.min(due, waiting?.at ?? due),
      () => {
        this.#waiting.delete(key)
        this.add(key)
      },
      { background: background && (waiting?.background ?? true) },
    )
    this.#waiting.set(key, timer)
  }

  /** Enters a key that failed, after a while that grows. */
  // client-go: rate_limiting_queue.go AddRateLimited; default_rate_limiters.go TypedItemExponentialFailureRateLimiter.When (v1.36)
  addRateLimited(key: string, background = false): void {
    const failures = this.#failures.get(key) ?? 0
    this.#failures.set(key, failures + 1)
    this.addAfter(key, Math.min(this.#limit.most, this.#limit.first * 2 ** failures), background)
  }

  /** The key has not failed this time. */
  // client-go: rate_limiting_queue.go Forget (v1.36)
  forget(key: string): void {
    this.#failures.delete(key)
  }

  /** Nothing is left to be done for the key. True: it was waiting for its time. */
  drop(key: string): boolean {
    const waiting = this.#waiting.get(key)
    if (waiting) this.#kernel.cancel(waiting)
    this.#dirty.delete(key)
    if (key === this.#processing) this.#again = false
    this.#failures.delete(key)
    return this.#waiting.delete(key)
  }

  #work(): void {
    this.#busy = true
    for (let key = this.#next(); key !== undefined; key = this.#next()) {
      const task = this.#sync(key)
      if (!task) continue
      this.#kernel.spawn(this.#goOn(task))
      return
    }
    this.#busy = false
  }

  *#goOn(begun: Task<void>): Task<void> {
    yield* begun
    for (let key = this.#next(); key !== undefined; key = this.#next()) {
      const task = this.#sync(key)
      if (task) yield* task
    }
    this.#busy = false
  }

  // client-go: queue.go Done, Get (v1.36)
  #next(): string | undefined {
    if (this.#again && this.#processing !== undefined) this.#dirty.add(this.#processing)
    const [key] = this.#dirty
    if (key !== undefined) this.#dirty.delete(key)
    this.#processing = key
    this.#again = false
    return key
  }
}
