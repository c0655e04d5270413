import { PROBE_OUTCOMES, type ProbeColumns, SKIP_REASONS, type SkippedTicks } from '../../../trace/probe-track.ts'
import { PROBE_BASELINE } from '../../../view/lanes/geometry.ts'
import type { ProbeLane } from '../../../view/lanes/lane.ts'
import {
  type DensityIndex,
  densityColumns,
  densityIndex,
  lowerBound,
  probeDetail,
} from '../../../view/lanes/level-of-detail.ts'
import { type Stretch, straightPieces } from '../../../view/time/time-scale.ts'
import type { Brush } from './brush.ts'

const SUCCESS_UP = 9
const FAILURE_DOWN = 14
const COUNT = { face: 'mono', size: 10.5 } as const
const NARROWEST_COLUMN = 3
/** Marks of attempts just beside the plot reach into it. */
const REACH = 24

export function paintProbe(brush: Brush, lane: ProbeLane, top: number): void {
  const { scale } = brush
  const { track, life } = lane
  const { columns } = track
  const y = brush.snap(top + PROBE_BASELINE)
  const x0 = Math.max(brush.x(life.from), scale.left)
  const x1 = Math.min(brush.x(life.to), brush.right)
  if (x1 > x0) brush.fill(brush.tones.line, x0, y - 0.5, x1 - x0, 1)
  paintSkipped(brush, lane, y)
  const detail = probeDetail(track.periodMs * scale.pxPerMs)
  const counted = new Counts(brush, lane, y, detail === 'counts')
  for (const piece of straightPieces(scale, REACH)) {
    const first = lowerBound(columns.endAt, columns.length, Math.max(piece.fromMs, life.from))
    const end = lowerBound(columns.endAt, columns.length, Math.min(piece.toMs, life.to + 1))
    if (detail === 'density') paintDensity(brush, lane, piece, first, end, y)
    else {
      for (let i = first; i < end; i += 1) {
        paintAttempt(brush, lane, i, y)
        counted.paint(i)
      }
    }
  }
}

const densities = new WeakMap<ProbeColumns, DensityIndex>()

function densityOf(columns: ProbeColumns): DensityIndex {
  let known = densities.get(columns)
  if (known?.failed.length !== columns.length + 1) {
    known = densityIndex(columns.endAt, columns.outcome, columns.decisive, columns.length)
    densities.set(columns, known)
  }
  return known
}

function paintDensity(brush: Brush, lane: ProbeLane, piece: Stretch, first: number, end: number, y: number): void {
  const { pxPerMs } = brush.scale
  const { columns, periodMs } = lane.track
  // Never narrower than a period, or steady probing would show gaps that are none.
  const columnPx = Math.max(NARROWEST_COLUMN, Math.ceil(periodMs * pxPerMs))
  for (const column of densityColumns(
    densityOf(columns),
    ...([first, end] as const),
    { left: brush.x(piece.fromMs), fromMs: piece.fromMs, pxPerMs },
    columnPx,
  )) {
    const share = column.failed / column.total
    const width = columnPx - 1
    if (share < 1)
      brush.fill(brush.mark('ready'), column.x, y - SUCCESS_UP * (1 - share), width, SUCCESS_UP * (1 - share))
    if (share > 0) {
      const down = Math.max(2, FAILURE_DOWN * share)
      brush.fill(brush.mark('exitNonZero'), column.x, y, width, down)
      // The attempt that decided is not lost in the crowd.
      if (column.decisive > 0) arrowHead(brush, column.x + width / 2, y + FAILURE_DOWN + 4, 6)
    }
  }
}

function paintAttempt(brush: Brush, lane: ProbeLane, i: number, y: number): void {
  const { ctx } = brush
  const { columns } = lane.track
  const x = brush.x(columns.endAt[i] as number)
  const outcome = PROBE_OUTCOMES[columns.outcome[i] as number]
  const decisive = columns.decisive[i] === 1
  if (outcome === 'success') {
    brush.fill(brush.mark('ready'), brush.snap(x - 1), y - SUCCESS_UP, 2, SUCCESS_UP)
    return
  }
  if (outcome === 'unknown') {
    ctx.strokeStyle = brush.tones.t2
    ctx.lineWidth = 1.25
    brush.polygon([
      [x, y - 4],
      [x + 4, y],
      [x, y + 4],
      [x - 4, y],
    ])
    ctx.fillStyle = brush.ground(x)
    ctx.fill()
    ctx.stroke()
    return
  }
  const mark = brush.mark('exitNonZero')
  if (outcome === 'timeout') {
    const from = Math.max(brush.x(columns.at[i] as number), x - 10)
    brush.line(
      mark,
      1.75,
      [
        [Math.min(from, x - 8), y],
        [x, y],
      ],
      [2, 2],
    )
    brush.line(mark, 2, [
      [x, y - 1],
      [x, y + 8],
    ])
    ctx.strokeStyle = mark
    ctx.lineWidth = 1.5
    ctx.beginPath()
    ctx.arc(x, y + 11, 3, 0, 2 * Math.PI)
    ctx.stroke()
    if (decisive) arrowHead(brush, x, y + FAILURE_DOWN + 5, 8)
  } else {
    const wide = decisive ? 8 : 6
    brush.fill(mark, brush.snap(x - (decisive ? 1.25 : 1)), y, decisive ? 2.5 : 2, FAILURE_DOWN - 5)
    arrowHead(brush, x, y + FAILURE_DOWN, wide)
  }
}

