import { PROBE_BASELINE, RULER } from '../../../view/lanes/geometry.ts'
import { bandOf, timeOf } from '../../../view/lanes/pointed.ts'
import { type Brush, fade } from './brush.ts'

/** What the pointer is on: an outline around all of it, as far as it can be seen. */
export function hoverRing(brush: Brush): void {
  const { ctx, scene, scale, tones } = brush
  const { hovered, layout } = scene
  const placed = layout.lanes.find(({ lane }) => lane === hovered?.lane)
  if (!hovered || !placed || hovered.kind === 'log') return
  const { from, to } = timeOf(hovered)
  const whole = [2, placed.lane.height - 2] as const
  const [y0, y1] =
    hovered.kind === 'attempt'
      ? [PROBE_BASELINE - 14, PROBE_BASELINE + 20]
      : hovered.kind === 'mark'
        ? (bandOf(hovered.mark, placed.lane) ?? whole)
        : whole
  const x0 = Math.max(brush.x(from), scale.left - 8) - 3
  const x1 = Math.min(brush.x(to), brush.right) + 3
  ctx.strokeStyle = tones.t1
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(x0, RULER + placed.plotTop - scene.scrollTop + y0 - 2.5, x1 - x0, y1 - y0 + 5, 4)
  ctx.stroke()
}

/** A stretch of time that was dragged over: a light over all lanes, between two lines. */
export function paintSpan(brush: Brush): void {
  const { scene, tones, scale } = brush
  if (!scene.span) return
  const x0 = Math.max(scale.left - 1, brush.snap(brush.x(scene.span.fromMs)))
  const x1 = Math.min(brush.right, brush.snap(brush.x(scene.span.toMs)))
  if (x1 < scale.left || x0 > brush.right) return
  brush.fill(fade(tones.t1, 0.09), x0, RULER, x1 - x0, scene.height)
  for (const x of [x0, x1 - 1]) brush.fill(tones.t1, x, RULER, 1, scene.height)
}

/** Around what has just come: it opens and fades, once. */
export function pulseRing(brush: Brush): void {
  const { ctx, scene, tones } = brush
  const placed = scene.pulse && scene.layout.lanes.find(({ lane }) => lane.id === scene.pulse?.lane)
  if (!scene.pulse || !placed) return
  const { at, share, band } = scene.pulse
  const grow = 2 + PULSE_GROWS * share
  const [x, y] = [brush.x(at), RULER + placed.plotTop - scene.scrollTop]
  ctx.strokeStyle = fade(tones.t1, 1 - share)
  ctx.lineWidth = 2 - share
  ctx.beginPath()
  ctx.roundRect(x - 2 - grow, y + band[0] - grow, 4 + 2 * grow, band[1] - band[0] + 2 * grow, 4 + grow / 2)
  ctx.stroke()
}

/** So far it opens. */
const PULSE_GROWS = 12

/** Where the keyboard is. */
export function cursorRing(brush: Brush): void {
  const { ctx, scene, tones } = brush
  const { cursor, layout } = scene
  const placed = layout.lanes.find(({ lane }) => lane.id === cursor?.lane)
  if (!cursor || !placed) return
  const x0 = Math.max(brush.x(cursor.from), brush.scale.left - 8) - 4
  const x1 = Math.min(brush.x(cursor.to), brush.right) + 4
  ctx.strokeStyle = tones.t1
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.roundRect(x0, RULER + placed.plotTop - scene.scrollTop + 3, x1 - x0, placed.lane.height - 6, 4)
  ctx.stroke()
}
