import type { Duration } from '../../lib/time.ts'
import type { Kernel, Timer } from '../kernel/kernel.ts'

/** A controller's queue: of several calls for one key the earliest counts. */
// client-go: util/workqueue/delaying_queue.go (v1.36)
export class WorkQueue {
  readonly #kernel: Kernel
  readonly #sync: (key: string) => void
  readonly #waiting = new Map<string, Timer>()

  constructor(kernel: Kernel, sync: (key: string) => void) {
    this.#kernel = kernel
    this.#sync = sync
  }

  /** `background`: what is tried again only in case that something else has changed. */
  addAfter(key: string, delay: Duration, background = false): void {
    const due = this.#kernel.now + Math.max(0, delay)
    const waiting = this.#waiting.get(key)
    if (waiting && waiting.at <= due && (background || !waiting.background)) return
    if (waiting) this.#kernel.cancel(waiting)
    const timer = this.#kernel.at(
      Math.min(due, waiting?.at ?? due),
      () => {
        this.#waiting.delete(key)
        this.#sync(key)
      },
      { background: background && (waiting?.background ?? true) },
    )
    this.#waiting.set(key, timer)
  }

  forget(key: string): void {
    const waiting = this.#waiting.get(key)
    if (waiting) this.#kernel.cancel(waiting)
    this.#waiting.delete(key)
  }
}
