import type { Duration, Time } from '../../lib/time.ts'

/** When the kubelet looks at a Pod again, if nothing happens before. */
export interface NextLook {
  readonly nextSyncAt: Time
  readonly delayMs: Duration
}
