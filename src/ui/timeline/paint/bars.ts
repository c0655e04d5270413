import type { Bar } from '../../../view/lanes/lane.ts'
import { BLOCK, type Extent } from '../../../view/lanes/level-of-detail.ts'
import type { Brush, TextStyle } from './brush.ts'

const RADIUS = 3

/** One state over its time, in its own shape. `top` is the lane's. */
export function paintBar(brush: Brush, bar: Bar, { left, right }: Extent, laneTop: number): void {
  const { ctx } = brush
  const top = laneTop + bar.top
  const mark = brush.mark(bar.tone)
  const x0 = brush.snap(left)
  const width = Math.max(brush.snap(right) - x0, brush.hair)
  if (width < BLOCK) {
    // There may be thousands of these, and two pixels have no corners.
    brush.fill(mark, x0, top, width, bar.height)
    if (bar.rail) brush.fill(mark, x0, top + bar.height + 4, width, 3)
    return
  }
  switch (bar.pattern) {
    case 'solid':
      ctx.fillStyle = mark
      if (bar.ends === 'chevron' && width >= 28) chevron(brush, x0, top, width, bar.height)
      else rounded(brush, x0, top, width, bar.height, RADIUS)
      ctx.fill()
      break
    case 'outline':
      ctx.strokeStyle = mark
      ctx.lineWidth = 1.5
      rounded(brush, x0 + 0.75, top + 0.75, width - 1.5, bar.height - 1.5, RADIUS - 0.5)
      ctx.stroke()
      break
    case 'pull':
      pull(brush, x0, top, width, bar.height, mark)
      break
    case 'hatch':
      hatched(brush, mark, { x0, top, width, height: bar.height }, { outline: 1, weight: 2.2, period: 6, leans: 1 })
      break
    case 'stopping':
      hatched(brush, mark, { x0, top, width, height: bar.height }, { outline: 1.5, weight: 1.4, period: 4, leans: -1 })
      break
    case 'plain':
      brush.fill(mark, x0, top, width, bar.height)
      break
    case 'slashes':
      brush.fill(mark, x0, top, width, bar.height)
      slashes(brush, x0, top, width, bar)
      break
    case 'dots':
      brush.fill(mark, x0, top, width, bar.height)
      dots(brush, x0, top, width, bar)
      break
    case 'battlement':
      battlement(brush, x0, top, width, bar.height, mark)
      break
  }
  if (bar.rail) brush.fill(mark, x0, top + bar.height + 4, width, 3)
  if (bar.label !== undefined)
    label(
      brush,
      bar,
      bar.pattern === 'pull' ? progress(brush, bar, bar.label) : bar.label,
      { left: x0, right: x0 + width },
      top,
    )
}

function rounded(brush: Brush, x: number, y: number, width: number, height: number, radius: number): void {
  brush.ctx.beginPath()
  brush.ctx.roundRect(x, y, width, height, Math.min(radius, width / 2))
}

function chevron(brush: Brush, x: number, y: number, width: number, height: number): void {
  const depth = 8
  const middle = y + height / 2
  brush.polygon([
    [x, y],
    [x + width - depth, y],
    [x + width, middle],
    [x + width - depth, y + height],
    [x, y + height],
    [x + depth, middle],
  ])
}

