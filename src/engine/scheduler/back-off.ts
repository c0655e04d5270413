import { type Duration, SECOND, type Time } from '../../lib/time.ts'

// scheduler: backend/queue/scheduling_queue.go (v1.36)
const INITIAL_BACK_OFF = SECOND
const MAX_BACK_OFF = 10 * SECOND

/** How long after its last attempt a Pod that fitted nowhere is left alone: 1, 2, 4, 8, 10, 10 … seconds. */
// scheduler: backend/queue/backoff_queue.go calculateBackoffDuration (v1.36)
export function calculateBackoffDuration(attempts: number): Duration {
  if (attempts === 0) return 0
  return Math.min(MAX_BACK_OFF, INITIAL_BACK_OFF * 2 ** Math.min(attempts - 1, 30))
}

/** When the back-off is over: whole seconds, so that Pods leave it together. */
// scheduler: backend/queue/backoff_queue.go getBackoffTime, alignToWindow (v1.36)
export function backoffTime(lastAttempt: Time, attempts: number): Time {
  return Math.floor((lastAttempt + calculateBackoffDuration(attempts)) / SECOND) * SECOND
}