export function arrowHead(brush: Brush, x: number, tip: number, width: number): void {
  brush.polygon([
    [x - width / 2, tip - 5.5],
    [x + width / 2, tip - 5.5],
    [x, tip],
  ])
  brush.ctx.fillStyle = brush.mark('exitNonZero')
  brush.ctx.fill()
}

/** From a mark to its count, and from there to whatever comes next. */
const COUNT_BESIDE = 8
const COUNT_CLEAR = 6

/** How far an attempt has counted: beside its mark where there is room, at the threshold else beyond its tip. */
class Counts {
  #end = Number.NEGATIVE_INFINITY
  readonly #brush: Brush
  readonly #lane: ProbeLane
  readonly #y: number
  readonly #all: boolean

  constructor(brush: Brush, lane: ProbeLane, y: number, all: boolean) {
    this.#brush = brush
    this.#lane = lane
    this.#y = y
    this.#all = all
  }

  paint(i: number): void {
    const brush = this.#brush
    const y = this.#y
    const { columns, failureThreshold, successThreshold } = this.#lane.track
    const outcome = PROBE_OUTCOMES[columns.outcome[i] as number]
    if (outcome === 'unknown') return
    const good = outcome === 'success'
    const threshold = good ? successThreshold : failureThreshold
    const run = columns.run[i] as number
    const decisive = columns.decisive[i] === 1
    // Counting ends at the threshold: what comes after changes nothing, and says nothing.
    if (threshold === 1 || run > threshold || (!decisive && !this.#all)) return
    const text = `${run}/${threshold}`
    const style = { ...COUNT, weight: decisive ? 700 : 400 }
    const width = brush.measure(text, style)
    const x = brush.x(columns.endAt[i] as number)
    const next = i + 1 < columns.length ? brush.x(columns.endAt[i + 1] as number) : Number.POSITIVE_INFINITY
    const colour = decisive ? brush.ink(good ? 'ready' : 'exitNonZero') : brush.tones.t2
    if (next - x >= COUNT_BESIDE + width + COUNT_CLEAR) {
      brush.text(text, x + COUNT_BESIDE, good ? y - 8 : y + FAILURE_DOWN - 2, { ...style, colour, halo: true })
      this.#end = x + COUNT_BESIDE + width
    } else if (decisive && outcome !== 'timeout' && x - width / 2 > this.#end + 4) {
      const beyond = good ? y - SUCCESS_UP - 7 : y + FAILURE_DOWN + 7
      brush.text(text, x, beyond, { ...style, colour, align: 'center', halo: true })
      this.#end = x + width / 2
    }
  }
}

/** Dots of a line stand this far apart; ranges that are nearer to each other are one. */
const DOTS_APART = 5
/** Rings nearer than this would touch. */
const RINGS_APART = 7

/** Ticks at which nothing was done: a ring each, or a dotted line where rings would touch. */
function paintSkipped(brush: Brush, lane: ProbeLane, y: number): void {
  const { scale } = brush
  const { skipped, periodMs } = lane.track
  // A startup probe that has succeeded is over: the ticks that it does not use would fill its lane for ever.
  const seen = skipped.filter(
    ({ first, last, reason }) => reason !== SKIP_REASONS[3] && first <= scale.toMs && last >= scale.fromMs,
  )
  if (periodMs * scale.pxPerMs < RINGS_APART) dottedLines(brush, seen, y)
  else rings(brush, seen, periodMs, y)
}

function dottedLines(brush: Brush, ranges: readonly SkippedTicks[], y: number): void {
  const { ctx, scale, tones } = brush
  ctx.lineCap = 'round'
  let open: { from: number; to: number } | undefined
  const close = () => {
    if (!open) return
    brush.line(
      tones.t3,
      2,
      [
        [open.from, y],
        [Math.max(open.to, open.from + 0.1), y],
      ],
      [0, DOTS_APART],
    )
  }
  for (const { first, last } of ranges) {
    const from = Math.max(brush.x(first), scale.left)
    const to = Math.min(brush.x(last), brush.right)
    if (open && from - open.to < DOTS_APART) open.to = Math.max(open.to, to)
    else {
      close()
      open = { from, to }
    }
  }
  close()
  ctx.lineCap = 'butt'
}

function rings(brush: Brush, ranges: readonly SkippedTicks[], period: number, y: number): void {
  const { ctx, scale, tones } = brush
  ctx.lineWidth = 1.25
  for (const { first, last } of ranges) {
    for (const { fromMs, toMs } of straightPieces(scale, REACH)) {
      const from = first + Math.max(0, Math.ceil((fromMs - first) / period)) * period
      for (let at = from; at <= Math.min(last, toMs); at += period) {
        const x = brush.x(at)
        ctx.beginPath()
        ctx.arc(x, y, 2.25, 0, 2 * Math.PI)
        ctx.fillStyle = brush.ground(x)
        ctx.fill()
        ctx.strokeStyle = tones.t3
        ctx.stroke()
      }
    }
  }
}
