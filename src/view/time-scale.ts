import { type Duration, HOUR, MINUTE, SECOND, type Time } from '../lib/time.ts'

export interface Stretch {
  readonly fromMs: Time
  readonly toMs: Time
}

/** Maps instants to pixels: a straight line, so that one duration always has one width. */
export interface TimeScale extends Stretch {
  /** Where fromMs is drawn. */
  readonly left: number
  /** Where toMs is drawn. */
  readonly right: number
  readonly pxPerMs: number
}

/** The closest look: one pixel a millisecond, so at least this many milliseconds stay in sight. */
export const SHORTEST_STRETCH: Duration = 200

export function timeScale(stretch: Stretch, left: number, right: number): TimeScale {
  const length = Math.max(1, stretch.toMs - stretch.fromMs)
  return { ...stretch, left, right, pxPerMs: Math.max(1, right - left) / length }
}

export function xOf(scale: TimeScale, at: Time): number {
  return scale.left + (at - scale.fromMs) * scale.pxPerMs
}

/** The instant under a pixel, as a whole millisecond. */
export function timeAt(scale: TimeScale, x: number): Time {
  return Math.round(scale.fromMs + (x - scale.left) / scale.pxPerMs)
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

export function panBy(stretch: Stretch, byMs: Duration, extentMs: Time): Stretch {
  return clampStretch({ fromMs: stretch.fromMs + byMs, toMs: stretch.toMs + byMs }, extentMs)
}

const STEPS: readonly Duration[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
]

/** How many small steps a labelled one is cut into, so that the small ones are round too. */
function partsOf(step: Duration): number {
  const first = Number(String(step / (step >= HOUR ? HOUR : step >= MINUTE ? MINUTE : 1))[0])
  if (step >= SECOND && step < MINUTE) return step === 15 * SECOND || step === 30 * SECOND ? 3 : 2
  return first === 5 ? 5 : 2
}

export interface Ticks {
  readonly step: Duration
  readonly labelled: readonly Time[]
  readonly small: readonly Time[]
}

/** Round instants within a scale, their labels at least `roomPx` apart. */
export function ticksOf(scale: TimeScale, roomPx: number): Ticks {
  const step = STEPS.find((each) => each * scale.pxPerMs >= roomPx) ?? (STEPS.at(-1) as Duration)
  const smallStep = step === 1 ? 1 : step / partsOf(step)
  const labelled: Time[] = []
  const small: Time[] = []
  for (let i = Math.ceil(scale.fromMs / smallStep); i * smallStep <= scale.toMs; i += 1) {
    const at = i * smallStep
    if (Math.abs(at / step - Math.round(at / step)) < 1e-9) labelled.push(at)
    else small.push(at)
  }
  return { step, labelled, small }
}

/** 0:10, 1:05, 1:02:00; below a second the decimals that the step needs: 1:05.0, 0:35.125. */
export function clockText(at: Time, step: Duration = SECOND): string {
  const decimals = step >= SECOND ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  const unit = 10 ** (3 - decimals)
  const rounded = Math.round(at / unit) * unit
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
  return `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`
}

/** A length of time as we say it: 20 s, 0.450 s, 15.4 s, 1m20s. */
export function durationText(ms: Duration): string {
  if (ms === 0) return '0 s'
  if (ms < SECOND) return `${(ms / SECOND).toFixed(3)} s`
  if (ms < MINUTE) return `${ms % SECOND === 0 ? ms / SECOND : (ms / SECOND).toFixed(1)} s`
  // Rounded first: 59.9 seconds are a minute, not "60s".
  const rounded = Math.round(ms / SECOND) * SECOND
  const hours = Math.floor(rounded / HOUR)
  const minutes = Math.floor((rounded % HOUR) / MINUTE)
  const seconds = (rounded % MINUTE) / SECOND
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${seconds > 0 ? `${seconds}s` : ''}`
}
