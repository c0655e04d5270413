import type { ProcessAtWork } from '../../trace/cut.ts'
import type { Kernel, Scope, Timer } from './kernel.ts'
import type { Task, Wait } from './task.ts'
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
  #timer: Timer | undefined
  #leave: (() => void) | undefined
  #running = false
  #cancelled = false

  constructor(kernel: Kernel, task: Task<T>, at?: () => ProcessAtWork) {
    this.at = at
    this.#kernel = kernel
    this.#task = task
    this.#scope = kernel.scope
  }

  start(): void {
    this.#timer = this.#kernel.after(0, () => this.#resume(undefined))
  }

  /** Cuts the task off where it waits. Called from within the task itself, it takes effect at the next wait. */
  cancel(): void {
    if (this.#cancelled || this.ended.fired) return
    this.#cancelled = true
    if (!this.#running) this.#cutOff()
  }

  #cutOff(): void {
    if (this.#timer) this.#kernel.cancel(this.#timer)
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
        this.#timer = this.#kernel.after(wait, () => this.#resume(undefined))
        return
      }
      if (!wait.fired) {
        this.#running = false
        this.#leave = wait.listen((fired) => {
          this.#leave = undefined
          // It stays in the scope it was begun in, whoever woke it.
          this.#timer = this.#kernel.within(this.#scope, () => this.#kernel.after(0, () => this.#resume(fired)))
        })
        return
      }
      input = wait.value
    }
  }
}
