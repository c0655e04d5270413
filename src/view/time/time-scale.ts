import { type Duration, HOUR, MINUTE, SECOND, type Time } from '../../lib/time.ts'
import { type Fold, lengthOf, NO_FOLDS } from './time-fold.ts'

export interface Stretch {
  readonly fromMs: Time
  readonly toMs: Time
}

/**
 * Maps instants to pixels: a straight line, so that one duration always has one width; except where quiet stretches
 * are folded, each to a few pixels that carry a break sign.
 */
export interface TimeScale extends Stretch {
  /** Where fromMs is drawn. */
  readonly left: number
  /** Where toMs is drawn. */
  readonly right: number
  /** Outside of folds. */
  readonly pxPerMs: number
  readonly folds: readonly Fold[]
  /** The width of each fold. */
  readonly foldPx: number
  /** Where instant 0 is drawn, or would be. */
  readonly zeroX: number
}

/** The closest look: one pixel a millisecond, so at least this many milliseconds stay in sight. */
export const SHORTEST_STRETCH: Duration = 200
/** Room for a break sign. */
const FOLD_PX = 20
/** All folds together leave at least this much to what happens. */
const FOLDED_SHARE = 0.3

export function timeScale(stretch: Stretch, left: number, right: number, folds: readonly Fold[] = NO_FOLDS): TimeScale {
  const width = Math.max(1, right - left)
  if (folds.length === 0) {
    const length = Math.max(1, stretch.toMs - stretch.fromMs)
    const pxPerMs = width / length
    return { ...stretch, left, right, pxPerMs, folds, foldPx: 0, zeroX: left - stretch.fromMs * pxPerMs }
  }
  const foldPx = Math.min(FOLD_PX, (width * FOLDED_SHARE) / folds.length)
  const shown = beyondFolds(stretch, folds)
  const { kept, folded } = measure(shown, folds)
  const pxPerMs = Math.max(1, width - folded * foldPx) / Math.max(1, kept)
  const zeroX = left - travelOf({ pxPerMs, folds, foldPx }, shown.fromMs)
  return { ...shown, left, right, pxPerMs, folds, foldPx, zeroX }
}

/** A stretch within a fold would show nothing: it takes in what stands beside it. */
function beyondFolds({ fromMs, toMs }: Stretch, folds: readonly Fold[]): Stretch {
  const around = folds.find((fold) => fromMs >= fold.fromMs && toMs <= fold.toMs)
  return around ? { fromMs: around.fromMs - SHORTEST_STRETCH, toMs: around.toMs + SHORTEST_STRETCH } : { fromMs, toMs }
}

/** How many milliseconds of a stretch are outside of folds, and how many folds, in parts of one, are within it. */
function measure(
  { fromMs, toMs }: Stretch,
  folds: readonly Fold[],
): { readonly kept: number; readonly folded: number } {
  let kept = toMs - fromMs
  let folded = 0
  for (const fold of folds) {
    const within = Math.min(toMs, fold.toMs) - Math.max(fromMs, fold.fromMs)
    if (within <= 0) continue
    kept -= within
    folded += within / lengthOf(fold)
  }
  return { kept, folded }
}

type Ruler = Pick<TimeScale, 'pxPerMs' | 'folds' | 'foldPx'>

/** How far an instant is from 0, in pixels: what panning does not change. */
export function travelOf({ pxPerMs, folds, foldPx }: Ruler, at: Time): number {
  let gone = 0
  let gained = 0
  for (const fold of folds) {
    if (at <= fold.fromMs) break
    const length = lengthOf(fold)
    const within = Math.min(at, fold.toMs) - fold.fromMs
    gone += within
    gained += (foldPx * within) / length
  }
  return (at - gone) * pxPerMs + gained
}

/** The inverse of travelOf, not rounded. */
function instantAt({ pxPerMs, folds, foldPx }: Ruler, travel: number): number {
  let gone = 0
  let gained = 0
  for (const fold of folds) {
    const start = (fold.fromMs - gone) * pxPerMs + gained
    if (travel <= start) break
    if (travel < start + foldPx) return fold.fromMs + ((travel - start) / foldPx) * lengthOf(fold)
    gone += lengthOf(fold)
    gained += foldPx
  }
  return (travel - gained) / pxPerMs + gone
}

export function xOf(scale: TimeScale, at: Time): number {
  if (scale.folds.length === 0) return scale.left + (at - scale.fromMs) * scale.pxPerMs
  return scale.zeroX + travelOf(scale, at)
}

/** The instant under a pixel, as a whole millisecond. */
export function timeAt(scale: TimeScale, x: number): Time {
  return Math.round(exactTimeAt(scale, x))
}

export function exactTimeAt(scale: TimeScale, x: number): number {
  if (scale.folds.length === 0) return scale.fromMs + (x - scale.left) / scale.pxPerMs
  return instantAt(scale, x - scale.zeroX)
}

/** The pieces of what is shown in which one duration has one width, with a little room on both sides. */
export function straightPieces(scale: TimeScale, beyondPx = 0): readonly Stretch[] {
  const fromMs = exactTimeAt(scale, scale.left - beyondPx)
  const toMs = exactTimeAt(scale, scale.right + beyondPx)
  const pieces: Stretch[] = []
  let at = fromMs
  for (const fold of scale.folds) {
    if (fold.toMs <= at || fold.fromMs >= toMs) continue
    if (fold.fromMs > at) pieces.push({ fromMs: at, toMs: fold.fromMs })
    at = fold.toMs
  }
  if (toMs > at) pieces.push({ fromMs: at, toMs })
  return pieces
}

