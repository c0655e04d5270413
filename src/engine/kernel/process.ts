import type { ProcessAtWork } from '../../trace/cut.ts'
import type { Kernel, Scope, Timer } from './kernel.ts'
import type { Race, Task, Wait } from './task.ts'
import { Trigger } from './trigger.ts'

/**
 * A task under way. After a sleep it goes on with the cause it had; woken by a trigger it takes the cause of whoever
 * fired it. An error that escapes it is ours and stops the simulation.
 */
export class Process<T> {
  /** Fires when the task has returned (its value), or was cancelled (undefined). */
  readonly ended = new Trigger<T | undefined>()
  readonly at: (() => ProcessAtWork) | undefined
  readonly #kernel: Kernel
  readonly #task: Task<T>
  readonly #scope: Scope | undefined
  /** After a sleep. */
  readonly #goOn = (): void => this.#resume(undefined)
  #timer: Timer | undefined
  #leave: (() => void) | undefined
  /** The timer is the end of a race. */
  #racing = false
  #running = false
  #cancelled = false

  constructor(kernel: Kernel, task: Task<T>, at?: () => ProcessAtWork) {
    this.at = at
    this.#kernel = kernel
    this.#task = task
    this.#scope = kernel.scope
  }

  start(): void {
    this.#timer = this.#kernel.after(0, this.#goOn)
  }

  /** Cuts the task off where it waits. Called from within the task itself, it takes effect at the next wait. */
  cancel(): void {
    if (this.#cancelled || this.ended.fired) return
    this.#cancelled = true
    if (!this.#running) this.#cutOff()
  }

  #cutOff(): void {
    // What a race is bounded by stays due, though nobody waits for it.
    if (this.#timer && !this.#racing) this.#kernel.cancel(this.#timer)
    this.#leave?.()
    this.#task.return(undefined as T)
    this.ended.offer(undefined)
  }

  #resume(value: unknown): void {
    this.#timer = undefined
    this.#leave = undefined
    this.#running = true
    this.#kernel.current = this as Process<unknown>
    if (this.at) this.#kernel.work('turn')
    let input = value
    for (;;) {
      const step = this.#task.next(input)
      if (this.#cancelled) {
        this.#running = false
        this.#cutOff()
        return
      }
      if (step.done) {
        this.#running = false
        this.ended.offer(step.value)
        return
      }
      const wait: Wait = step.value
      if (typeof wait === 'number') {
        this.#running = false
        this.#timer = this.#kernel.after(wait, this.#goOn)
        return
      }
      if (wait instanceof Trigger) {
        if (!wait.fired) {
          this.#running = false
          this.#leave = wait.listen((fired) => this.#wake(fired))
          return
        }
        input = wait.value
        continue
      }
      const won = wait.triggers.findIndex(({ fired }) => fired)
      if (won < 0) {
        this.#running = false
        this.#enter(wait)
        return
      }
      input = won
    }
  }

  #wake(value: unknown): void {
    this.#leave = undefined
    // It stays in the scope it was begun in, whoever woke it.
    this.#timer = this.#kernel.within(this.#scope, () => this.#kernel.after(0, () => this.#resume(value)))
  }

  #enter({ triggers, until }: Race): void {
    const end = (winner: number | undefined): void => {
      if (this.#cancelled) return
      this.#leave?.()
      if (this.#timer) this.#kernel.cancel(this.#timer)
      this.#racing = false
      this.#wake(winner)
    }
    const leave = triggers.map((trigger, index) => trigger.listen(() => end(index)))
    this.#leave = () => {
      for (const each of leave) each()
    }
    if (until === undefined) return
    this.#racing = true
    this.#timer = this.#kernel.at(Math.max(this.#kernel.now, until), () => end(undefined))
  }
}
