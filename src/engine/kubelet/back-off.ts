import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

interface Entry {
  backoff: Duration
  lastUpdate: Time
}

/** How long to wait before trying again, by key: doubles with each try up to a maximum, forgotten after a while. */
// client-go: util/flowcontrol/backoff.go Backoff (v1.36)
export class BackOff {
  readonly #initial: Duration
  readonly #max: Duration
  readonly #forget: Duration
  readonly #entries = new Map<string, Entry>()

  constructor(initial: Duration, max: Duration, forget: Duration) {
    this.#initial = initial
    this.#max = max
    this.#forget = forget
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  get(key: string): Duration {
    return this.#entries.get(key)?.backoff ?? 0
  }

  /** Whether the wait that counts from `since` (an exit) is still on. */
  isInBackOffSince(key: string, since: Time, now: Time): boolean {
    const entry = this.#entries.get(key)
    if (!entry || this.#expired(entry, since)) return false
    return now - since < entry.backoff
  }

  /** Whether the wait that counts from the last update is still on. */
  isInBackOffSinceUpdate(key: string, now: Time): boolean {
    const entry = this.#entries.get(key)
    if (!entry || this.#expired(entry, now)) return false
    return now - entry.lastUpdate < entry.backoff
  }

  next(key: string, since: Time, now: Time): void {
    const entry = this.#entries.get(key)
    if (!entry || this.#expired(entry, since)) {
      this.#entries.set(key, { backoff: this.#initial, lastUpdate: now })
    } else {
      entry.backoff = Math.min(entry.backoff * 2, this.#max)
      entry.lastUpdate = now
    }
  }

  /** What housekeeping does every two seconds, for one key: an entry that is old by now is dropped, waiting or not. */
  collect(key: string, now: Time): void {
    const entry = this.#entries.get(key)
    if (entry && now - entry.lastUpdate > this.#forget) this.#entries.delete(key)
  }

  #expired(entry: Entry, at: Time): boolean {
    return at - entry.lastUpdate > this.#forget
  }
}

// kubelet: kubelet.go newCrashLoopBackOff, imageBackOffPeriod, MaxImageBackOff (v1.36)
export const CRASH_LOOP_INITIAL: Duration = 10 * SECOND
export const CRASH_LOOP_MAX: Duration = 300 * SECOND
export const BACK_OFF_FORGET: Duration = 600 * SECOND

/** With `most` a node's own longest wait; where that is short, so is the first. */
// kubelet: kubelet.go newCrashLoopBackOff, KubeletCrashLoopBackOffMax (v1.36)
export function crashLoopBackOff(most: Duration = CRASH_LOOP_MAX): BackOff {
  return new BackOff(Math.min(CRASH_LOOP_INITIAL, most), most, BACK_OFF_FORGET)
}

/** Another image or other resources begin a new series. */
// kubelet: kuberuntime/helpers.go GetBackoffKey (v1.36)
export function backOffKey({ metadata }: Pod, { name, image, resources = {} }: Container): string {
  const pod = `${metadata.name}/${metadata.namespace ?? DEFAULT_NAMESPACE}/${metadata.uid ?? ''}`
  return `${pod}/${name}/${image}/${JSON.stringify(resources)}`
}

export type StartDecision =
  /** No instance has ended yet: nothing to wait for. */
  | { readonly kind: 'start'; readonly rule?: undefined }
  /** A restart that needs no (further) wait; the next one waits `nextWaitMs`. */
  | {
      readonly kind: 'restart'
      readonly rule: 'BACKOFF-1' | 'BACKOFF-2' | 'BACKOFF-3' | 'BACKOFF-4'
      readonly nextWaitMs: Duration
    }
  | { readonly kind: 'refuse'; readonly waitMs: Duration; readonly since: Time; readonly expiresAt: Time }

/**
 * Whether a container may start now. `exited` is the end of the newest instance that had ended when this sync began:
 * after a probe kill (`newestRuns`: the newest one was running then) that is the one before the killed one.
 */
// kubelet: kuberuntime_manager.go doBackOff (v1.36)
export function doBackOff(
  table: BackOff,
  key: string,
  exited: Time | undefined,
  newestRuns: boolean,
  now: Time,
): StartDecision {
  if (exited === undefined) return { kind: 'start' }
  const known = table.has(key)
  const before = table.get(key)
  table.collect(key, now)
  if (table.isInBackOffSince(key, exited, now)) {
    const waitMs = table.get(key)
    return { kind: 'refuse', waitMs, since: exited, expiresAt: exited + waitMs }
  }
  table.next(key, exited, now)
  const nextWaitMs = table.get(key)
  const anew = known && nextWaitMs <= before && nextWaitMs < CRASH_LOOP_MAX
  return {
    kind: 'restart',
    rule: !known ? 'BACKOFF-1' : anew ? 'BACKOFF-3' : newestRuns ? 'BACKOFF-4' : 'BACKOFF-2',
    nextWaitMs,
  }
}
