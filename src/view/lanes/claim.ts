import type { Trace } from '../../trace/trace.ts'
import { objectLanes } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** Whether a claim has found its volume. */
export function claimLanes(trace: Trace, words: LaneWords) {
  return objectLanes(trace, words, 'PersistentVolumeClaim', 'pvc', ({ status }) => {
    const { phase = 'Pending' } = (status ?? {}) as { phase?: string }
    return phase === 'Bound'
      ? { word: phase, tone: 'ready', pattern: 'solid' }
      : { word: phase, tone: 'waiting', pattern: 'hatch' }
  })
}
