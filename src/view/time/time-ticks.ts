import { type Duration, HOUR, MINUTE, SECOND, type Time } from '../../lib/time.ts'
import { straightPieces, type TimeScale } from './time-scale.ts'

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

/** Round instants within a scale, their labels at least `roomPx` apart; none within folds. */
export function ticksOf(scale: TimeScale, roomPx: number): Ticks {
  const step = STEPS.find((each) => each * scale.pxPerMs >= roomPx) ?? (STEPS.at(-1) as Duration)
  const smallStep = step === 1 ? 1 : step / partsOf(step)
  const labelled: Time[] = []
  const small: Time[] = []
  for (const { fromMs, toMs } of straightPieces(scale)) {
    for (let i = Math.ceil(fromMs / smallStep); i * smallStep <= toMs; i += 1) {
      const at = i * smallStep
      if (Math.abs(at / step - Math.round(at / step)) < 1e-9) labelled.push(at)
      else small.push(at)
    }
  }
  return { step, labelled, small }
}
