import { crowdSummary, sayCrowd } from '../../../view/lanes/crowd.ts'
import { POD_LANE, RESTARTS_TOP, STATUS_BLOCK } from '../../../view/lanes/geometry.ts'
import type { Line, PodLane, StatusBlock, Tick } from '../../../view/lanes/lane.ts'
import { BLOCK, type Extent, statusDetail } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { DrawnShares } from '../../../view/lanes/row.ts'
import { type Brush, fade } from './brush.ts'
import { paintShares, placed } from './row.ts'

const READY = { face: 'mono', size: 11, weight: 400 } as const
const SMALL = { face: 'mono', size: 10, weight: 400 } as const
const EDGE = 3

/** What is a crowd does not depend on where the plot ends. */
const BEYOND = 80

export function paintPod(brush: Brush, lane: PodLane, top: number): void {
  const { scale, scene, tones } = brush
  const [first, end] = marksWithin(lane.marks, brush.timeAt(scale.left - BEYOND), brush.timeAt(brush.right + BEYOND))
  const marks = lane.marks.slice(first, end)
  const blocks = marks.filter((mark) => mark.kind === 'status')
  const ticks = marks.filter((mark) => mark.kind === 'tick')
  const y = top + lane.statusTop
  for (const mark of marks) if (mark.kind === 'line') paintLine(brush, mark, top)
  const later: StatusPainted[] = []
  const crowds: DrawnShares[] = []
  let told = false
  for (const drawn of placed(brush, blocks)) {
    if (drawn.kind === 'bar') {
      const block = blocks[drawn.index] as StatusBlock
      const painted = paintStatus(brush, block, drawn.left, drawn.right, y, lane.height < POD_LANE)
      later.push(painted)
      if (painted.word && (isNow(brush, block) || isLast(brush, block, lane))) told = true
      continue
    }
    if (drawn.crowd) crowds.push(drawn)
    const size = { foot: y + STATUS_BLOCK, height: STATUS_BLOCK }
    paintShares(brush, drawn, (index) => (blocks[index] as StatusBlock).tone, size)
  }
  const apart = ticks.filter(({ from }) => !crowds.some((crowd) => isIn(crowd, brush.x(from))))
  paintRestarts(brush, apart, lane, top)
  const plate = told || scene.statusApart ? undefined : plateOf(brush, blocks)
  // Edges and words last: no block and no tick that comes later may cut one off; nor is half a word left by a plate.
  for (const { edge, word } of later) {
    edge()
    if (word && !(plate && word.left < plate.right + 3 && word.right > plate.left - 3)) word.write()
  }
  for (const crowd of crowds) {
    if (lane.height < POD_LANE) continue
    const [left, right] = [Math.max(crowd.left, scale.left), Math.min(crowd.right, scale.right)]
    const summary = crowdSummary(lane, brush.timeAt(left), brush.timeAt(right), scene.laneWords)
    const last = ticks.findLast(({ from }) => isIn(crowd, brush.x(from)) && brush.x(from) <= right)
    const text = [...(last ? [`RESTARTS ${last.text}`] : []), sayCrowd(summary, scene.laneWords)].join(' · ')
    const width = brush.measure(text, SMALL)
    if (right - left < Math.min(width, 80)) continue
    const x = Math.min(brush.besidePlayhead(left, width), brush.right - width - 4)
    brush.text(text, x, top + RESTARTS_TOP + 6, { ...SMALL, colour: tones.t2, halo: true })
  }
  if (plate) paintPlate(brush, plate, y)
}

function isIn({ left, right }: DrawnShares, x: number): boolean {
  return x >= left - 0.5 && x <= right + 0.5
}

function isLast({ scene: { playheadMs } }: Brush, { to }: StatusBlock, { life }: PodLane): boolean {
  return playheadMs === to && to === life.to && !life.ended
}

function isNow({ scene: { playheadMs } }: Brush, { from, to }: StatusBlock): boolean {
  return playheadMs >= from && playheadMs < to
}

interface Plate extends Extent {
  readonly block: StatusBlock
}

const WORD_NOW = { face: 'mono', size: 12, weight: 600 } as const

/** Where its block has no room for it, STATUS stands at the playhead on a plate: right of it, or else left. */
function plateOf(brush: Brush, blocks: readonly StatusBlock[]): Plate | undefined {
  const { playheadX, scale, scene } = brush
  const block = blocks.find((each) => isNow(brush, each))
  if (!block || playheadX < scale.left - 1 || playheadX > scale.right + 1) return undefined
  const width = EDGE + 8 + brush.measure(block.word, WORD_NOW) + 10 + brush.measure(block.ready, READY) + 8
  const place = playheadX + 2 + width <= brush.right ? playheadX + 2 : playheadX - 2 - width
  const left = Math.max(scale.left, Math.min(place, scene.width - width))
  return { block, left, right: left + width }
}

/** Outlined: it is no state of that length. */
function paintPlate(brush: Brush, { block, left, right }: Plate, y: number): void {
  const { ctx, tones } = brush
  const middle = y + STATUS_BLOCK / 2
  brush.afterPlayhead.push(() => {
    ctx.fillStyle = tones.bg3
    ctx.beginPath()
    ctx.roundRect(left, y - 1, right - left, STATUS_BLOCK + 2, 3)
    ctx.fill()
    brush.fill(brush.mark(block.tone), left, y, EDGE, STATUS_BLOCK)
    ctx.strokeStyle = tones.line2
    ctx.lineWidth = 1
    ctx.stroke()
    brush.text(block.word, left + EDGE + 8, middle, { ...WORD_NOW, colour: tones.t1 })
    const at = left + EDGE + 8 + brush.measure(block.word, WORD_NOW) + 10
    brush.text(block.ready, at, middle, { ...READY, colour: tones.t2 })
  })
}

/** What stands over a block once all of them are painted. */
interface StatusPainted {
  readonly edge: () => void
  readonly word: (Extent & { readonly write: () => void }) | undefined
}

function paintStatus(
  brush: Brush,
  block: StatusBlock,
  left: number,
  right: number,
  y: number,
  tinted: boolean,
): StatusPainted {
  const { ctx, playheadX, scale, tones } = brush
  const { playheadMs } = brush.scene
  const x0 = brush.snap(left)
  const width = Math.max(brush.snap(right) - x0, brush.hair)
  const edge = () => brush.fill(brush.mark(block.tone), x0, y, Math.min(EDGE, width), STATUS_BLOCK)
  // There may be thousands of these: no word is measured that has no room anyway.
  if (width < BLOCK) return { edge, word: undefined }
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
  // A Pod of which nothing else is shown: its row is of its state's colour.
  if (tinted) {
    ctx.fillStyle = fade(brush.mark(block.tone), 0.28)
    ctx.fill()
  }
  if (detail === 'block' || detail === 'sliver') return { edge, word: undefined }
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
  const write = () => {
    const said = () => brush.text(block.word, x, middle, { ...wordStyle, colour: tones.t1 })
    if (cut) {
      // No room on either side: the line gives way to the word.
      brush.afterPlayhead.push(() => {
        brush.fill(tones.status, playheadX - 2, middle - 8, 4, 16)
        said()
      })
    } else said()
    if (showReady) brush.text(block.ready, x + wordWidth + 12, middle, { ...READY, colour: tones.t2 })
  }
  return { edge, word: { left: x, right: x + (showReady ? length : wordWidth), write } }
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