interface Box {
  readonly x0: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Hatch {
  readonly outline: number
  readonly weight: number
  /** Across the lines. */
  readonly period: number
  /** 1: like a slash; -1: like a backslash. */
  readonly leans: 1 | -1
}

function hatched(brush: Brush, colour: string, { x0, top, width, height }: Box, hatch: Hatch): void {
  const { ctx } = brush
  const inset = hatch.outline / 2
  ctx.save()
  rounded(brush, x0 + inset, top + inset, width - hatch.outline, height - hatch.outline, RADIUS - inset)
  ctx.clip()
  ctx.strokeStyle = colour
  ctx.lineWidth = hatch.weight
  ctx.beginPath()
  const step = hatch.period * Math.SQRT2
  // A bar that reaches far out of the plot is hatched only where it can be seen, in phase with its beginning.
  const first = x0 - height + Math.max(0, Math.floor((brush.scale.left - 40 - x0) / step)) * step
  const end = Math.min(x0 + width, brush.scale.right + 40)
  for (let x = first; x < end; x += step) {
    const low = hatch.leans === 1 ? x : x + height
    ctx.moveTo(low, top + height)
    ctx.lineTo(hatch.leans === 1 ? x + height : x, top)
  }
  ctx.stroke()
  ctx.restore()
  ctx.strokeStyle = colour
  ctx.lineWidth = hatch.outline
  rounded(brush, x0 + inset, top + inset, width - hatch.outline, height - hatch.outline, RADIUS - inset)
  ctx.stroke()
}

/** How much of an image has come at the playhead; before and after, how much it is. */
function progress({ scene: { playheadMs, words } }: Brush, { from, to }: Bar, size: string): string {
  if (playheadMs <= from || playheadMs >= to) return size
  return words.pulled(Math.floor((100 * (playheadMs - from)) / (to - from)), size)
}

/** Dots up to the part that has come. */
function pull(brush: Brush, x0: number, top: number, width: number, height: number, mark: string): void {
  const { ctx } = brush
  ctx.strokeStyle = mark
  ctx.lineWidth = 1.5
  rounded(brush, x0 + 0.75, top + 0.75, width - 1.5, height - 1.5, RADIUS - 0.5)
  ctx.stroke()
  ctx.fillStyle = mark
  ctx.beginPath()
  const pulled = Math.min(x0 + width - 5, brush.playheadX)
  for (let x = x0 + 7; x <= pulled; x += 8) {
    if (x < brush.scale.left - 8 || x > brush.scale.right + 8) continue
    ctx.moveTo(x + 2, top + height / 2)
    ctx.arc(x, top + height / 2, 2, 0, 2 * Math.PI)
  }
  ctx.fill()
}

function slashes(brush: Brush, x0: number, top: number, width: number, bar: Bar): void {
  const { ctx } = brush
  ctx.save()
  ctx.beginPath()
  ctx.rect(x0, top, width, bar.height)
  ctx.clip()
  ctx.strokeStyle = brush.on(bar.tone)
  ctx.lineWidth = 1.5
  ctx.beginPath()
  for (const x of every(brush, x0, width, 12)) {
    ctx.moveTo(x - 2, top + 1.5)
    ctx.lineTo(x + 2.5, top + bar.height - 1.5)
  }
  ctx.stroke()
  ctx.restore()
}

function dots(brush: Brush, x0: number, top: number, width: number, bar: Bar): void {
  const { ctx } = brush
  ctx.fillStyle = brush.on(bar.tone)
  ctx.beginPath()
  for (const x of every(brush, x0, width, 12)) {
    ctx.moveTo(x + 1.4, top + bar.height / 2)
    ctx.arc(x, top + bar.height / 2, 1.4, 0, 2 * Math.PI)
  }
  ctx.fill()
}

/** The places of a repeated sign within a bar, as far as they can be seen. */
function* every(brush: Brush, x0: number, width: number, step: number): Generator<number> {
  const skip = Math.max(0, Math.floor((brush.scale.left - x0) / step) - 1)
  const end = Math.min(x0 + width - 3, brush.scale.right + step)
  for (let x = x0 + step / 2 + skip * step; x < end; x += step) yield x
}

function battlement(brush: Brush, x0: number, top: number, width: number, height: number, mark: string): void {
  brush.fill(mark, x0, top + 3, width, height - 3)
  for (let x = x0; x < x0 + width; x += 8) brush.fill(mark, x, top, Math.min(5, x0 + width - x), 3)
}

/** Inside the bar; of a bar that begins left of the plot, where it can be seen. */
function label(brush: Brush, bar: Bar, text: string, { left, right }: Extent, top: number): void {
  const face = bar.mono ? 'mono' : 'sans'
  const small = bar.height < 20
  const style = { face, size: bar.mono || small ? 10.5 : 12, weight: bar.mono ? 400 : 550 } as const
  const width = brush.measure(text, style)
  const pad = bar.ends === 'chevron' ? 14 : 8
  const room = brush.unbroken(Math.max(left, brush.scale.left), Math.min(right, brush.scale.right), width + pad + 4)
  // What has come of an image is told by its dots: words go where none are yet.
  const { playheadX } = brush
  const beyond = bar.pattern === 'pull' && playheadX > room.left && playheadX + width + 12 < room.right
  const inside = bar.pattern === 'pull' && playheadX > left && playheadX < right
  if (inside && !beyond) return
  const aside = beyond ? playheadX + 8 : brush.besidePlayhead(room.left + pad, width)
  // Words that have room on neither side of the playhead stand upon its line.
  const upon = aside + width + 4 > room.right
  const from = upon ? room.left + pad : aside
  if (from + width + 4 > room.right) return
  const write = () => words(brush, bar, text, { from, width, top, style, upon })
  if (upon) brush.afterPlayhead.push(write)
  else write()
}

interface Place {
  readonly from: number
  readonly width: number
  readonly top: number
  readonly style: Pick<TextStyle, 'face' | 'size' | 'weight'>
  /** Upon the playhead's line. */
  readonly upon: boolean
}

function words(brush: Brush, bar: Bar, text: string, { from, width, top, style, upon }: Place): void {
  const y = top + bar.height / 2 + (bar.pattern === 'solid' && bar.height > 20 ? 0.5 : 0)
  if (bar.pattern === 'hatch' || bar.pattern === 'stopping' || bar.pattern === 'outline' || bar.pattern === 'pull') {
    // A plate: letters and slashes would be one thing.
    if (bar.pattern !== 'outline') brush.fill(brush.ground(from), from - 4, top + 1.5, width + 8, bar.height - 3)
    brush.text(text, from, y, { ...style, colour: brush.ink(bar.tone) })
    return
  }
  if (upon) brush.fill(brush.mark(bar.tone), brush.playheadX - 2, top + 1.5, 4, bar.height - 3)
  brush.text(text, from, y, { ...style, colour: brush.on(bar.tone) })
}
