import { crowdSummary, exitColumns, sayCrowd } from '../../../view/lanes/crowd.ts'
import { BAR } from '../../../view/lanes/geometry.ts'
import type { ContainerLane, Exit, Flag, Ramp } from '../../../view/lanes/lane.ts'
import { RANK } from '../../../view/lanes/level-of-detail.ts'
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
}

/** What stands around a crowd of bars: how high back-offs went, how often it ended, and all of it in one line. */
export function paintCrowd(
  brush: Brush,
  crowd: DrawnShares,
  { lane, ramps, exits, flags }: Crowded,
  top: number,
): void {
  envelope(brush, ramps, top)
  signals(brush, flags, top + lane.barTop - 5)
  ends(brush, exits, crowd, top + lane.barTop + BAR + STRIP_BELOW)
  say(brush, crowd, lane, top)
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

/** Exits as density: a column is as high as there were many in it. Below, which they were. */
function ends(brush: Brush, exits: readonly Exit[], crowd: DrawnShares, top: number): void {
  if (exits.length === 0) return
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
  let x = Math.max(crowd.left, brush.scale.left)
  for (const tone of tones) {
    const alike = exits.filter((exit) => exit.tone === tone)
    const codes = [...new Set(alike.map(({ code }) => code))]
    const named = codes.length > 3 ? `${codes.slice(0, 3).join(', ')} …` : codes.join(', ')
    const text = alike.length === 1 ? named : `${named} ×${alike.length}`
    const width = brush.measure(text, BADGE_TEXT) + 12
    if (x + width > brush.right) return
    const left = x
    const paint = () => paintPlate(brush, { tone, text }, left, top + STRIP + 3, width)
    if (brush.playheadX > left && brush.playheadX < left + width) brush.afterPlayhead.push(paint)
    else if (brush.words) brush.words.push(paint)
    else paint()
    x += width + 6
  }
}

/** "73 runs, median 12 s, 96 % waiting": of what can be seen of the crowd. */
function say(brush: Brush, crowd: DrawnShares, lane: ContainerLane, top: number): void {
  const left = Math.max(crowd.left, brush.scale.left)
  const right = Math.min(crowd.right, brush.scale.right)
  const text = sayCrowd(
    crowdSummary(lane, brush.timeAt(left), brush.timeAt(right), brush.scene.laneWords),
    brush.scene.laneWords,
  )
  const width = brush.measure(text, WORDS)
  // Words that are longer than what they speak of may go on over what comes behind it, but not beyond the plot.
  if (right - left < Math.min(width, 80)) return
  const x = Math.min(brush.besidePlayhead(left, width), brush.right - width - 4)
  if (x < brush.scale.left) return
  brush.text(text, x, top + Math.min(10, lane.barTop - 8), { ...WORDS, colour: brush.tones.t2, halo: true })
}
