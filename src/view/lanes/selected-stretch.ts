import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import { clampStretch, type Stretch } from '../time/time-scale.ts'
import type { Lane } from './lane.ts'

/** Around what is selected, a little of what came before and after. */
const MARGIN = 0.15
/** An instant alone is nothing to look at. */
const LEAST: Duration = 2 * SECOND

/** What a look at the selected thing takes in: the mark over all its time, or the surroundings of an instant. */
export function selectedStretch(lanes: readonly Lane[], seq: number, at: Time, extentMs: Time): Stretch {
  let [from, to] = [at, at]
  for (const { marks } of lanes) {
    for (const mark of marks) {
      if (mark.seq !== seq) continue
      from = Math.min(from, mark.from)
      to = Math.max(to, mark.to)
    }
  }
  const margin = Math.max((to - from) * MARGIN, (LEAST - (to - from)) / 2, 0)
  return clampStretch({ fromMs: from - margin, toMs: to + margin }, extentMs)
}
