import { ensure, ImpossibleError } from '../../lib/assert.ts'
import { Heap } from '../../lib/heap.ts'
import { type RandomStream, RandomStreams } from '../../lib/random.ts'
import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import type { ProcessAtWork } from '../../trace/cut.ts'
import {
  Exhausted,
  MORE_A_SECOND,
  MOST,
  PODS,
  PODS_AT_WORK,
  STEPS_A_POD,
  STEPS_A_REQUEST,
  WORK_A_POD,
  WORK_A_REQUEST,
} from './exhausted.ts'
import { Process } from './process.ts'
import type { Task } from './task.ts'
import { Trigger } from './trigger.ts'
import { WORK, type Work } from './work.ts'

/** At one instant the world goes first and people act last: what they have seen when they act stays true. */
const WORLD = 0
export const PEOPLE = 1

/** Activities that end together (`Kernel.end`): when it has ended, nothing that was begun within it goes on. */
export class Scope {
  ended = false
  /** How many of its timers keep the simulation going. */
  foreground = 0
}

export interface Timer {
  readonly at: Time
  readonly priority: number
  readonly id: number
  /** Does not keep the simulation going: only this kind of timer left means that nothing new can happen. */
  readonly background: boolean
  readonly cause: number | undefined
  readonly scope: Scope | undefined
  run: (() => void) | undefined
}

/**
 * Simulated time: a heap of (time, priority, id), and processes that are generators. Knows nothing of Kubernetes.
 * `cause` is handed on from whoever schedules to what is scheduled, so that everything can say what made it happen.
 */
