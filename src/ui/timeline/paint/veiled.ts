import { RULER } from '../../../view/lanes/geometry.ts'
import { Brush } from './brush.ts'
import { paintPlayhead, paintRuler } from './frame.ts'
import type { Scene } from './scene.ts'

/**
 * What is still to come is not shown: the lanes end at the playhead, words that have no room before it too, and only
 * the ruler goes on.
 */
export function paintVeiled(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  paint: (ctx: CanvasRenderingContext2D, scene: Scene) => void,
): void {
  const ratio = scene.devicePixelRatio * scene.unit
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  const whole = { ...scene, veiled: false }
  const brush = new Brush(ctx, whole)
  const { scale, tones, width, height } = brush.scene
  const now = Math.min(Math.max(scale.left, brush.snap(brush.playheadX)), width)
  brush.fill(tones.future, 0, 0, width, height)
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, RULER, now, height)
  ctx.clip()
  // How long a wait will be is for the room to say.
  const words = { ...scene.words, left: () => '', ofBackOff: () => '' }
  const toMs = Math.min(Math.max(scale.fromMs, scene.playheadMs), scale.toMs)
  paint(ctx, { ...whole, words, statusApart: true, width: now, scale: { ...scale, right: now, toMs } })
  ctx.restore()
  paintRuler(brush)
  paintPlayhead(brush)
}
