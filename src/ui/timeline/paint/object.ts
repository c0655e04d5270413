import type { Bar, Flag, NodeLane, ObjectLane, Tick } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'
import { paintRow } from './row.ts'
import { paintFlags } from './signals.ts'

const REASON = { face: 'mono', size: 10, weight: 400 } as const
const TICK = 8

/** How an object stands: rows of bars; of a node its taints as flags, too, and its Events. */
export function paintObject(brush: Brush, lane: NodeLane | ObjectLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  // A bar that is lower than others stands on the same foot: the foot tells the row.
  const rows = new Map<number, Bar[]>()
  const flags: Flag[] = []
  const ticks: Tick[] = []
  for (const mark of lane.marks.slice(first, end)) {
    if (mark.kind === 'flag') flags.push(mark)
    else if (mark.kind === 'tick') ticks.push(mark)
    else if (mark.kind === 'bar') {
      const foot = mark.top + mark.height
      const row = rows.get(foot) ?? []
      rows.set(foot, row)
      row.push(mark)
    }
  }
  for (const row of rows.values()) paintRow(brush, row, top)
  paintFlags(brush, flags, lane.id, top)
  paintEvents(brush, ticks, top)
}

/** A tick for each, and its reason where there is room up to the next. */
function paintEvents(brush: Brush, ticks: readonly Tick[], top: number): void {
  const { tones } = brush
  for (const [i, tick] of ticks.entries()) {
    const x = brush.snap(brush.x(tick.from))
    brush.fill(tones.line2, x, top + tick.top, 1, TICK)
    const next = ticks[i + 1]
    const width = brush.measure(tick.text, REASON)
    const room = brush.clearOf(x, next ? brush.x(next.from) : brush.scene.width) - x
    if (room < width + 10 || x < brush.scale.left - 2) continue
    brush.uncutText(tick.text, x + 5 + width / 2, top + tick.top + 5, {
      ...REASON,
      colour: tones.t2,
      align: 'center',
      halo: true,
    })
  }
}