export class Kernel {
  now: Time = 0
  cause: number | undefined
  /** What is begun now belongs to it. Handed on as the cause is. */
  scope: Scope | undefined
  /** How many timers were run. */
  steps = 0
  /** Steps that were counted beside timers, and how many there may be of both. */
  #otherSteps = 0
  #mostSteps: number = MOST.steps
  #mostWork: number = MOST.work
  #podsAtWork = 0
  #pods = 0
  /** Which process is at work. */
  current: Process<unknown> | undefined
  /** What was done at this instant. */
  #spent = 0
  /** What was done for programs, in units of work. */
  worked = 0
  readonly #heap = new Heap<Timer>((a, b) =>
    a.at !== b.at ? a.at < b.at : a.priority !== b.priority ? a.priority < b.priority : a.id < b.id,
  )
  readonly #streams: RandomStreams
  #nextId = 0
  #foreground = 0

  constructor(seed: number) {
    this.#streams = new RandomStreams(seed)
  }

  random(name: string): RandomStream {
    return this.#streams.stream(name)
  }

  at(time: Time, run: () => void, options?: { readonly priority?: number; readonly background?: boolean }): Timer {
    if (!Number.isInteger(time) || time < this.now) throw new ImpossibleError(`a timer at ${time}, now ${this.now}`)
    const background = options?.background ?? false
    const timer: Timer = {
      at: time,
      priority: options?.priority ?? WORLD,
      id: this.#nextId++,
      background,
      cause: this.cause,
      scope: this.scope,
      run,
    }
    if (timer.scope?.ended) timer.run = undefined
    if (!timer.run) return timer
    this.#count(timer, 1)
    this.#heap.push(timer)
    return timer
  }

  after(delay: Duration, run: () => void, options?: { readonly background?: boolean }): Timer {
    return this.at(this.now + delay, run, options)
  }

  cancel(timer: Timer): void {
    if (!timer.run) return
    timer.run = undefined
    if (!timer.scope?.ended) this.#count(timer, -1)
  }

  /** Nothing of it goes on, and nothing of it keeps the simulation going. */
  end(scope: Scope): void {
    if (scope.ended) return
    scope.ended = true
    this.#foreground -= scope.foreground
  }

  #count(timer: Timer, change: number): void {
    if (timer.background) return
    this.#foreground += change
    if (timer.scope) timer.scope.foreground += change
  }

  /** A trigger that fires after a while, and how to call it off. */
  timeout(delay: Duration): { readonly trigger: Trigger<void>; cancel(): void } {
    const trigger = new Trigger<void>()
    const timer = this.after(delay, () => trigger.offer(undefined))
    return { trigger, cancel: () => this.cancel(timer) }
  }

  /** Starts at this instant, after what is going on now. `at`: what it is where it has to be said. */
  spawn<T>(task: Task<T>, at?: () => ProcessAtWork): Process<T> {
    const process = new Process<T>(this, task, at)
    process.start()
    return process
  }

  /** Runs `body` with another cause, and comes back to the present one. */
  because<T>(cause: number | undefined, body: () => T): T {
    const before = this.cause
    this.cause = cause
    try {
      return body()
    } finally {
      this.cause = before
    }
  }

  /** True while something is left that can make a difference. */
  get busy(): boolean {
    return this.#foreground > 0
  }

  /** Runs `body` so that what it begins belongs to another scope (undefined: to none). */
  within<T>(scope: Scope | undefined, body: () => T): T {
    const before = this.scope
    this.scope = scope
    try {
      return body()
    } finally {
      this.scope = before
    }
  }

  /** When the next timer is due that will be run. */
  peek(): Time | undefined {
    return this.#next()?.at
  }

  /** Runs the next timer; false where none is left. */
  step(): boolean {
    const timer = this.#next()
    if (!timer) return false
    this.#heap.pop()
    const run = ensure(timer.run, 'a timer that is due')
    timer.run = undefined
    this.#count(timer, -1)
    if (timer.at !== this.now) this.#spent = 0
    this.now = timer.at
    this.cause = timer.cause
    this.scope = timer.scope
    // Who did the last step is told where this one is too much.
    this.steps++
    this.#checkSteps()
    this.spend()
    this.current = undefined
    run()
    return true
  }

  /** Counts what the cluster does beside running timers. */
  count(steps: number): void {
    this.#otherSteps += steps
    this.#checkSteps()
  }

  #checkSteps(): void {
    const most = this.#mostSteps + this.#more('steps')
    if (this.steps + this.#otherSteps > most) throw this.exhausted('steps', most)
  }

  /** A Pod more, for which more may be done; one too many takes as much of what is left. `works`: programs may, too. */
  allowPod(works: boolean): void {
    if (++this.#pods <= PODS) this.#mostSteps += STEPS_A_POD
    else this.count(STEPS_A_POD)
    if (works && ++this.#podsAtWork <= PODS_AT_WORK) this.#mostWork += WORK_A_POD
  }

  /** A request more of the traffic that the text asks for. */
  allowRequest(): void {
    this.#mostSteps += STEPS_A_REQUEST
    this.#mostWork += WORK_A_REQUEST
  }

  /** Counts work that is done at this instant: what goes on for ever without time going on has to end somewhere. */
  spend(): void {
    if (++this.#spent > MOST.instant) throw this.exhausted('instant')
  }

  /** Counts what is done for programs in the whole run: time goes on, and so may they, but nobody waits for ever. */
  work(kind: Work, count = 1): void {
    this.worked += WORK[kind] * count
    const most = this.#mostWork + this.#more('work')
    if (this.worked > most) throw this.exhausted('work', most)
  }

  #more(limit: keyof typeof MORE_A_SECOND): number {
    return MORE_A_SECOND[limit] * Math.floor(this.now / SECOND)
  }

  exhausted(limit: keyof typeof MOST, most: number = MOST[limit]): Exhausted {
    return new Exhausted(limit, this.current?.at?.(), most)
  }

  /** The first that has neither been cancelled nor ended with its scope; those before it are dropped. */
  #next(): Timer | undefined {
    for (let timer = this.#heap.peek(); timer; timer = this.#heap.peek()) {
      if (timer.run && !timer.scope?.ended) return timer
      this.#heap.pop()
    }
    return undefined
  }
}
