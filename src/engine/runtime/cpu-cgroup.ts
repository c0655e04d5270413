import type { Time } from '../../lib/time.ts'
import type { Kernel, Timer } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'

/** The kernel hands out a container's CPU time anew this often. */
// Linux: kernel/sched/fair.c, cpu.cfs_period_us; kubelet: cm/helpers_linux.go QuotaPeriod (v1.36)
const PERIOD = 100
/** Throttling that comes back within this is one stretch of it: a busy loop with short rests would leave thousands. */
const CALM = 1000
/** Less than a thousandth of a millisecond is rounding. */
const NOTHING = 1e-6

interface Job {
  left: number
  readonly done: Trigger<void>
}

/** Called when processes begin to want more than they may have, and when they have not for a while. */
export type OnThrottle = (wantedMilliCPU: number | undefined) => void

/**
 * The CPU time of one container, or of all containers that are only limited together. Each process that computes wants
 * a whole CPU. What is done by when is computed, however many periods lie between.
 */
export class CpuCgroup {
  readonly #kernel: Kernel
  readonly #onThrottle: OnThrottle
  readonly #jobs = new Set<Job>()
  #quota: number | undefined
  /** How much of the present period's quota was used, at `since`. */
  #used = 0
  #since: Time = 0
  #timer: Timer | undefined
  #calm: Timer | undefined
  #throttled = false

  /** `quota`: milliseconds of CPU time in each 100; undefined: no limit. */
  constructor(kernel: Kernel, quota: number | undefined, onThrottle: OnThrottle = () => {}) {
    this.#kernel = kernel
    this.#quota = quota
    this.#onThrottle = onThrottle
  }

  get quota(): number | undefined {
    return this.#quota
  }

  /** What is under way goes on under the new quota. */
  set quota(quota: number | undefined) {
    this.#advance()
    this.#quota = quota
    this.#plan()
  }

  /** Returns when the caller has had `ms` of CPU time. */
  *compute(ms: number): Task<void> {
    if (ms <= 0) return
    if (this.#quota === undefined) {
      yield Math.ceil(ms)
      return
    }
    const job: Job = { left: ms, done: new Trigger<void>() }
    // Whoever ends the wait is no cause of what comes after it.
    const { cause } = this.#kernel
    this.#advance()
    this.#jobs.add(job)
    this.#plan()
    try {
      yield* waitFor(job.done)
      this.#kernel.cause = cause
    } finally {
      if (this.#jobs.has(job)) {
        this.#advance()
        this.#jobs.delete(job)
        this.#plan()
      }
    }
  }

  /** Nothing runs in it any more. */
  close(): void {
    if (this.#throttled) this.#end()
  }

  #advance(): void {
    const { now } = this.#kernel
    const count = this.#jobs.size
    const share = this.#share(count)
    const end = periodEnd(this.#since)
    if (now < end) {
      this.#spend(Math.min(now - this.#since, share.rest), count)
    } else {
      const [periods, offset] = [Math.floor((now - end) / PERIOD), now % PERIOD]
      for (const job of this.#jobs) job.left -= Math.min(end - this.#since, share.rest) + periods * share.each
      this.#used = 0
      this.#spend(Math.min(offset, share.each), count)
    }
    this.#since = now
  }

  #spend(each: number, count: number): void {
    for (const job of this.#jobs) job.left -= each
    this.#used += each * count
  }

  /** What each of so many may still have of this period, and of every whole one. */
  #share(count: number): { readonly rest: number; readonly each: number } {
    const quota = this.#quota ?? Number.POSITIVE_INFINITY
    return {
      rest: count === 0 ? 0 : Math.max(0, quota - this.#used) / count,
      each: Math.min(PERIOD, count === 0 ? PERIOD : quota / count),
    }
  }

  #plan(): void {
    const { now } = this.#kernel
    if (this.#timer) this.#kernel.cancel(this.#timer)
    this.#timer = undefined
    let left = Number.POSITIVE_INFINITY
    for (const job of this.#jobs) left = Math.min(left, job.left)
    if (left === Number.POSITIVE_INFINITY) {
      this.#note(false)
      return
    }
    const at = Math.max(now, Math.ceil(this.#finishOf(left) - NOTHING))
    this.#note(at > now + Math.ceil(left))
    this.#timer = this.#kernel.within(undefined, () => this.#kernel.at(at, () => this.#finished()))
  }

  #finishOf(left: number): number {
    const { rest, each } = this.#share(this.#jobs.size)
    const end = periodEnd(this.#since)
    const first = Math.min(end - this.#since, rest)
    if (left <= first) return this.#since + left
    const periods = Math.ceil((left - first) / each - NOTHING) - 1
    return end + periods * PERIOD + (left - first - periods * each)
  }

  #finished(): void {
    this.#timer = undefined
    this.#advance()
    const done = [...this.#jobs].filter((job) => job.left <= NOTHING)
    for (const job of done) this.#jobs.delete(job)
    this.#plan()
    for (const job of done) job.done.fire(undefined)
  }

  #note(throttled: boolean): void {
    if (throttled) {
      if (this.#calm) this.#kernel.cancel(this.#calm)
      this.#calm = undefined
      if (this.#throttled) return
      this.#throttled = true
      this.#onThrottle(this.#jobs.size * 1000)
    } else if (this.#throttled && !this.#calm) {
      this.#calm = this.#kernel.within(undefined, () => this.#kernel.after(CALM, () => this.#end()))
    }
  }

  #end(): void {
    if (this.#calm) this.#kernel.cancel(this.#calm)
    this.#calm = undefined
    this.#throttled = false
    this.#onThrottle(undefined)
  }
}

function periodEnd(at: Time): Time {
  return (Math.floor(at / PERIOD) + 1) * PERIOD
}
