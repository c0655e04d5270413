import type { Lane } from './lane.ts'
import { eventfulness } from './moments.ts'

/** Which lanes somebody has chosen for a room, or taken away, by their ids. */
export type LaneChoice = Readonly<Record<string, boolean>>

const NO_CHOICE: LaneChoice = {}

/**
 * What a room at a distance sees, in the usual order: STATUS and the lanes in which most happens, as far as there is
 * room; those that were chosen in any case. One at least.
 */
export function presentedLanes(lanes: readonly Lane[], room: number, choice: LaneChoice = NO_CHOICE): readonly Lane[] {
  const wish = (lane: Lane) => (Object.hasOwn(choice, lane.id) ? choice[lane.id] : undefined)
  const shown = new Set(lanes.filter((lane) => wish(lane) === true))
  let height = [...shown].reduce((sum, lane) => sum + lane.height, 0)
  for (const lane of ranked(lanes.filter((each) => wish(each) === undefined))) {
    if (shown.size > 0 && height + lane.height > room) continue
    shown.add(lane)
    height += lane.height
  }
  return lanes.filter((lane) => shown.has(lane))
}

/** So few Pods are each of them told of; of more those that most becomes of. */
const FEW_PODS = 3

/** Where less happens there is nothing to be seen. */
const LEAST = 2

/** STATUS first, but for one Pod's, which is told elsewhere: there it is what has most to say, and STATUS then. */
function ranked(lanes: readonly Lane[]): readonly Lane[] {
  const pods = lanes.filter(({ kind }) => kind === 'pod')
  const told = lanes
    .map((lane) => ({ lane, much: eventfulness(lane) }))
    .filter(({ much }) => much >= LEAST)
    .sort((a, b) => b.much - a.much)
    .map(({ lane }) => lane)
  if (pods.length > FEW_PODS) return told
  const others = told.filter(({ kind }) => kind !== 'pod')
  return pods.length === 1 ? [...others.slice(0, 1), ...pods, ...others.slice(1)] : [...pods, ...others]
}
