import { type Tone, WORST_LAST } from '../../../view/history/tone.ts'
import type { Bar } from '../../../view/lanes/lane.ts'
import { type Drawn, type DrawnShares, layersOf, placeRow, type RowView } from '../../../view/lanes/row.ts'
import { paintBar } from './bars.ts'
import { type Brush, fade } from './brush.ts'

/** What of a row can be seen, on the grid of the device's pixels. */
function rowView(brush: Brush): RowView {
  const column = Math.max(1, Math.round(1 / brush.hair)) * brush.hair
  return { left: brush.scale.left - 16, right: brush.right, column }
}

export function placed(
  brush: Brush,
  marks: readonly { readonly from: number; readonly to: number }[],
): readonly Drawn[] {
  return placeRow(
    marks.map(({ from, to }) => ({ x0: brush.x(from), x1: brush.x(to) })),
    rowView(brush),
  )
}

/** Bars in a row, each in its place; where they stand too close, what the time was made of. Returns the crowds. */
export function paintRow(brush: Brush, bars: readonly Bar[], top: number): readonly DrawnShares[] {
  const crowds: DrawnShares[] = []
  for (const drawn of placed(brush, bars)) {
    if (drawn.kind === 'bar') {
      paintBar(brush, bars[drawn.index] as Bar, drawn, top)
      continue
    }
    if (drawn.crowd) crowds.push(drawn)
    const some = bars.slice(drawn.first, drawn.end)
    const foot = top + Math.max(...some.map((bar) => bar.top + bar.height))
    const height = Math.max(...some.map((bar) => bar.height))
    paintShares(brush, drawn, (index) => (bars[index] as Bar).tone, { foot, height })
  }
  return crowds
}

/** What has a share is seen, though it were less than a pixel. */
const LEAST = 1

export function paintShares(
  brush: Brush,
  { columns, crowd }: DrawnShares,
  toneOf: (index: number) => Tone,
  { foot, height }: { readonly foot: number; readonly height: number },
): void {
  const { ctx } = brush
  const paths = new Map<Tone, Path2D>()
  for (const column of columns) {
    const layers = layersOf(column, toneOf, WORST_LAST)
    const lifted = layers.map(({ from, to }) => Math.max(LEAST, (to - from) * height))
    const most = lifted.indexOf(Math.max(...lifted))
    // What the small ones are lifted by, the largest gives.
    const over = lifted.reduce((sum, each) => sum + each, 0) - Math.max(height * (1 - column.empty), LEAST)
    if (over > 0) lifted[most] = Math.max(LEAST, (lifted[most] as number) - over)
    let y = foot
    for (const [i, { of }] of layers.entries()) {
      const tall = lifted[i] as number
      const path = paths.get(of) ?? new Path2D()
      paths.set(of, path)
      path.rect(column.left, y - tall, column.right - column.left, tall)
      y -= tall
    }
  }
  for (const [tone, path] of paths) {
    if (crowd && tone === 'waiting') hatch(brush, path, { foot, height }, columns)
    else {
      ctx.fillStyle = brush.mark(tone)
      ctx.fill(path)
    }
  }
}

/** Waiting is hatched, in a crowd as well. */
function hatch(
  brush: Brush,
  path: Path2D,
  { foot, height }: { readonly foot: number; readonly height: number },
  columns: DrawnShares['columns'],
): void {
  const { ctx } = brush
  const mark = brush.mark('waiting')
  const [left, right] = [columns[0]?.left ?? 0, columns.at(-1)?.right ?? 0]
  ctx.save()
  ctx.clip(path)
  brush.fill(fade(mark, 0.22), left, foot - height, right - left, height)
  ctx.strokeStyle = mark
  ctx.lineWidth = 2.2
  ctx.beginPath()
  const step = 6 * Math.SQRT2
  for (let x = Math.floor((left - height) / step) * step; x < right; x += step) {
    ctx.moveTo(x, foot)
    ctx.lineTo(x + height, foot - height)
  }
  ctx.stroke()
  ctx.restore()
}
