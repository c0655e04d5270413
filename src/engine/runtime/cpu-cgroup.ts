import type { Time } from '../../lib/time.ts'
import type { Kernel, Timer } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { CpuMember, CpuWeights, NodeCpu } from './node-cpu.ts'

/** The kernel hands out a container's CPU time anew this often. */
// Linux: kernel/sched/fair.c, cpu.cfs_period_us; kubelet: cm/helpers_linux.go QuotaPeriod (v1.36)
const PERIOD = 100
/** Throttling that comes back within this is one stretch of it: a busy loop with short rests would leave thousands. */
const CALM = 1000
/** Less than a thousandth of a millisecond is rounding. */
const NOTHING = 1e-6

/** Work of less than this, milliseconds, is done at full speed while there are CPUs enough. */
const LIGHT = 100

/** The node whose CPUs are shared, and by which weights. */
export interface CpuPlace {
  readonly node: NodeCpu
  readonly weights: CpuWeights
}

const ALONE: CpuWeights = { qos: 'BestEffort', pod: '', podWeight: 1, weight: 1 }

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
export class CpuCgroup implements CpuMember {
  readonly #kernel: Kernel
  readonly #onThrottle: OnThrottle
  readonly #jobs = new Set<Job>()
  /** Processes that compute without an end, and are told how fast. */
  readonly #spinners = new Set<(share: number) => void>()
  readonly #node: NodeCpu | undefined
  readonly weights: CpuWeights
  /** How much of a CPU each process gets where there are not enough of them. */
  #speed = 1
  #quota: number | undefined
  /** How much of the present period's quota was used, at `since`. */
  #used = 0
  #since: Time = 0
  #timer: Timer | undefined
  #calm: Timer | undefined
  #throttled = false
  /** What was had of it so far, in milliseconds. */
  #total = 0

  /** `quota`: milliseconds of CPU time in each 100; undefined: no limit. */
  constructor(kernel: Kernel, quota: number | undefined, onThrottle: OnThrottle = () => {}, among?: CpuPlace) {
    this.#kernel = kernel
    this.#quota = quota
    this.#onThrottle = onThrottle
    this.#node = among?.node
    this.weights = among?.weights ?? ALONE
  }

  get quota(): number | undefined {
    return this.#quota
  }

  /** Milliseconds of CPU time that were had by now. */
  usage(): number {
    this.#advance()
    return this.#total
  }

  get threads(): number {
    return this.#jobs.size + this.#spinners.size
  }

  get most(): number | undefined {
    return this.#quota === undefined ? undefined : this.#quota / PERIOD
  }

  setSpeed(speed: number): void {
    if (speed === this.#speed) return
    this.#advance()
    this.#speed = speed
    this.#plan()
    this.#tellSpinners()
  }

  /** Somebody computes until he is told to leave off; `tell` hears how much of a CPU he gets. */
  spin(tell: (share: number) => void): () => void {
    this.#advance()
    this.#spinners.add(tell)
    this.#changed()
    return () => {
      this.#advance()
      this.#spinners.delete(tell)
      this.#changed()
    }
  }

  /** Others want CPU time, or no longer. */
  #changed(): void {
    this.#plan()
    this.#node?.changed(this)
    this.#tellSpinners()
  }

  #tellSpinners(): void {
    if (this.#spinners.size === 0) return
    const share = Math.min(this.#speed, (this.most ?? Number.POSITIVE_INFINITY) / this.threads)
    for (const tell of this.#spinners) tell(share)
  }

  /** What is under way goes on under the new quota. */
  set quota(quota: number | undefined) {
    this.#advance()
    this.#quota = quota
    this.#changed()
  }

  /** Returns when the caller has had `ms` of CPU time. */
  *compute(ms: number): Task<void> {
    if (ms <= 0) return
    const node = this.#node
    if (this.#quota === undefined && (!node || (ms < LIGHT && !node.busy && this.#spinners.size === 0))) {
      if (node) node.light++
      try {
        yield Math.ceil(ms)
        this.#total += ms
      } finally {
        if (node) node.light--
      }
      return
    }
    const job: Job = { left: ms, done: new Trigger<void>() }
    // Whoever ends the wait is no cause of what comes after it.
    const { cause } = this.#kernel
    this.#advance()
    this.#jobs.add(job)
    this.#changed()
    try {
      yield* waitFor(job.done)
      this.#kernel.cause = cause
    } finally {
      if (this.#jobs.has(job)) {
        this.#advance()
        this.#jobs.delete(job)
        this.#changed()
      }
    }
  }

  /** Nothing runs in it any more. */
  close(): void {
    if (this.#throttled) this.#end()
  }

  #advance(): void {
    const { now } = this.#kernel
    const count = this.threads
    const share = this.#share(count)
    const end = periodEnd(this.#since)
    if (now < end) {
      this.#spend(Math.min((now - this.#since) * this.#speed, share.rest), count)
    } else {
      const [periods, offset] = [Math.floor((now - end) / PERIOD), now % PERIOD]
      const each = Math.min((end - this.#since) * this.#speed, share.rest) + periods * share.each
      for (const job of this.#jobs) job.left -= each
      this.#total += each * count
      this.#used = 0
      this.#spend(Math.min(offset * this.#speed, share.each), count)
    }
    this.#since = now
  }

  #spend(each: number, count: number): void {
    for (const job of this.#jobs) job.left -= each
    this.#used += each * count
    this.#total += each * count
  }

  /** What each of so many may still have of this period, and of every whole one. */
  #share(count: number): { readonly rest: number; readonly each: number } {
    const quota = this.#quota ?? Number.POSITIVE_INFINITY
    return {
      rest: count === 0 ? 0 : Math.max(0, quota - this.#used) / count,
      each: Math.min(PERIOD * this.#speed, count === 0 ? PERIOD : quota / count),
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
    this.#note(at > now + Math.ceil(left / this.#speed))
    this.#timer = this.#kernel.within(undefined, () => this.#kernel.at(at, () => this.#finished()))
  }

  #finishOf(left: number): number {
    const { rest, each } = this.#share(this.threads)
    const speed = this.#speed
    const end = periodEnd(this.#since)
    const first = Math.min((end - this.#since) * speed, rest)
    if (left <= first) return this.#since + left / speed
    const periods = Math.ceil((left - first) / each - NOTHING) - 1
    return end + periods * PERIOD + (left - first - periods * each) / speed
  }

  #finished(): void {
    this.#timer = undefined
    this.#advance()
    const done = [...this.#jobs].filter((job) => job.left <= NOTHING)
    for (const job of done) this.#jobs.delete(job)
    this.#changed()
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
