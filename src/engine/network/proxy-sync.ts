import type { Duration, Time } from '../../lib/time.ts'

/** Something that every node's kube-proxy hears of, at about the same time. */
export interface Heard {
  readonly at: Time
}

/** How far one node has come with what there was to hear. */
export interface ProxyState {
  /** So many things stand in the rules. */
  readonly applied: number
  /** A sync that is under way, or to come, and how many things it takes up. */
  readonly next: { readonly startsAt: Time; readonly takes: number } | undefined
  /** When the last one had ended. */
  readonly endedAt: Time
}

export const NOTHING_HEARD: ProxyState = { applied: 0, next: undefined, endedAt: Number.NEGATIVE_INFINITY }

/** Between the end of one sync and the beginning of the next, however much there is to be heard. */
// kube-proxy: apis/config/v1alpha1/defaults.go minSyncPeriod (v1.36)
const MIN_SYNC_PERIOD: Duration = 1000

/**
 * PROXY-2: where a node's kube-proxy has come to: it begins as soon as it hears something, takes up all that it has heard by then,
 * and rests for a second afterwards. Computed from what was heard when somebody asks, and not before.
 */
// kube-proxy: runner/bounded_frequency_runner.go Loop (v1.36)
export function proxyStateAt(heard: readonly Heard[], before: ProxyState, syncTime: Duration, now: Time): ProxyState {
  let state = before
  for (;;) {
    const { applied, next, endedAt } = state
    if (next) {
      const endsAt = next.startsAt + syncTime
      if (endsAt > now) return state
      state = { applied: next.takes, next: undefined, endedAt: endsAt }
      continue
    }
    const first = heard[applied]
    if (!first) return state
    const startsAt = Math.max(first.at, endedAt + MIN_SYNC_PERIOD)
    if (startsAt > now) return state
    let takes = applied
    for (let each = heard[takes]; each && each.at <= startsAt; each = heard[takes]) takes++
    state = { applied, next: { startsAt, takes }, endedAt }
  }
}
