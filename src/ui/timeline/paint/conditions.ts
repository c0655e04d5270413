import type { ConditionsLane, Line } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'
import { placed } from './row.ts'

/** What is a crowd does not depend on where the plot ends. */
const BEYOND = 80

export function paintConditions(brush: Brush, lane: ConditionsLane, top: number): void {
  const [first, end] = marksWithin(
    lane.marks,
    brush.timeAt(brush.scale.left - BEYOND),
    brush.timeAt(brush.right + BEYOND),
  )
  paintFalse(brush, lane, first, end, top)
  const rows = new Map<number, Line[]>()
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind !== 'line') continue
    const row = rows.get(mark.y) ?? []
    rows.set(mark.y, row)
    row.push(mark)
  }
  for (const row of rows.values()) paintCondition(brush, row, top)
}

/** A line while it is True. In a crowd it is as high as that was often so. */
function paintCondition(brush: Brush, row: readonly Line[], top: number): void {
  const isTrue = (index: number) => row[index]?.dotted === false
  for (const drawn of placed(brush, row)) {
    if (drawn.kind === 'shares') {
      for (const { left, right, shares } of drawn.columns) {
        const some = shares.filter(({ index }) => isTrue(index))
        const line = row[some[0]?.index ?? -1]
        if (!line) continue
        const share = some.reduce((sum, each) => sum + each.share, 0)
        const height = Math.max(1, 6 * share)
        brush.fill(brush.mark(line.tone), left, top + line.y - height / 2, right - left, height)
      }
      continue
    }
    const line = row[drawn.index] as Line
    if (line.dotted) continue
    // A flicker of readiness is drawn a little higher, or it would be lost among the dots.
    const weight = line.tone === 'ready' && drawn.right - drawn.left < 6 ? 6 : line.weight
    const x0 = Math.max(brush.snap(drawn.left), -10)
    brush.fill(brush.mark(line.tone), x0, top + line.y - weight / 2, Math.max(2, brush.snap(drawn.right) - x0), weight)
  }
}

/** One dotted line a row, from where it is first False to where it is so last: what is True covers its dots. */
function paintFalse(brush: Brush, { marks }: ConditionsLane, first: number, end: number, top: number): void {
  const rows = new Map<number, { from: number; to: number }>()
  for (let i = first; i < end; i += 1) {
    const mark = marks[i]
    if (mark?.kind !== 'line' || !mark.dotted) continue
    const row = rows.get(mark.y)
    if (row) row.to = Math.max(row.to, mark.to)
    else rows.set(mark.y, { from: mark.from, to: mark.to })
  }
  for (const [y, { from, to }] of rows) {
    const x0 = Math.max(brush.x(from), brush.scale.left - 1)
    const x1 = Math.min(brush.x(to) - 1, brush.right)
    // Narrower than its first gap, a dotted line is the ground that is there already.
    if (x1 - x0 < 2) continue
    brush.line(
      brush.tones.line2,
      1,
      [
        [x0, top + y],
        [x1, top + y],
      ],
      [1, 3],
    )
  }
}
