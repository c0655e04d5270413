import { BADGE, BADGE_BELOW, BAR } from '../../../view/lanes/geometry.ts'
import type { ContainerLane, Exit } from '../../../view/lanes/lane.ts'
import { type Badge, mergeBadges } from '../../../view/lanes/level-of-detail.ts'
import type { Brush } from './brush.ts'

export const BADGE_TEXT = { face: 'mono', size: 10.5, weight: 600 } as const

/** A cut each, and its code below; codes that would touch become one. */
export function paintExits(brush: Brush, exits: readonly Exit[], lane: ContainerLane, top: number): void {
  let lastX = Number.NEGATIVE_INFINITY
  for (const exit of exits) {
    const x = brush.snap(brush.x(exit.from) - 1)
    // Upon the same pixel there is nothing more to see.
    if (x - lastX < brush.hair) continue
    lastX = x
    brush.fill(brush.mark(exit.tone), x, top + exit.top, 2, exit.height)
  }
  const sources = exits.map((exit) => ({ x: brush.x(exit.from), code: exit.code, tone: exit.tone }))
  const widthOf = (text: string) => brush.measure(text, BADGE_TEXT) + 12
  const foot = top + lane.barTop + BAR
  for (const badge of mergeBadges(sources, widthOf, leastLeft(brush), brush.right - 2)) {
    const width = widthOf(badge.text)
    const paint = () => paintBadge(brush, badge, width, foot)
    // The playhead goes behind a code: cut in two it could not be read.
    if (Math.abs(brush.playheadX - badge.x) < width / 2) brush.afterPlayhead.push(paint)
    // Nor does a fold cut it.
    else if (brush.words) brush.words.push(paint)
    else paint()
  }
}

/** The plot has a margin only where nothing lies before it. */
function leastLeft({ scale }: Brush): number {
  return scale.fromMs <= 0 ? scale.left - 8 : scale.left
}

function paintBadge(brush: Brush, badge: Badge, width: number, foot: number): void {
  const mark = brush.mark(badge.tone)
  const top = foot + BADGE_BELOW + (badge.count > 1 ? 4 : 0)
  const x = brush.snap(badge.x - width / 2)
  if (badge.count > 1) {
    const y = foot + 10
    brush.line(mark, 1.5, [
      [badge.from, y - 4],
      [badge.from, y],
      [badge.to, y],
      [badge.to, y - 4],
    ])
  }
  paintPlate(brush, badge, x, top, width)
}

/** Round for 0, a cut corner for everything else, an octagon for OOM. */
export function paintPlate(
  brush: Brush,
  badge: Pick<Badge, 'tone' | 'text'>,
  x: number,
  top: number,
  width: number,
): void {
  const { ctx } = brush
  const cut = 5
  const [right, bottom] = [x + width, top + BADGE]
  if (badge.tone === 'exitZero') {
    ctx.beginPath()
    ctx.roundRect(x, top, width, BADGE, BADGE / 2)
  } else if (badge.tone === 'oom') {
    brush.polygon([
      [x + cut, top],
      [right - cut, top],
      [right, top + cut],
      [right, bottom - cut],
      [right - cut, bottom],
      [x + cut, bottom],
      [x, bottom - cut],
      [x, top + cut],
    ])
  } else {
    brush.polygon([
      [x, top],
      [right - cut, top],
      [right, top + cut],
      [right, bottom],
      [x, bottom],
    ])
  }
  ctx.fillStyle = brush.mark(badge.tone)
  ctx.fill()
  brush.text(badge.text, x + width / 2, top + BADGE / 2, {
    ...BADGE_TEXT,
    colour: brush.on(badge.tone),
    align: 'center',
  })
}
