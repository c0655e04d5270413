import type { Kernel } from '../kernel/kernel.ts'
import { LimitAlarm, type MemoryPart, type MemoryWhole } from './pod-memory.ts'

/** Called when this much is used in all. */
export interface MemoryMark {
  readonly bytes: number
  reached(): void
}

/**
 * The memory of a node: of its system, of what else runs there outside of Pods, and of all containers. What grows is
 * looked at when it changes its pace, what stands still is added up once.
 */
export class NodeMemory implements MemoryWhole {
  readonly capacity: number
  readonly #kernel: Kernel
  readonly #system: number
  readonly #still = new Map<MemoryPart, number>()
  readonly #moving = new Set<MemoryPart>()
  readonly #alarms = new Map<MemoryMark, LimitAlarm>()
  #stillBytes = 0
  #outside = 0

  /** `system`: what the node itself needs, bytes. */
  constructor(kernel: Kernel, capacity: number, system: number) {
    this.#kernel = kernel
    this.capacity = capacity
    this.#system = system
  }

  get available(): number {
    return this.capacity - this.usage()
  }

  /** What something outside of Pods takes, bytes. */
  get outside(): number {
    return this.#outside
  }

  set outside(bytes: number) {
    this.#outside = bytes
    this.#arm()
  }

  usage(): number {
    let total = this.#system + this.#outside + this.#stillBytes
    for (const part of this.#moving) total += part.usage()
    return total
  }

  /** Returns how to leave off. */
  watch(mark: MemoryMark): () => void {
    this.#alarms.set(mark, new LimitAlarm(this.#kernel, () => mark.reached()))
    this.#arm()
    return () => {
      this.#alarms.get(mark)?.set(undefined, 0, 0)
      this.#alarms.delete(mark)
    }
  }

  changed(part: MemoryPart): void {
    this.#stillBytes -= this.#still.get(part) ?? 0
    this.#moving.delete(part)
    const usage = part.usage()
    const moves = part.slope() !== 0
    if (moves || usage <= 0) this.#still.delete(part)
    else {
      this.#still.set(part, usage)
      this.#stillBytes += usage
    }
    if (moves) this.#moving.add(part)
    this.#arm()
  }

  #arm(): void {
    if (this.#alarms.size === 0) return
    let slope = 0
    for (const part of this.#moving) slope += part.slope()
    const usage = this.usage()
    for (const [mark, alarm] of this.#alarms) alarm.set(mark.bytes, usage, slope)
  }
}
