import type { Duration, Time } from '../../lib/time.ts'
import { clampStretch, SHORTEST_STRETCH, type Stretch } from '../time/time-scale.ts'
import type { Lane } from './lane.ts'
import { marksWithin } from './mark-index.ts'

/** Of each side, how much of what surrounds the small marks is shown with them. */
const MARGIN = 0.2

/**
 * What the loupe shows around an instant: all marks that are shorter than `small` and lie within `small` of it or of
 * each other, in any of the lanes; then some room on both sides.
 */
export function loupeStretch(lanes: readonly Lane[], at: Time, small: Duration, extentMs: Time): Stretch {
  let [from, to] = [at, at]
  // Each round may reach marks that the one before did not; a cluster has few.
  for (let round = 0; round < 4; round += 1) {
    const before = to - from
    for (const { marks } of lanes) {
      const [first, end] = marksWithin(marks, from - small, to + small)
      for (const mark of marks.slice(first, end)) {
        if (mark.to - mark.from > small || mark.from < from - small || mark.to > to + small) continue
        from = Math.min(from, mark.from)
        to = Math.max(to, mark.to)
      }
    }
    if (to - from === before) break
  }
  const margin = Math.max((to - from) * MARGIN, SHORTEST_STRETCH / 2)
  return clampStretch({ fromMs: from - margin, toMs: to + margin }, extentMs)
}

/** STATUS, the container that is looked at, and its memory: what the loupe has room for. */
export function loupeLanes(lanes: readonly Lane[], of: Lane): readonly Lane[] {
  if (of.kind === 'steps') return lanes.filter((lane) => lane.kind === 'pod').slice(0, 1)
  if (of.kind === 'node' || of.kind === 'object' || of.kind === 'traffic')
    return lanes.filter((lane) => lane === of || lane.kind === 'pod').slice(-2)
  const { uid } = of.pod
  const named = of.kind === 'container' || of.kind === 'probe' || of.kind === 'memory' ? of.container : undefined
  const ofPod = lanes.filter((lane) => 'pod' in lane && lane.pod.uid === uid)
  const container = ofPod.find(
    (lane) =>
      lane.kind === 'container' && (named === undefined ? lane.containerKind === 'app' : lane.container === named),
  )
  const name = container?.kind === 'container' ? container.container : undefined
  return ofPod.filter((lane) => {
    if (lane.kind === 'pod' || lane === container) return true
    if (lane.kind === 'memory') return lane.container === name
    return lane === of && lane.kind !== 'conditions'
  })
}
