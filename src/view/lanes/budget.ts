import type { Trace } from '../../trace/trace.ts'
import { objectLanes } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** How many of its Pods a PodDisruptionBudget lets go at present, as kubectl's column has it. */
export function budgetLanes(trace: Trace, words: LaneWords) {
  return objectLanes(trace, words, 'PodDisruptionBudget', 'pdb', ({ status }) => {
    const { disruptionsAllowed } = (status ?? {}) as { disruptionsAllowed?: number }
    if (disruptionsAllowed === undefined) return undefined
    const word = `ALLOWED DISRUPTIONS ${disruptionsAllowed}`
    return disruptionsAllowed > 0
      ? { word, tone: 't3', pattern: 'outline' }
      : { word, tone: 'waiting', pattern: 'hatch' }
  })
}
