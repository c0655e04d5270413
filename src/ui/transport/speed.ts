import { FASTEST, SLOWEST } from '../../app/store.ts'

/** The slider moves in equal ratios: so many steps over the whole range. */
export const SPEED_STEPS = 100
const RANGE = Math.log(FASTEST / SLOWEST)

/** Speeds that `[` and `]` stop at, and that the slider marks. */
export const SPEED_STOPS: readonly number[] = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600]

export function speedOfStep(step: number): number {
  return roundSpeed(SLOWEST * Math.exp((RANGE * step) / SPEED_STEPS))
}

export function stepOfSpeed(speed: number): number {
  return Math.round((Math.log(speed / SLOWEST) / RANGE) * SPEED_STEPS)
}

export function nextStop(speed: number, direction: 1 | -1): number {
  const found =
    direction === 1 ? SPEED_STOPS.find((stop) => stop > speed) : SPEED_STOPS.findLast((stop) => stop < speed)
  return found ?? speed
}

/** Near a stop it is that stop; elsewhere two digits are enough. */
function roundSpeed(speed: number): number {
  const stop = SPEED_STOPS.find((each) => Math.abs(Math.log(speed / each)) < RANGE / SPEED_STEPS / 2)
  return stop ?? Number(speed.toPrecision(2))
}

export function speedText(speed: number): string {
  return `${speed}×`
}
