import { POD_LANE, RESTARTS_TOP, STATUS_BLOCK } from '../../../view/lanes/geometry.ts'
import type { ConditionsLane, Line, PodLane, StatusBlock, StepsLane, Tick } from '../../../view/lanes/lane.ts'
import { BLOCK, sliverRow, statusDetail } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { Brush } from './brush.ts'

const READY = { face: 'mono', size: 11, weight: 400 } as const
const SMALL = { face: 'mono', size: 10, weight: 400 } as const
const EDGE = 3

export function paintPod(brush: Brush, lane: PodLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const place = sliverRow()
  const ticks: Tick[] = []
  const later: (() => void)[] = []
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind === 'line') paintLine(brush, mark, top)
    else if (mark?.kind === 'tick') ticks.push(mark)
    else if (mark?.kind === 'status') {
      const extent = place(brush.x(mark.from), brush.x(mark.to))
      if (extent) later.push(...paintStatus(brush, mark, extent.left, extent.right, top + lane.statusTop))
    }
  }
  paintRestarts(brush, ticks, lane, top)
  // Edges and words last: no block and no tick that comes later may cut one off.
  for (const paint of later) paint()
}

function paintStatus(
  brush: Brush,
  block: StatusBlock,
  left: number,
  right: number,
  y: number,
): readonly (() => void)[] {
  const { ctx, playheadX, scale, tones } = brush
  const { playheadMs } = brush.scene
  const x0 = brush.snap(left)
  const width = Math.max(brush.snap(right) - x0, brush.hair)
  const edge = () => brush.fill(brush.mark(block.tone), x0, y, Math.min(EDGE, width), STATUS_BLOCK)
  // There may be thousands of these: no word is measured that has no room anyway.
  if (width < BLOCK) return [edge]
  const now = playheadMs >= block.from && playheadMs < block.to
  const wordStyle = { face: 'mono', size: 12, weight: now ? 600 : 500 } as const
  const wordWidth = brush.measure(block.word, wordStyle)
  const readyWidth = brush.measure(block.ready, READY)
  const room = brush.unbroken(Math.max(x0 + EDGE, scale.left - 2), Math.min(x0 + width, scale.right), wordWidth + 12)
  const inner = room.left
  const visible = room.right - inner
  const detail = statusDetail(visible, wordWidth, readyWidth)
  ctx.fillStyle = tones.status
  ctx.beginPath()
  ctx.roundRect(x0, y, width, STATUS_BLOCK, [0, 3, 3, 0])
  ctx.fill()
  if (detail === 'block' || detail === 'sliver') return [edge]
  const end = room.right
  let x = inner + 8
  const withReady = detail === 'wordAndReady'
  let length = wordWidth + (withReady ? 12 + readyWidth : 0)
  // A word that the playhead would cut moves aside; if there is no room on its right, it goes without READY.
  if (playheadX > x - 4 && playheadX < x + length + 4) {
    x = playheadX + 5
    if (x + length > end) length = wordWidth
    if (x + length > end) x = Math.max(inner + 8, playheadX - 5 - wordWidth)
  }
  const cut = playheadX > x - 2 && playheadX < x + wordWidth + 2
  const middle = y + STATUS_BLOCK / 2
  const showReady = withReady && length > wordWidth
  return [
    edge,
    () => {
      const write = () => brush.text(block.word, x, middle, { ...wordStyle, colour: tones.t1 })
      if (cut) {
        // No room on either side: the line gives way to the word.
        brush.afterPlayhead.push(() => {
          brush.fill(tones.status, playheadX - 2, middle - 8, 4, 16)
          write()
        })
      } else write()
      if (showReady) brush.text(block.ready, x + wordWidth + 12, middle, { ...READY, colour: tones.t2 })
    },
  ]
}

