import type { FileSystem } from '../engine/program-api/files.ts'
import type { Sys } from '../engine/program-api/program.ts'
import type { Task } from '../engine/program-api/task.ts'
import { LIMITS, PAY_DAY, PRICES, type Price } from './limits.ts'

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

  use(units = 1): number {
    this.#used += units
    if (this.#used > this.#repriceAt) this.#reprice()
    return this.cost * units
  }

  rest(ms: number): void {
    if (this.#used === 0) return
    this.#used = Math.max(0, this.#used - ms * this.#price.forgiven)
    this.#reprice()
  }

  #reprice(): void {
    const { micros, free, doubling } = this.#price
    const over = this.#used - free
    this.cost = over <= 0 ? micros : micros * 2 ** (over / doubling)
    this.#repriceAt = over <= 0 ? free : this.#used + doubling / 16
  }
}

/** The work of all processes of a container: a loop does not get cheaper by starting a new shell for every round. */
class Meters {
  readonly steps = new Meter(PRICES.step)
  readonly launches = new Meter(PRICES.launch)
  readonly output = new Meter(PRICES.output)
  /** Scripts that were parsed lately. */
  readonly parsed = new Set<string>()
  /** Until when the work that was paid for lasts. */
  #busyUntil: number
  #waiting = 0

  constructor(now: number) {
    this.#busyUntil = now
  }

  /** Time that went by and was not spent working is rest; nor is waiting for a CPU that is throttled. */
  pay(now: number, ms: number): void {
    const rested = this.#waiting > 0 ? 0 : now - this.#busyUntil
    if (rested > 0) for (const meter of [this.steps, this.launches, this.output]) meter.rest(rested)
    this.#busyUntil = Math.max(now, this.#busyUntil) + ms
    this.#waiting++
  }

  worked(now: number): void {
    this.#waiting--
    this.#busyUntil = Math.max(now, this.#busyUntil)
  }
}

/** What the processes of a container have in common is their files. */
const containers = new WeakMap<FileSystem, Meters>()

const calls = new WeakMap<Sys, Effort>()

function effortOf(sys: Sys): Effort {
  let effort = calls.get(sys)
  if (!effort) {
    effort = new Effort(sys)
    calls.set(sys, effort)
  }
  return effort
}

/** The scripts of a container that come again and again. */
const PARSED_REMEMBERED = 100

/** What one entry of a directory costs: it is read, looked up and looked at. */
export const ENTRY_STEPS = 20

/** For commands that go through trees: so many system calls more. */
export function* work(sys: Sys, steps = 1): Task<void> {
  const effort = effortOf(sys)
  // What they are was counted where files are looked up.
  if (effort.step(steps, Math.ceil(steps / 4))) yield* effort.pay()
}

/** For what is written without a shell's own echo: as much as a line of it. */
export function* wrote(sys: Sys, length = 0): Task<void> {
  yield* effortOf(sys).output(length)
}

/**
 * What a process's work costs in simulated time. `step` is asked for every command of a shell, so it is no task:
 * `if (effort.step()) yield* effort.pay()`.
 */
export class Effort {
  readonly #sys: Sys
  readonly #meters: Meters
  #owed = 0

  constructor(sys: Sys) {
    this.#sys = sys
    let meters = containers.get(sys.files)
    if (!meters) {
      meters = new Meters(sys.now())
      containers.set(sys.files, meters)
    }
    this.#meters = meters
  }

  /** Counts steps; true when it is time to pay. `simulated`: as how many it is work of the simulator's. */
  step(count = 1, simulated = count): boolean {
    this.#sys.work('step', simulated)
    const { steps } = this.#meters
    this.#owed += steps.use(count)
    const { cost } = steps
    return this.#owed >= PAY_DAY.least && (this.#owed >= PAY_DAY.most || this.#owed >= PAY_DAY.least * cost)
  }

  /** Counts that a script is parsed: not again what this container's shells have parsed before. */
  parses(script: string): void {
    const { parsed } = this.#meters
    const isNew = !parsed.has(script)
    this.#sys.work(isNew ? 'parsedCharacter' : 'character', script.length)
    if (!isNew) return
    if (parsed.size >= PARSED_REMEMBERED) parsed.clear()
    parsed.add(script)
  }

  *launch(): Task<void> {
    this.#owed += this.#meters.launches.use()
    if (this.#owed >= PAY_DAY.least) yield* this.pay()
  }

  /** `length`: of what is written or read; a great text is several blocks. */
  *output(length = 0): Task<void> {
    this.#sys.work('step')
    this.#owed += this.#meters.output.use(Math.max(1, Math.floor(length / LIMITS.block)))
    if (this.#owed >= PAY_DAY.least) yield* this.pay()
  }

  *pay(): Task<void> {
    const ms = Math.floor(this.#owed / 1000)
    this.#owed -= ms * 1000
    this.#meters.pay(this.#sys.now(), ms)
    try {
      yield* this.#sys.compute(ms)
    } finally {
      this.#meters.worked(this.#sys.now())
    }
  }
}
