import type { Time } from '../../lib/time.ts'
import { clockText } from './time-scale.ts'

/**
 * The clock as somebody reads it who stands still: with milliseconds where tenths would not say where one is. Two
 * changes within a tenth of a second then have two times.
 */
export function exactClock(at: Time): string {
  return clockText(at, at % 100 === 0 ? 100 : 1)
}
