import type { Kernel, Timer } from '../kernel/kernel.ts'

/** What a Pod's memory is made of. */
export interface MemoryPart {
  usage(): number
  /** Bytes per millisecond. */
  slope(): number
  /** Bytes of files that are in memory. */
  readonly pages: number
}

/** Something that memory is a part of, and that is told when the part changes. */
export interface MemoryWhole {
  changed(part: MemoryPart): void
}

/** Calls when memory that grows in straight lines reaches a limit: computed, not watched for. */
export class LimitAlarm {
  readonly #kernel: Kernel
  readonly #reached: () => void
  #timer: Timer | undefined

  constructor(kernel: Kernel, reached: () => void) {
    this.#kernel = kernel
    this.#reached = reached
  }

  set(limit: number | undefined, usage: number, slope: number): void {
    if (this.#timer) this.#kernel.cancel(this.#timer)
    this.#timer = undefined
    if (limit === undefined) return
    const delay = usage >= limit ? 0 : slope > 0 ? Math.ceil((limit - usage) / slope) : undefined
    if (delay === undefined) return
    // Memory belongs to processes, and those to nobody who may have to stop.
    this.#timer = this.#kernel.within(undefined, () =>
      this.#kernel.after(delay, () => {
        this.#timer = undefined
        this.#reached()
      }),
    )
  }
}

/**
 * The memory of all containers of a Pod together. The Pod as a whole is limited where it says so, or by what its
 * containers may take together: that counts where files in memory outlive who wrote them.
 */
export class PodMemory implements MemoryWhole {
  readonly #parts = new Set<MemoryPart>()
  readonly #alarm: LimitAlarm
  readonly #together: number | undefined
  #limit: number | undefined

  /** `together`: what its containers may take together, where each is limited. */
  constructor(kernel: Kernel, limit: number | undefined, onLimit: () => void, together?: number) {
    this.#limit = limit
    this.#together = together
    this.#alarm = new LimitAlarm(kernel, onLimit)
  }

  get limit(): number | undefined {
    return this.#limit
  }

  set limit(limit: number | undefined) {
    this.#limit = limit
    this.#arm()
  }

  /** What bounds it now. */
  get bound(): number | undefined {
    if (this.#limit !== undefined) return this.#limit
    return [...this.#parts].some(({ pages }) => pages > 0) ? this.#together : undefined
  }

  /** What a process that starts now may take; undefined: nothing bounds it. */
  room(): number | undefined {
    const most = this.#limit ?? this.#together
    return most === undefined ? undefined : most - this.usage()
  }

  usage(): number {
    let total = 0
    for (const part of this.#parts) total += part.usage()
    return total
  }

  changed(part: MemoryPart): void {
    this.#parts.add(part)
    this.#arm()
  }

  #arm(): void {
    const { bound } = this
    if (bound === undefined) {
      this.#alarm.set(undefined, 0, 0)
      return
    }
    let slope = 0
    for (const part of this.#parts) slope += part.slope()
    const usage = this.usage()
    this.#alarm.set(usage === 0 ? undefined : bound, usage, slope)
  }
}
