import { type Duration, rfc3339Micro, SECOND, type Time } from '../../lib/time.ts'
import { clockText } from './time-scale.ts'

/** How instants are told: since the start, or as the clock on the wall of the simulated cluster. */
export type ClockKind = 'relative' | 'wall'

/** 09:00:05, or 09:00:05.1 where the step asks for it: what the objects' own timestamps say (UTC). */
function wallText(at: Time, step: Duration = SECOND): string {
  const decimals = step >= SECOND ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  const unit = 10 ** (3 - decimals)
  // Cut, as the API cuts: the same instant is never told with another second.
  const text = rfc3339Micro(Math.floor(at / unit) * unit)
  return text.slice(11, decimals === 0 ? 19 : 20 + decimals)
}

/** Writes an instant with the decimals that steps of this length need. */
export type Clock = (at: Time, step?: Duration) => string

/** For somebody who stands still: with milliseconds where tenths would not say where one is. */
export function exactOn(clock: Clock, at: Time): string {
  return clock(at, at % 100 === 0 ? 100 : 1)
}

export const CLOCKS: Readonly<Record<ClockKind, Clock>> = { relative: clockText, wall: wallText }
