import { PROBE_OUTCOMES } from '../../../trace/probe-track.ts'
import { marksOfGhost } from '../../../view/compare/ghost-lanes.ts'
import { MEMORY_BASELINE, MEMORY_LIMIT_Y, PROBE_LANE } from '../../../view/lanes/geometry.ts'
import type { Bar, Exit, Lane, Line, Mark, MemoryLane, ProbeLane, Ramp, StatusBlock } from '../../../view/lanes/lane.ts'
import { lowerBound } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { bytesText } from '../../../view/lanes/memory.ts'
import type { Brush } from './brush.ts'

/** How far the ghost stands above what it is compared with: its upper edge is seen where the two are alike. */
const RAISED = 4
const WORD = { face: 'mono', size: 10, weight: 400 } as const
const SUCCESS = PROBE_OUTCOMES.indexOf('success')

/** What the pinned run did in this lane: quiet outlines behind the present one, in no state's colour. */
export function paintGhost(brush: Brush, lane: Lane, top: number): void {
  const ghost = brush.scene.ghost?.get(lane.id)
  if (ghost === undefined) return
  if (ghost.kind === 'probe') paintAttempts(brush, ghost, top)
  else if (ghost.kind === 'memory' && lane.kind === 'memory') paintCurve(brush, ghost, lane, top)
  else paintMarks(brush, marksOfGhost(ghost, lane), lane, top)
}

function paintMarks(brush: Brush, marks: readonly Mark[], lane: Lane, top: number): void {
  const statusTop = lane.kind === 'pod' ? lane.statusTop : 0
  const [first, end] = marksWithin(marks, brush.fromMs, brush.toMs)
  let lastX = Number.NEGATIVE_INFINITY
  let wordsEnd = Number.NEGATIVE_INFINITY
  const thin = new Map<Mark['kind'], number>()
  /** Of marks that would stand upon each other one is enough. */
  const crowded = ({ kind, to }: Mark, x: number) => {
    if (brush.x(to) - x < 2 && x - (thin.get(kind) ?? Number.NEGATIVE_INFINITY) < 2) return true
    thin.set(kind, x)
    return false
  }
  for (let i = first; i < end; i += 1) {
    const mark = marks[i] as Mark
    const x = brush.snap(brush.x(mark.from))
    switch (mark.kind) {
      case 'bar':
        // Those that would touch are one line.
        if (brush.x(mark.to) - lastX < 2) break
        lastX = Math.max(x, brush.snap(brush.x(mark.to)))
        outline(brush, mark, top)
        break
      case 'exit':
        if (!crowded(mark, x)) cut(brush, mark, x, top)
        break
      case 'ramp':
        if (!crowded(mark, x)) slope(brush, mark, x, top)
        break
      case 'status':
        if (!crowded(mark, x)) wordsEnd = word(brush, mark, x, wordsEnd, top + statusTop)
        break
      case 'line':
        if (!mark.dotted && mark.label === undefined && !isThere(brush, lane.marks, mark)) {
          brush.line(brush.tones.t3, 1, row(brush, mark, top + mark.y - RAISED), [3, 2])
        }
        break
      default:
        break
    }
  }
}

/** A condition that is as it was needs no second line. */
function isThere(brush: Brush, marks: readonly Mark[], { from, to, y }: Line): boolean {
  const near = 2 / brush.scale.pxPerMs
  const [first, end] = marksWithin(marks, from - near, from + near)
  return marks
    .slice(first, end)
    .some(
      (mark) =>
        mark.kind === 'line' &&
        mark.y === y &&
        !mark.dotted &&
        Math.abs(mark.from - from) < near &&
        Math.abs(Math.min(mark.to, brush.toMs) - Math.min(to, brush.toMs)) < near,
    )
}

/** As high as the state is, without its fill. A state that is not running is a foot, as it is in the present run. */
function outline(brush: Brush, bar: Bar, laneTop: number): void {
  const { ctx, tones } = brush
  const x0 = Math.max(brush.snap(brush.x(bar.from)), -10)
  const x1 = Math.min(brush.snap(brush.x(bar.to)), brush.right + 10)
  const top = laneTop + bar.top - RAISED
  if (x1 - x0 < 3) {
    brush.fill(tones.t3, x0, top, 1, bar.height)
    return
  }
  ctx.strokeStyle = tones.t3
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(x0 + 0.5, top + 0.5, x1 - x0 - 1, bar.height - 1, 2.5)
  ctx.stroke()
}

function cut(brush: Brush, exit: Exit, x: number, top: number): void {
  brush.fill(brush.tones.t3, x - 0.5, top + exit.top - RAISED, 1, exit.height)
}

