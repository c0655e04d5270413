import { SECOND } from '../../../lib/time.ts'
import { RULER } from '../../../view/lanes/geometry.ts'
import { lengthOf } from '../../../view/time/time-fold.ts'
import type { Brush } from './brush.ts'

const TEXT = { face: 'mono', size: 10, weight: 400 } as const

/** Where the axis is broken, everything is: a seam, at which bars end and behind which they go on. */
export function paintFolds(brush: Brush, top: number, bottom: number): void {
  const { tones } = brush
  for (const { left, right } of brush.folds) {
    const [x0, x1] = [brush.snap(left), brush.snap(right)]
    brush.fill(tones.bg0, x0, top, x1 - x0, bottom - top)
    for (const x of [x0, x1 - brush.hair]) brush.fill(tones.line, x, top, brush.hair, bottom - top)
  }
}

/** The break sign, where a lane has its marks. */
export function paintBreaks(brush: Brush, y: number): void {
  for (const { left, right } of brush.folds) breakSign(brush, (left + right) / 2, y, Math.min(4, (right - left) / 4))
}

function breakSign(brush: Brush, x: number, y: number, half: number): void {
  for (const middle of [x - half / 2, x + half / 2])
    brush.line(brush.tones.t2, 1, [
      [middle - half / 2, y + half],
      [middle + half / 2, y - half],
    ])
}

/** The sign upon the axis, and how long what it stands for lasts. Returns where no other words may stand. */
export function paintFoldSigns(brush: Brush): readonly { readonly left: number; readonly right: number }[] {
  const { tones } = brush
  const { words } = brush.scene
  let free = brush.scale.left - 8
  return brush.folds.map(({ fold, left, right }) => {
    const middle = (left + right) / 2
    brush.fill(tones.bg1, left, RULER - 12, right - left, 12)
    breakSign(brush, middle, RULER - 6, 4)
    const text = words.length(Math.round(lengthOf(fold) / SECOND) * SECOND)
    const width = brush.measure(text, TEXT)
    if (middle - width / 2 < free || middle + width / 2 > brush.right) return { left, right }
    brush.text(text, middle, 9, { ...TEXT, colour: tones.t2, align: 'center' })
    free = middle + width / 2 + 8
    return { left: middle - width / 2 - 2, right: middle + width / 2 + 2 }
  })
}
