import { type Duration, MINUTE, SECOND, type Time } from '../../../lib/time.ts'

const FIRST: Duration = SECOND
const MOST: Duration = 15 * MINUTE

interface Entry {
  readonly backOff: Duration
  readonly at: Time
}

/** DS-4: how long a node waits for its next Pod after one that has failed. */
// client-go: util/flowcontrol/backoff.go Backoff; controller-manager: pkg/controller/daemon/daemon_controller.go failedPodsBackoff (v1.36)
export class FailedPodsBackOff {
  readonly #entries = new Map<string, Entry>()

  /** How long a node has to wait still; 0: it does not. */
  // client-go: util/flowcontrol/backoff.go IsInBackOffSinceUpdate (v1.36)
  remaining(key: string, now: Time): Duration {
    const entry = this.#entries.get(key)
    if (!entry || isForgotten(entry, now)) return 0
    return Math.max(0, entry.at + entry.backOff - now)
  }

  // client-go: util/flowcontrol/backoff.go Next (v1.36)
  next(key: string, now: Time): void {
    const entry = this.#entries.get(key)
    const backOff = !entry || isForgotten(entry, now) ? FIRST : Math.min(2 * entry.backOff, MOST)
    this.#entries.set(key, { backOff, at: now })
  }

  forget(isOf: (key: string) => boolean): void {
    for (const key of this.#entries.keys()) if (isOf(key)) this.#entries.delete(key)
  }
}

function isForgotten({ at }: Entry, now: Time): boolean {
  return now - at > 2 * MOST
}
