import { ENDPOINT_BAR, ENDPOINT_TOP, GATE } from '../../../view/lanes/geometry.ts'
import type { EndpointsLane, Gate } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'
import { paintRow } from './row.ts'

const WORD = { face: 'sans', size: 11, weight: 500 } as const

export function paintEndpoints(brush: Brush, lane: EndpointsLane, top: number): void {
  const { scale, tones } = brush
  const y = top + ENDPOINT_TOP + ENDPOINT_BAR / 2
  const x0 = Math.max(brush.x(lane.life.from), scale.left)
  const x1 = Math.min(brush.x(lane.life.to), brush.right)
  // Dots stand for "no traffic"; what gets some covers them.
  if (x1 > x0)
    brush.line(
      tones.line2,
      1,
      [
        [x0, y],
        [x1, y],
      ],
      [1, 3],
    )
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const bars = lane.marks.slice(first, end).filter((mark) => mark.kind === 'bar')
  for (const bar of bars) {
    const [left, right] = [Math.max(brush.x(bar.from), x0), Math.min(brush.x(bar.to), x1)]
    if (right > left) brush.fill(brush.ground(left), left, y - 1, right - left, 2)
  }
  paintRow(brush, bars, top)
  const gates: Gate[] = []
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind === 'gate') gates.push(mark)
  }
  let outEnd = Number.NEGATIVE_INFINITY
  let lastX = Number.NEGATIVE_INFINITY
  for (const [i, mark] of gates.entries()) {
    const x = brush.snap(brush.x(mark.from))
    // Upon the same pixel there is nothing more to see.
    if (x - lastX < 1) continue
    lastX = x
    brush.fill(tones.t1, x - 0.75, y - GATE / 2, 1.5, GATE)
    const width = brush.measure(mark.text, WORD)
    if (mark.way === 'out') {
      const next = gates[i + 1]
      const at = brush.besidePlayhead(x + 6, width)
      if (next && brush.x(next.from) - at < width + 6) continue
      brush.text(mark.text, at, y, { ...WORD, colour: tones.t1, halo: true })
      outEnd = at + width
    } else if (x - 6 - width > Math.max(outEnd + 4, scale.left - 2)) {
      brush.text(mark.text, x - 6, y, { ...WORD, colour: tones.t1, align: 'right', halo: true })
    }
  }
}
