import type { Duration } from '../../lib/time.ts'

/** A container that has ended may start again now. */
export interface RestartAllowed {
  /** How long its next restart will have to wait. */
  readonly nextWaitMs: Duration
}
