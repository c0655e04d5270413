import type { Lane } from '../../../view/lanes/lane.ts'
import type { MarkExtent } from '../../../view/lanes/legend.ts'
import type { Brush } from './brush.ts'

/** Rings nearer than this would be one line: they become one ring. */
const APART = 4
const AROUND = 3

/** A ring around each mark of the kind that the legend shows; around all of them where they stand close. */
export function paintLit(brush: Brush, lane: Lane, top: number): void {
  const { ctx, scene, tones } = brush
  if (!scene.lit) return
  ctx.strokeStyle = tones.t1
  ctx.lineWidth = 1.5
  // Rows of a lane are ringed each by itself.
  const rows = new Map<string, { readonly band: MarkExtent['band']; left: number; right: number }>()
  const close = (key: string) => {
    const ring = rows.get(key)
    if (!ring) return
    const [y0, y1] = ring.band
    ctx.beginPath()
    ctx.roundRect(ring.left - AROUND, top + y0 - 2, ring.right - ring.left + 2 * AROUND, y1 - y0 + 4, 4)
    ctx.stroke()
  }
  for (const { from, to, band } of scene.lit(lane)) {
    if (to < brush.fromMs || from > brush.toMs) continue
    const [left, right] = [Math.max(brush.x(from), brush.scale.left - 8), Math.min(brush.x(to), brush.right)]
    const key = band.join()
    const open = rows.get(key)
    if (open && left - open.right < APART + 2 * AROUND) open.right = Math.max(open.right, right)
    else {
      close(key)
      rows.set(key, { band, left, right })
    }
  }
  for (const key of rows.keys()) close(key)
}
