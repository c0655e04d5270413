import type { Duration } from '../../lib/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PageMemory } from './files/tmpfs-pages.ts'
import { LimitAlarm, type MemoryPart, type MemoryWhole } from './pod-memory.ts'

interface Share {
  bytes: number
  /** Bytes per millisecond since `since`. */
  slope: number
  since: number
}

/**
 * The memory of one container: what its processes take, each in straight lines over time. When the sum will reach the
 * limit is computed, not watched for.
 */
export class MemoryCgroup<P> implements MemoryPart, PageMemory {
  readonly #kernel: Kernel
  readonly #shares = new Map<P, Share>()
  /** Those that grow or shrink; the others are added up already. */
  readonly #moving = new Set<Share>()
  #stillBytes = 0
  readonly #sample: (bytes: number) => void
  readonly #alarm: LimitAlarm
  readonly #wholes: readonly MemoryWhole[]
  #limit: number | undefined
  /** Bytes of files that are in memory. They stay when the processes have gone. */
  #pages = 0

  constructor(
    kernel: Kernel,
    limit: number | undefined,
    sample: (bytes: number) => void,
    onLimit: () => void,
    ...wholes: readonly MemoryWhole[]
  ) {
    this.#kernel = kernel
    this.#limit = limit
    this.#sample = sample
    this.#alarm = new LimitAlarm(kernel, () => {
      this.#sample(this.#limit ?? this.usage())
      onLimit()
    })
    this.#wholes = wholes
  }

  get limit(): number | undefined {
    return this.#limit
  }

  /** What is over a new limit already has reached it. */
  set limit(limit: number | undefined) {
    this.#limit = limit
    this.#changed()
  }

  usage(): number {
    let total = this.#pages + this.#stillBytes
    for (const share of this.#moving) total += this.#now(share)
    return Math.round(total)
  }

  get pages(): number {
    return this.#pages
  }

  room(): number | undefined {
    return this.#limit === undefined ? undefined : Math.max(0, this.#limit - this.usage())
  }

  addPages(bytes: number): void {
    this.#sample(this.usage())
    this.#pages += bytes
    this.#changed()
  }

  of(process: P): number {
    const share = this.#shares.get(process)
    return share ? Math.round(this.#now(share)) : 0
  }

  /** The process that takes most now; the later one where two take the same. */
  biggest(): P | undefined {
    let found: P | undefined
    let most = -1
    for (const [process, share] of this.#shares) {
      const bytes = this.#now(share)
      if (bytes >= most) {
        most = bytes
        found = process
      }
    }
    return found
  }

  set(process: P, bytes: number): void {
    this.#sample(this.usage())
    this.#put(process, { bytes, slope: 0, since: this.#kernel.now })
    this.#changed()
  }

  #put(process: P, share: Share): void {
    this.#drop(process)
    this.#shares.set(process, share)
    if (share.slope === 0) this.#stillBytes += share.bytes
    else this.#moving.add(share)
  }

  #drop(process: P): void {
    const share = this.#shares.get(process)
    if (share && !this.#moving.delete(share)) this.#stillBytes -= share.bytes
  }

  /** From what the process takes now to `bytes`, in a straight line. Call `set` when it is there. */
  ramp(process: P, bytes: number, over: Duration): void {
    const from = this.of(process)
    this.#sample(this.usage())
    this.#put(process, { bytes: from, slope: (bytes - from) / over, since: this.#kernel.now })
    this.#changed()
  }

  remove(process: P): void {
    if (!this.#shares.has(process)) return
    this.#sample(this.usage())
    this.#drop(process)
    this.#shares.delete(process)
    this.#changed()
  }

  #now(share: Share): number {
    return share.bytes + share.slope * (this.#kernel.now - share.since)
  }

  /** Bytes per millisecond, of all processes together. */
  slope(): number {
    let slope = 0
    for (const share of this.#moving) slope += share.slope
    return slope
  }

  /** By process. */
  shares(): readonly (readonly [P, number])[] {
    return [...this.#shares].map(([process, share]) => [process, Math.round(this.#now(share))])
  }

  #changed(): void {
    const usage = this.usage()
    this.#sample(usage)
    this.#alarm.set(this.#shares.size === 0 ? undefined : this.#limit, usage, this.slope())
    for (const whole of this.#wholes) whole.changed(this)
  }
}
