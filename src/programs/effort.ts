import type { Task } from '../engine/kernel/task.ts'
import type { Sys } from '../engine/runtime/program.ts'
import { PAY_DAY, PRICES, type Price } from './limits.ts'

/** Work of one kind: how much was done lately, and what one more unit costs. */
class Meter {
  readonly #price: Price
  #used = 0
  #repriceAt: number
  cost: number

  constructor(price: Price) {
    this.#price = price
    this.cost = price.micros
    this.#repriceAt = price.free
  }

  use(): number {
    this.#used++
    if (this.#used > this.#repriceAt) this.#reprice()
    return this.cost
  }

  rest(ms: number): void {
    if (ms <= 0 || this.#used === 0) return
    this.#used = Math.max(0, this.#used - ms * this.#price.forgiven)
    this.#reprice()
  }

  #reprice(): void {
    const { micros, free, doubling, most } = this.#price
    const over = this.#used - free
    this.cost = over <= 0 ? micros : Math.min(most, micros * 2 ** (over / doubling))
    this.#repriceAt = over <= 0 ? free : this.#used + doubling / 16
  }
}

/**
 * What one process's work costs in simulated time. `step` is asked for every command of a shell, so it is no task:
 * `if (effort.step()) yield* effort.pay()`.
 */
export class Effort {
  readonly #sys: Sys
  readonly #steps = new Meter(PRICES.step)
  readonly #launches = new Meter(PRICES.launch)
  readonly #output = new Meter(PRICES.output)
  #owed = 0
  #lastPaid: number

  constructor(sys: Sys) {
    this.#sys = sys
    this.#lastPaid = sys.now()
  }

  /** Counts a step; true when it is time to pay. */
  step(): boolean {
    this.#owed += this.#steps.use()
    return this.#owed >= PAY_DAY
  }

  *launch(): Task<void> {
    this.#owed += this.#launches.use()
    if (this.#owed >= PAY_DAY) yield* this.pay()
  }

  *output(): Task<void> {
    this.#owed += this.#output.use()
    if (this.#owed >= PAY_DAY) yield* this.pay()
  }

  *pay(): Task<void> {
    const rested = this.#sys.now() - this.#lastPaid
    for (const meter of [this.#steps, this.#launches, this.#output]) meter.rest(rested)
    const ms = Math.floor(this.#owed / 1000)
    this.#owed -= ms * 1000
    yield* this.#sys.compute(ms)
    this.#lastPaid = this.#sys.now()
  }
}
