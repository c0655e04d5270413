import { BRACKET, PENNANT_HEIGHT, PENNANT_WIDTH } from '../../../view/lanes/geometry.ts'
import type { Flag, Grace } from '../../../view/lanes/lane.ts'
import { type Extent, graceIsTold, pennantsFit } from '../../../view/lanes/level-of-detail.ts'
import type { Brush } from './brush.ts'

/** From the stop signal to its deadline; what was not needed is dotted. */
export function paintGraces(brush: Brush, graces: readonly Grace[], top: number, taken: Extent | undefined): void {
  let said = false
  for (const grace of graces) {
    const x0 = brush.x(grace.from)
    const x1 = brush.x(grace.to)
    const xd = brush.x(grace.deadline)
    const y = top + grace.y
    if (!graceIsTold(grace.to - grace.from, grace.deadline - grace.from, grace.to < grace.deadline, x1 - x0)) continue
    const chosen = grace.seq !== undefined && brush.chosen.has(grace.seq)
    const colour = chosen ? brush.tones.t1 : brush.tones.t2
    brush.line(colour, 1.5, [
      [x0, y],
      [x1, y],
    ])
    if (xd > x1 + 1)
      brush.line(
        colour,
        1.5,
        [
          [x1, y],
          [xd, y],
        ],
        [1.5, 3],
      )
    if (xd - x0 >= 6) {
      brush.line(colour, 1.5, [
        [xd, y],
        [xd, y + BRACKET],
        [xd - 4, y + BRACKET],
      ])
    }
    const style = { face: 'sans', size: 11, weight: 500 } as const
    const width = brush.measure(grace.label, style)
    // A deadline may lie beyond the plot: the words do not.
    const [from, to] = [Math.max(x0, brush.scale.left), Math.min(xd, brush.right - 4)]
    const x = (from + to) / 2
    const collides = taken !== undefined && x + width / 2 > taken.left - 6 && x - width / 2 < taken.right + 6
    if ((!said || chosen) && to - from >= width + 4) {
      // Where the countdown is, it is left out: the next one would only meet other words.
      if (!collides) brush.uncutText(grace.label, x, y - 8, { ...style, colour, align: 'center', halo: true })
      said = true
    }
  }
}

export function paintFlags(
  brush: Brush,
  flags: readonly Flag[],
  lane: string,
  top: number,
  /** Where something else is said. */
  taken?: Extent,
): void {
  const { t1 } = brush.tones
  let nameEnd = Number.NEGATIVE_INFINITY
  const named = new Set<string>()
  for (const [i, flag] of flags.entries()) {
    const x = brush.snap(brush.x(flag.from))
    const foot = top + flag.foot
    const head = foot - flag.pole
    brush.line(t1, 1.5, [
      [x, foot],
      [x, head],
    ])
    const before = i === 0 ? undefined : brush.x((flags[i - 1] as Flag).from)
    const after = i + 1 < flags.length ? brush.x((flags[i + 1] as Flag).from) : undefined
    // A pennant points to one side only: it needs room from the neighbour on that side.
    const neighbour = flag.solid ? after : before
    if (neighbour !== undefined && !pennantsFit(Math.abs(x - neighbour))) continue
    pennant(brush, flag.solid, x, head)
    const chosen = brush.passes(lane, flag.from)
    if (named.has(flag.name) && !chosen) continue
    const style = { face: 'mono', size: 10.5, weight: 500 } as const
    const width = brush.measure(flag.name, style)
    const middle = flag.solid ? x + 4 : x - 2
    if (middle - width / 2 < nameEnd + 4) continue
    if (taken && middle + width / 2 > taken.left - 6 && middle - width / 2 < taken.right + 6) continue
    brush.uncutText(flag.name, middle, head - 9, {
      ...style,
      colour: chosen ? t1 : brush.tones.t2,
      align: 'center',
      halo: true,
    })
    named.add(flag.name)
    nameEnd = middle + width / 2
  }
}

/** Hollow and pointing back: it can be handled. Solid and pointing on: it cannot. */
function pennant(brush: Brush, solid: boolean, x: number, head: number): void {
  const { ctx } = brush
  const way = solid ? 1 : -1
  const far = x + way * PENNANT_WIDTH
  const y = head + (solid ? 0 : 0.75)
  const height = PENNANT_HEIGHT - (solid ? 0 : 1.5)
  brush.polygon([
    [x, y],
    [far, y],
    [far - way * 3.5, y + height / 2],
    [far, y + height],
    [x, y + height],
  ])
  if (solid) {
    ctx.fillStyle = brush.tones.t1
    ctx.fill()
  } else {
    ctx.fillStyle = brush.ground(x)
    ctx.fill()
    ctx.strokeStyle = brush.tones.t1
    ctx.lineWidth = 1.5
    ctx.lineJoin = 'miter'
    ctx.stroke()
  }
}
