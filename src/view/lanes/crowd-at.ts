import { exactTimeAt, type Stretch, type TimeScale, xOf } from '../time/time-scale.ts'
import type { Lane, Mark } from './lane.ts'
import { marksWithin } from './mark-index.ts'
import { placeRow } from './row.ts'

/** So far beside a point is looked: no crowd is thinner than that. */
const AROUND = 100

/** The stretch that one pixel stands for, where a lane's marks are a crowd; undefined: each can be pointed at. */
export function crowdAt(lane: Lane, scale: TimeScale, x: number): Stretch | undefined {
  const [first, end] = marksWithin(lane.marks, exactTimeAt(scale, x - AROUND), exactTimeAt(scale, x + AROUND))
  const row = lane.marks.slice(first, end).filter((mark) => isOfRow(lane, mark))
  const drawn = placeRow(
    row.map(({ from, to }) => ({ x0: xOf(scale, from), x1: xOf(scale, to) })),
    { left: x - 1, right: x + 1, column: 1 },
  )
  const crowd = drawn.find((each) => each.kind === 'shares' && each.crowd && x >= each.left && x <= each.right)
  return crowd && { fromMs: exactTimeAt(scale, x - 1), toMs: exactTimeAt(scale, x + 1) }
}

/** Of a node's rows the first is what it is about; conditions are several rows, and each is told by itself. */
function isOfRow(lane: Lane, mark: Mark): boolean {
  if (lane.kind === 'pod') return mark.kind === 'status'
  if (lane.kind === 'conditions' || lane.kind === 'probe') return false
  return mark.kind === 'bar' && (lane.kind !== 'node' || mark.top <= lane.barTop)
}
