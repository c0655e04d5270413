import type { Trace } from '../../trace/trace.ts'
import { objectLanes } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** Whether a claim has found its volume. One that is to be deleted stays for as long as a Pod uses it, as kubectl shows. */
export function claimLanes(trace: Trace, words: LaneWords) {
  return objectLanes(trace, words, 'PersistentVolumeClaim', 'pvc', ({ metadata, status }) => {
    if (metadata.deletionTimestamp !== undefined) return { word: 'Terminating', tone: 't2', pattern: 'solid' }
    const { phase = 'Pending' } = (status ?? {}) as { phase?: string }
    return phase === 'Bound'
      ? { word: phase, tone: 'ready', pattern: 'solid' }
      : { word: phase, tone: 'waiting', pattern: 'hatch' }
  })
}
