import type { Duration } from '../../lib/time.ts'
import type { Trigger } from './trigger.ts'

/**
 * What a process yields: a number of milliseconds to sleep, or a trigger to wait for.
 * The kernel resumes the process with the trigger's value (nothing after a sleep).
 */
export type Wait = Duration | Trigger<unknown>

/** A step-by-step activity in simulated time. Call another task with `yield*`. */
export type Task<T> = Generator<Wait, T, unknown>

export function* sleep(ms: Duration): Task<void> {
  yield ms
}

export function* waitFor<T>(trigger: Trigger<T>): Task<T> {
  if (trigger.fired) return trigger.value as T
  return (yield trigger as Trigger<unknown>) as T
}
