import type { Time } from '../lib/time.ts'
import { type Fold, foldAt, lengthOf } from '../view/time/time-fold.ts'
import type { AppState, TimeWindow } from './state.ts'

/** A folded stretch is passed in so many milliseconds of the user's time. */
const FOLD_PASSED_MS = 500

/** Where the playhead is `elapsedMs` of the user's time later. Not rounded. */
export function courseFrom(at: number, elapsedMs: number, speed: number, folds: readonly Fold[]): number {
  let here = at
  let left = elapsedMs
  while (left > 0) {
    const inside = foldAt(folds, here)
    const pace = inside ? Math.max(speed, lengthOf(inside) / FOLD_PASSED_MS) : speed
    const end = inside ? inside.toMs : (folds.find(({ fromMs }) => fromMs > here)?.fromMs ?? Number.POSITIVE_INFINITY)
    const needed = (end - here) / pace
    if (needed >= left) return here + left * pace
    here = end
    left -= needed
  }
  return here
}

/** What is played again and again: the range, or all where there is none, or where it lies behind the end of a shorter run. */
export function loopOf({
  trace,
  looping,
  range,
}: Pick<AppState, 'trace' | 'looping' | 'range'>): TimeWindow | undefined {
  if (!looping || trace === undefined) return undefined
  const whole = trace.ending === 'running' ? undefined : { fromMs: 0, toMs: trace.endMs }
  return range && (whole === undefined || range.fromMs < whole.toMs) ? range : whole
}

/** Back to the beginning of a range that is played again and again. */
export function wrapInto({ fromMs, toMs }: TimeWindow, at: Time): Time {
  const length = toMs - fromMs
  if (at < fromMs) return fromMs
  return at < toMs ? at : fromMs + (length > 0 ? (at - toMs) % length : 0)
}
