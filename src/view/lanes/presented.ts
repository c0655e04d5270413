import type { Lane } from './lane.ts'

/** What a room at a distance has to see first. Of several Pods their STATUS, of one what its containers do. */
const OF_ONE: readonly Lane['kind'][] = [
  'container',
  'pod',
  'memory',
  'probe',
  'endpoints',
  'object',
  'steps',
  'conditions',
  'node',
  'setup',
]
const OF_SEVERAL: readonly Lane['kind'][] = [
  'pod',
  'container',
  'endpoints',
  'object',
  'node',
  'memory',
  'probe',
  'steps',
  'conditions',
  'setup',
]

/** The lanes that there is room for, the weightiest first, in their usual order; one at least. */
export function presentedLanes(lanes: readonly Lane[], room: number): readonly Lane[] {
  const order = lanes.filter((lane) => lane.kind === 'pod').length > 1 ? OF_SEVERAL : OF_ONE
  const chosen = new Set<Lane>()
  let height = 0
  for (const kind of order) {
    for (const lane of lanes) {
      if (lane.kind !== kind) continue
      // Where one of a kind has no room, nothing that weighs less takes it.
      if (chosen.size > 0 && height + lane.height > room) return lanes.filter((each) => chosen.has(each))
      chosen.add(lane)
      height += lane.height
    }
  }
  return lanes.filter((lane) => chosen.has(lane))
}