/** RESTARTS: a tick for each, the number where there is room, the column's name at the first that has it. */
function paintRestarts(brush: Brush, ticks: readonly Tick[], { statusTop, height }: PodLane, top: number): void {
  const { tones } = brush
  let named = false
  let lastX = Number.NEGATIVE_INFINITY
  for (const [i, tick] of ticks.entries()) {
    const x = brush.snap(brush.x(tick.from))
    if (x - lastX < 2) continue
    lastX = x
    brush.fill(tones.bg1, x, top + statusTop, 1, STATUS_BLOCK)
    // Where a Pod is but one lane, there is no row for them below it.
    if (height < POD_LANE) continue
    brush.fill(tones.line2, x, top + RESTARTS_TOP, 1, 10)
    const next = ticks[i + 1]
    const room = brush.clearOf(x, next ? brush.x(next.from) : brush.scene.width) - x
    const long = `RESTARTS ${tick.text}`
    const text = !named && room >= brush.measure(long, SMALL) + 10 ? long : tick.text
    if (room < brush.measure(text, SMALL) + 8 || x < brush.scale.left - 2) continue
    if (text === long) named = true
    brush.text(text, x + 5, top + RESTARTS_TOP + 6, { ...SMALL, colour: tones.t2, halo: true })
  }
}

export function paintConditions(brush: Brush, lane: ConditionsLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  paintFalse(brush, lane, first, end, top)
  const rows = new Map<number, ReturnType<typeof sliverRow>>()
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind !== 'line' || mark.dotted) continue
    const place = rows.get(mark.y) ?? sliverRow()
    rows.set(mark.y, place)
    const extent = place(brush.x(mark.from), brush.x(mark.to))
    if (!extent) continue
    // A flicker of readiness is drawn a little higher, or it would be lost among the dots.
    const weight = mark.tone === 'ready' && extent.right - extent.left < 6 ? 6 : mark.weight
    const x0 = Math.max(brush.snap(extent.left), -10)
    brush.fill(brush.mark(mark.tone), x0, top + mark.y - weight / 2, Math.max(2, brush.snap(extent.right) - x0), weight)
  }
}

/** One dotted line a row, from where it is first False to where it is so last: what is True covers its dots. */
function paintFalse(brush: Brush, { marks }: ConditionsLane, first: number, end: number, top: number): void {
  const rows = new Map<number, { from: number; to: number }>()
  for (let i = first; i < end; i += 1) {
    const mark = marks[i]
    if (mark?.kind !== 'line' || !mark.dotted) continue
    const row = rows.get(mark.y)
    if (row) row.to = Math.max(row.to, mark.to)
    else rows.set(mark.y, { from: mark.from, to: mark.to })
  }
  for (const [y, { from, to }] of rows) {
    const x0 = Math.max(brush.x(from), brush.scale.left - 1)
    const x1 = Math.min(brush.x(to) - 1, brush.right)
    // Narrower than its first gap, a dotted line is the ground that is there already.
    if (x1 - x0 < 2) continue
    brush.line(
      brush.tones.line2,
      1,
      [
        [x0, top + y],
        [x1, top + y],
      ],
      [1, 3],
    )
  }
}

/** A thin line over its time; dotted where it stands for False. A label makes a gap for itself. */
function paintLine(brush: Brush, line: Line, top: number): void {
  const x0 = Math.max(brush.x(line.from), brush.scale.left - 1)
  const x1 = Math.min(brush.x(line.to) - 1, brush.right)
  const y = top + line.y
  if (line.dotted) {
    brush.line(
      brush.tones.line2,
      1,
      [
        [x0, y],
        [Math.max(x0 + 1, x1), y],
      ],
      [1, 3],
    )
    return
  }
  const colour = brush.mark(line.tone)
  const style = { face: 'sans', size: 11, weight: 400 } as const
  const width = line.label === undefined ? 0 : brush.measure(line.label, style)
  if (line.label === undefined || x1 - x0 < width + 32) {
    brush.fill(colour, x0, y - line.weight / 2, Math.max(2, x1 - x0), line.weight)
    return
  }
  const room = brush.unbroken(x0, x1, width + 32)
  const at = brush.besidePlayhead(room.left + 15, width)
  if (at + width + 16 > room.right) {
    brush.fill(colour, x0, y - line.weight / 2, x1 - x0, line.weight)
    return
  }
  brush.fill(colour, x0, y - line.weight / 2, at - 6 - x0, line.weight)
  brush.text(line.label, at, y, { ...style, colour: brush.tones.t2 })
  const after = at + width + 8
  brush.fill(colour, after, y - line.weight / 2, x1 - after, line.weight)
}

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