function slope(brush: Brush, ramp: Ramp, x: number, top: number): void {
  const base = top + ramp.base - RAISED
  const end = brush.x(ramp.nominalTo)
  brush.line(
    brush.tones.t3,
    1,
    [
      [x, base],
      // A lane without ramps of its own is lower: the ghost's stay within it.
      [end, base - Math.min(ramp.peak, ramp.base - RAISED - 4)],
      [end, base],
    ],
    [3, 2],
  )
}

/** STATUS as it was: a rule above the block, with its word where there is room for it. Returns where words end. */
function word(brush: Brush, block: StatusBlock, x: number, wordsEnd: number, top: number): number {
  const { tones, scale } = brush
  const y = top - 1
  const left = Math.max(x, scale.left)
  const right = Math.min(brush.x(block.to), brush.right)
  brush.fill(tones.t3, x, y - 5, 1, 5)
  brush.fill(tones.t3, left, y, Math.max(1, right - left - 1), 1)
  const width = brush.measure(block.word, WORD)
  const aside = brush.besidePlayhead(left + 4, width)
  const at = aside + width > right ? left + 4 : aside
  if (at < wordsEnd + 4 || at + width > right) return wordsEnd
  brush.uncutText(block.word, at + width / 2, top - 7, { ...WORD, colour: tones.t3, align: 'center', halo: true })
  return at + width
}

function row(
  brush: Brush,
  { from, to }: { readonly from: number; readonly to: number },
  y: number,
): readonly (readonly [number, number])[] {
  return [
    [Math.max(brush.x(from), brush.scale.left), brush.snap(y) + 0.5],
    [Math.min(brush.x(to), brush.right), brush.snap(y) + 0.5],
  ]
}

/** On the lane's lower edge: a low tick for a success, an open arrow for anything else. */
function paintAttempts(brush: Brush, { track: { columns } }: ProbeLane, top: number): void {
  const { tones } = brush
  const foot = top + PROBE_LANE - 3
  const first = lowerBound(columns.endAt, columns.length, brush.fromMs)
  let lastX = Number.NEGATIVE_INFINITY
  for (let i = first; i < columns.length && (columns.endAt[i] as number) <= brush.toMs; i += 1) {
    const x = brush.snap(brush.x(columns.endAt[i] as number))
    if (x - lastX < 5) continue
    lastX = x
    if (columns.outcome[i] === SUCCESS) {
      brush.fill(tones.t3, x, foot - 5, 1, 5)
      continue
    }
    brush.polygon([
      [x - 2.5, foot - 5],
      [x + 2.5, foot - 5],
      [x, foot],
    ])
    brush.ctx.strokeStyle = tones.t3
    brush.ctx.lineWidth = 1
    brush.ctx.stroke()
  }
}

/** On the scale of the present lane: the same height is the same number of bytes. */
function paintCurve(brush: Brush, ghost: MemoryLane, lane: MemoryLane, top: number): void {
  const { columns } = ghost.track
  const [base, limit] = [top + MEMORY_BASELINE, top + MEMORY_LIMIT_Y]
  const first = Math.max(0, lowerBound(columns.at, columns.length, brush.fromMs) - 1)
  const end = Math.min(columns.length, lowerBound(columns.at, columns.length, brush.toMs) + 1)
  if (ghost.topBytes !== lane.topBytes) formerLimit(brush, ghost, base - scaled(ghost.topBytes, lane) * (base - limit))
  const points: (readonly [number, number])[] = []
  let lastX = Number.NEGATIVE_INFINITY
  for (let i = first; i < end; i += 1) {
    const x = brush.x(columns.at[i] as number)
    // Of very many samples one a pixel is seen.
    if (end - first > 4000 && x - lastX < 1) continue
    lastX = x
    points.push([x, base - scaled(columns.bytes[i] as number, lane) * (base - limit)])
  }
  const last = points.at(-1)
  if (last === undefined) return
  if (end === columns.length) points.push([Math.min(brush.x(ghost.life.to), brush.right), last[1]])
  brush.line(brush.tones.t3, 1, points, [3, 2])
}

/** On the scale of the present limit, and never out of the lane. */
function scaled(bytes: number, lane: MemoryLane): number {
  return Math.min(1.15, bytes / lane.topBytes)
}

function formerLimit(brush: Brush, ghost: MemoryLane, y: number): void {
  const { scale, tones } = brush
  const right = Math.min(brush.x(ghost.life.to), brush.right)
  const left = Math.max(scale.left, brush.x(ghost.life.from))
  brush.line(
    tones.t3,
    1,
    [
      [left, y],
      [right, y],
    ],
    [1, 3],
  )
  brush.text(bytesText(ghost.topBytes), left + 4, y - 6, { ...WORD, colour: tones.t3, halo: true })
}
