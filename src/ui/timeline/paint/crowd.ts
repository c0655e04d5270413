import { crowdSummary, exitColumns, sayCrowd } from '../../../view/lanes/crowd.ts'
import { BADGE, BAR } from '../../../view/lanes/geometry.ts'
import type { ContainerLane, Exit, Flag, Ramp } from '../../../view/lanes/lane.ts'
import { type Extent, RANK } from '../../../view/lanes/level-of-detail.ts'
import type { DrawnShares } from '../../../view/lanes/row.ts'
import { type Brush, fade } from './brush.ts'
import { BADGE_TEXT, paintPlate } from './exits.ts'

const WORDS = { face: 'sans', size: 11, weight: 500 } as const
const STRIP_BELOW = 10
const STRIP = 8
const COLUMN = 3

interface Crowded {
  readonly lane: ContainerLane
  readonly ramps: readonly Ramp[]
  readonly exits: readonly Exit[]
  readonly flags: readonly Flag[]
  /** Where the countdown stands at the playhead. */
  readonly countdown: Extent | undefined
}

/** What stands around a crowd of bars: how high back-offs went, how often it ended, and all of it in one line. */
export function paintCrowd(
  brush: Brush,
  crowd: DrawnShares,
  { lane, ramps, exits, flags, countdown }: Crowded,
  top: number,
): void {
  envelope(brush, ramps, top)
  signals(brush, flags, top + lane.barTop - 5)
  const foot = top + lane.barTop + BAR + STRIP_BELOW
  const codesEnd = ends(brush, exits, crowd, foot)
  say(brush, crowd, { lane, countdown }, top, { x: codesEnd + 6, y: foot + STRIP + 3 + BADGE / 2 })
}

/** The back-offs' peaks as one line: how the wait grew, and where it was forgotten. */
function envelope(brush: Brush, ramps: readonly Ramp[], top: number): void {
  const points: [number, number][] = []
  for (const ramp of ramps) {
    const [x0, x1] = [brush.x(ramp.from), brush.x(ramp.to)]
    const y = top + ramp.base - ramp.peak
    points.push([x0, y], [x1, y])
  }
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return
  const { ctx } = brush
  const mark = brush.mark('waiting')
  const base = top + (ramps[0] as Ramp).base
  brush.polygon([[first[0], base], ...points, [last[0], base]])
  ctx.fillStyle = fade(mark, 0.14)
  ctx.fill()
  brush.line(mark, 1.5, points)
}

/** Signals: a low tick each, no closer than can be seen. */
function signals(brush: Brush, flags: readonly Flag[], foot: number): void {
  let last = Number.NEGATIVE_INFINITY
  for (const flag of flags) {
    const x = brush.snap(brush.x(flag.from))
    if (x - last < 3) continue
    last = x
    brush.fill(brush.tones.t2, x, foot, 1, 5)
  }
}

/** Exits as density: a column is as high as there were many in it. Below, which they were; returns where those end. */
function ends(brush: Brush, exits: readonly Exit[], crowd: DrawnShares, top: number): number {
  const begin = Math.max(crowd.left, brush.scale.left)
  if (exits.length === 0) return begin
  const columns = exitColumns(
    exits.map(({ from }) => brush.x(from)),
    exits.map(({ tone }) => RANK[tone]),
    COLUMN,
  )
  const most = Math.max(...columns.map(({ count }) => count))
  for (const { left, count, worst } of columns) {
    const height = Math.max(3, (STRIP * count) / most)
    brush.fill(brush.mark((exits[worst] as Exit).tone), left, top + STRIP - height, COLUMN - 1, height)
  }
  const tones = [...new Set(exits.map(({ tone }) => tone))].sort((a, b) => RANK[b] - RANK[a])
  let x = begin
  for (const tone of tones) {
    const alike = exits.filter((exit) => exit.tone === tone)
    const codes = [...new Set(alike.map(({ code }) => code))]
    const named = codes.length > 3 ? `${codes.slice(0, 3).join(', ')} …` : codes.join(', ')
    const text = alike.length === 1 ? named : `${named} ×${alike.length}`
    const width = brush.measure(text, BADGE_TEXT) + 12
    if (x + width > brush.right) return x
    const left = x
    const paint = () => paintPlate(brush, { tone, text }, left, top + STRIP + 3, width)
    if (brush.playheadX > left && brush.playheadX < left + width) brush.afterPlayhead.push(paint)
    else if (brush.words) brush.words.push(paint)
    else paint()
    x += width + 6
  }
  return x
}

/** "73 runs, median 12 s, 96 % waiting": of what can be seen of the crowd. */
function say(
  brush: Brush,
  crowd: DrawnShares,
  { lane, countdown }: Pick<Crowded, 'lane' | 'countdown'>,
  top: number,
  /** Beside the codes: where there is no room above. */
  below: { readonly x: number; readonly y: number },
): void {
  const left = Math.max(crowd.left, brush.scale.left)
  const right = Math.min(crowd.right, brush.scale.right)
  const text = sayCrowd(
    crowdSummary(lane, brush.timeAt(left), brush.timeAt(right), brush.scene.laneWords),
    brush.scene.laneWords,
  )
  const width = brush.measure(text, WORDS)
  // Words that are longer than what they speak of may go on over what comes behind it, but not beyond the plot.
  if (right - left < Math.min(width, 80)) return
  const style = { ...WORDS, colour: brush.tones.t2, halo: true }
  const x = placeBeside(brush, left, width, countdown)
  if (x >= brush.scale.left) {
    brush.text(text, x, top + Math.min(10, lane.barTop - 8), style)
    return
  }
  const beside = brush.besidePlayhead(below.x, width)
  if (beside + width <= brush.right - 4) brush.text(text, beside, below.y, style)
}

/** Where they are cut neither by the playhead nor by what counts down beside it: at the left, before it, or after it. */
function placeBeside(brush: Brush, left: number, width: number, countdown: Extent | undefined): number {
  const most = brush.right - width - 4
  const from = Math.min(brush.playheadX - 3, (countdown?.left ?? brush.playheadX) - 10)
  const to = Math.max(brush.playheadX + 5, (countdown?.right ?? brush.playheadX) + 10)
  const free = (x: number) => x + width <= from || x >= to
  if (free(left)) return Math.min(left, most)
  if (from - width >= left) return from - width
  return to <= most || countdown === undefined ? Math.min(to, most) : Number.NEGATIVE_INFINITY
}