/** Moves and shrinks a stretch until it lies within 0 and `extentMs`. */
export function clampStretch({ fromMs, toMs }: Stretch, extentMs: Time): Stretch {
  const extent = Math.max(extentMs, SHORTEST_STRETCH)
  const length = Math.min(Math.max(Math.round(toMs - fromMs), SHORTEST_STRETCH), extent)
  const from = Math.min(Math.max(0, Math.round(fromMs)), extent - length)
  return { fromMs: from, toMs: from + length }
}

/** Zooms so that `at` stays under the same pixel. factor > 1: closer. */
export function zoomAround(stretch: Stretch, factor: number, at: Time, extentMs: Time): Stretch {
  const length = stretch.toMs - stretch.fromMs
  const next = Math.min(Math.max(length / factor, SHORTEST_STRETCH), Math.max(extentMs, SHORTEST_STRETCH))
  const share = length === 0 ? 0.5 : (at - stretch.fromMs) / length
  const from = at - next * share
  return clampStretch({ fromMs: from, toMs: from + next }, extentMs)
}

/** The same on a scale, whose folds keep their width. */
export function zoomScale(scale: TimeScale, factor: number, at: Time, extentMs: Time): Stretch {
  if (scale.folds.length === 0) return zoomAround(scale, factor, at, extentMs)
  const { left, right, folds } = scale
  const farthest = timeScale({ fromMs: 0, toMs: extentMs }, left, right, folds)
  const closest = Math.max(farthest.pxPerMs, (right - left) / SHORTEST_STRETCH)
  const pxPerMs = Math.min(Math.max(scale.pxPerMs * factor, farthest.pxPerMs), closest)
  const next = { ...farthest, pxPerMs }
  const from = travelOf(next, at) - (xOf(scale, at) - left)
  return stretchFrom(next, from, extentMs)
}

/** Moves what a scale shows by pixels. */
export function panScale(scale: TimeScale, px: number, extentMs: Time): Stretch {
  if (scale.folds.length === 0) return panBy(scale, px / scale.pxPerMs, extentMs)
  return stretchFrom(scale, travelOf(scale, scale.fromMs) + px, extentMs)
}

function stretchFrom(scale: TimeScale, from: number, extentMs: Time): Stretch {
  const width = scale.right - scale.left
  const first = Math.max(0, Math.min(from, travelOf(scale, extentMs) - width))
  return { fromMs: instantAt(scale, first), toMs: Math.min(extentMs, instantAt(scale, first + width)) }
}

export function panBy(stretch: Stretch, byMs: Duration, extentMs: Time): Stretch {
  return clampStretch({ fromMs: stretch.fromMs + byMs, toMs: stretch.toMs + byMs }, extentMs)
}

/** 0:10, 1:05, 1:02:00; below a second the decimals that the step needs: 1:05.0, 0:35.125. */
export function clockText(at: Time, step: Duration = SECOND): string {
  const decimals = step >= SECOND ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  const unit = 10 ** (3 - decimals)
  // Cut, as clocks and the API cut: 1:22.995 is 1:22.9, and 1:22, and never also 1:23.
  const rounded = Math.floor(at / unit + 1e-6) * unit
  const whole = Math.floor(rounded / SECOND)
  const fraction =
    decimals === 0
      ? ''
      : `.${String(rounded % SECOND)
          .padStart(3, '0')
          .slice(0, decimals)}`
  const seconds = String(whole % 60).padStart(2, '0')
  const minutes = Math.floor(whole / 60) % 60
  const hours = Math.floor(whole / 3600)
  if (hours > 0) return `${hours}:${String(minutes).padStart(2, '0')}:${seconds}${fraction}`
  return `${minutes}:${seconds}${fraction}`
}

/** A countdown: never shorter than what is left, always to a tenth, so that it does not jump in width. */
export function leftText(ms: Duration): string {
  return `${secondsLeft(ms)} s`
}

/** The seconds of a countdown, to the tenth. */
export function secondsLeft(ms: Duration): string {
  return (Math.ceil(ms / 100) / 10).toFixed(1)
}

/** The seconds of less than a minute: 20, 0.450, 15.4. */
export function seconds(ms: Duration): string {
  if (ms === 0) return '0'
  if (ms < SECOND) return (ms / SECOND).toFixed(3)
  return ms % SECOND === 0 ? `${ms / SECOND}` : (ms / SECOND).toFixed(1)
}

/** A length of time as we say it: 20 s, 0.450 s, 15.4 s, 1m20s. */
export function durationText(ms: Duration): string {
  if (ms < MINUTE) return `${seconds(ms)} s`
  // Rounded first: 59.9 seconds are a minute, not "60s".
  const rounded = Math.round(ms / SECOND) * SECOND
  const hours = Math.floor(rounded / HOUR)
  const minutes = Math.floor((rounded % HOUR) / MINUTE)
  const rest = (rounded % MINUTE) / SECOND
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${rest > 0 ? `${rest}s` : ''}`
}
