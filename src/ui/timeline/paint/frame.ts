import { RULER } from '../../../view/lanes/geometry.ts'
import { ticksOf } from '../../../view/time/time-ticks.ts'
import { exactOn } from '../../../view/time/wall-clock.ts'
import type { Brush } from './brush.ts'
import { paintFoldSigns } from './folds.ts'

const LABEL = { face: 'mono', size: 11, weight: 400 } as const
const NOTE = { face: 'sans', size: 10.5, weight: 400 } as const
const FLAG = { face: 'mono', size: 11.5, weight: 600 } as const
const FLAG_HEIGHT = 18
const FLAG_TOP = 3

export function paintRuler(brush: Brush): void {
  const { scale, scene, tones } = brush
  brush.fill(tones.bg1, 0, 0, scene.width, RULER)
  const widest = brush.measure(scene.clock(scale.toMs, 100), LABEL)
  const { step, labelled, small } = ticksOf(scale, widest + 20)
  for (const at of small) brush.fill(tones.line2, brush.snap(brush.x(at)), RULER - 7, 1, 7)
  paintRange(brush)
  const signs = paintFoldSigns(brush)
  const done = doneNote(brush)
  const flag = flagExtent(brush)
  for (const at of labelled) {
    const x = brush.snap(brush.x(at))
    brush.fill(tones.line2, x, RULER - 11, 1, 11)
    const text = scene.clock(at, step)
    const width = brush.measure(text, LABEL)
    const first = scene.layout.names === 'above' ? scale.left : 0
    const middle = Math.max(first + width / 2, Math.min(x, scene.width - 4 - width / 2))
    const hidden = middle + width / 2 > flag.left - 4 && middle - width / 2 < flag.right + 4
    const folded = signs.some((sign) => middle + width / 2 > sign.left - 3 && middle - width / 2 < sign.right + 3)
    if (hidden || folded || middle + width / 2 > done) continue
    brush.text(text, middle, 9, { ...LABEL, colour: tones.t3, align: 'center' })
  }
  brush.fill(tones.line, 0, RULER - brush.hair, scene.width, brush.hair)
}

/** What is played again and again: a band upon the axis between two stops. */
function paintRange(brush: Brush): void {
  const { scale, scene, tones } = brush
  if (!scene.range) return
  const x0 = Math.max(scale.left - 2, brush.snap(brush.x(scene.range.fromMs)))
  const x1 = Math.min(scene.width, brush.snap(brush.x(scene.range.toMs)))
  if (x1 < scale.left || x0 > scene.width) return
  brush.fill(tones.bg3, x0, 0, x1 - x0, RULER)
  brush.fill(tones.t1, x0, RULER - 3, x1 - x0, 2)
  for (const x of [x0, x1 - 2]) brush.fill(tones.t1, x, RULER - 11, 2, 10)
}

/** The end of what there is to tell. Returns how far other words may go. */
function doneNote(brush: Brush): number {
  const { scale, scene, tones } = brush
  const { trace } = scene
  const text = scene.words.nothingMore
  if (trace?.ending !== 'quiet' || trace.endMs > scale.toMs) return Number.POSITIVE_INFINITY
  const width = brush.measure(text, NOTE)
  const end = Math.min(brush.x(trace.endMs) + 14, scene.width - 6)
  const flag = flagExtent(brush)
  if (flag.right + 8 > end - width || end - width < scale.left + 60) return Number.POSITIVE_INFINITY
  brush.text(text, end, 9, { ...NOTE, colour: tones.t3, align: 'right' })
  return end - width - 6
}

function flagExtent(brush: Brush): { readonly left: number; readonly right: number } {
  const { scene, scale } = brush
  if (scene.playheadMs < scale.fromMs || scene.playheadMs > scale.toMs) return { left: -100, right: -100 }
  const width = brush.measure(exactOn(scene.clock, scene.clockMs), FLAG) + 14
  const left = Math.min(Math.max(brush.playheadX - width / 2, 2), scene.width - width - 2)
  return { left, right: left + width }
}

/** The instant that everything on the page speaks of. */
export function paintPlayhead(brush: Brush): void {
  const { ctx, playheadX, scene, tones } = brush
  const { left, right } = flagExtent(brush)
  if (right < 0) return
  const x = brush.snap(playheadX)
  ctx.fillStyle = tones.t1
  ctx.fillRect(x - 0.75, FLAG_TOP + FLAG_HEIGHT, 1.5, scene.height)
  ctx.beginPath()
  ctx.roundRect(left, FLAG_TOP, right - left, FLAG_HEIGHT, 4)
  ctx.fill()
  brush.polygon([
    [x - 4, FLAG_TOP + FLAG_HEIGHT - 0.5],
    [x + 4, FLAG_TOP + FLAG_HEIGHT - 0.5],
    [x, FLAG_TOP + FLAG_HEIGHT + 4],
  ])
  ctx.fill()
  const text = exactOn(scene.clock, scene.clockMs)
  brush.text(text, (left + right) / 2, FLAG_TOP + FLAG_HEIGHT / 2, { ...FLAG, colour: tones.bg1, align: 'center' })
}
