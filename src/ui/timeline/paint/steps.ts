import type { StepsLane } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'

export function paintSteps(brush: Brush, lane: StepsLane, top: number): void {
  const { ctx, tones } = brush
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const style = { face: 'mono', size: 11, weight: 400 } as const
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind !== 'pin') continue
    const x = brush.snap(brush.x(mark.from))
    const chosen = mark.seq !== undefined && brush.chosen.has(mark.seq)
    brush.line(tones.t1, 1.5, [
      [x, top + 14],
      [x, top + 27],
    ])
    ctx.fillStyle = tones.t1
    ctx.beginPath()
    ctx.arc(x, top + 14, chosen ? 5 : 4, 0, 2 * Math.PI)
    ctx.fill()
    const next = lane.marks[i + 1]
    const room = Math.min(next ? brush.x(next.from) - 8 : Number.POSITIVE_INFINITY, brush.scene.width - 6) - x - 8
    const text = shorten(brush, mark.text, room, style)
    if (text) brush.text(text, x + 9, top + 14, { ...style, colour: tones.t1, halo: true })
  }
}

function shorten(
  brush: Brush,
  text: string,
  room: number,
  style: { readonly face: 'mono'; readonly size: number; readonly weight: number },
): string {
  if (brush.measure(text, style) <= room) return text
  const letter = brush.measure('0', style)
  const letters = Math.floor(room / letter) - 1
  return letters < 4 ? '' : `${text.slice(0, letters)}…`
}
