import type { Lane } from '../../../view/lanes/lane.ts'
import type { Brush } from './brush.ts'

type PaintGhost = (brush: Brush, lane: Lane, top: number) => void

let painter: PaintGhost | undefined

/** What paints a pinned run comes with what compares, and not before. */
export function setGhostPainter(paint: PaintGhost): void {
  painter = paint
}

export function paintGhost(brush: Brush, lane: Lane, top: number): void {
  if (brush.scene.ghost) painter?.(brush, lane, top)
}
