import type { Duration, Time } from '../../lib/time.ts'
import type { Trigger } from './trigger.ts'

/** Some triggers, and a time at which nobody waits for them any longer. */
export interface Race {
  readonly triggers: readonly Trigger<unknown>[]
  readonly until: Time | undefined
}

/**
 * What a process yields: a number of milliseconds to sleep, a trigger to wait for, or several.
 * The kernel resumes the process with the trigger's value (nothing after a sleep), or with its place among several.
 */
export type Wait = Duration | Trigger<unknown> | Race

/** A step-by-step activity in simulated time. Call another task with `yield*`. */
export type Task<T> = Generator<Wait, T, unknown>

export function* sleep(ms: Duration): Task<void> {
  yield ms
}

export function* waitFor<T>(trigger: Trigger<T>): Task<T> {
  if (trigger.fired) return trigger.value as T
  return (yield trigger as Trigger<unknown>) as T
}

/** Waits for the first of some triggers: its place among them; undefined where the time has come before. */
export function* firstBefore(until: Time | undefined, triggers: readonly Trigger<void>[]): Task<number | undefined> {
  return (yield { triggers: triggers as readonly Trigger<unknown>[], until }) as number | undefined
}
