import { LOG_STRIP } from '../../../view/lanes/geometry.ts'
import type { ContainerLane } from '../../../view/lanes/lane.ts'
import { lowerBound } from '../../../view/lanes/level-of-detail.ts'
import { straightPieces } from '../../../view/time/time-scale.ts'
import type { Brush } from './brush.ts'

const COLUMN = 2

/** How much was said when: a tick for a line, a higher one for many at once. */
export function paintLogStrip(brush: Brush, { logs, logTop }: ContainerLane, top: number): void {
  const { at } = logs
  if (at.length === 0) return
  const y = top + logTop
  for (const { fromMs, toMs } of straightPieces(brush.scale, 16)) {
    let i = lowerBound(at, at.length, fromMs)
    const end = lowerBound(at, at.length, toMs)
    while (i < end) {
      const x = Math.floor(brush.x(at[i] as number) / COLUMN) * COLUMN
      // Where lines are dense, the next column is looked for, not walked to.
      const next = Math.min(end, lowerBound(at, end, brush.timeAt(x + COLUMN), i + 1))
      const height = Math.min(LOG_STRIP, 3 + Math.round(2 * Math.log2(next - i)))
      brush.fill(brush.tones.t3, x, y, next - i > 1 ? COLUMN : 1, height)
      i = next
    }
  }
}
