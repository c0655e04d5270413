import { BADGE, BADGE_BELOW, BAR, THROTTLE } from '../../../view/lanes/geometry.ts'
import type { ContainerLane, Exit, Flag, Grace, Ramp, Throttle } from '../../../view/lanes/lane.ts'
import { type Badge, mergeBadges, sliverRow } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { paintBar } from './bars.ts'
import type { Brush } from './brush.ts'
import { paintLogStrip } from './log-strip.ts'
import { countdownOf, paintRamp, paintRampWords } from './ramp.ts'
import { paintFlags, paintGraces } from './signals.ts'

const BADGE_TEXT = { face: 'mono', size: 10.5, weight: 600 } as const

export function paintContainer(brush: Brush, lane: ContainerLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const place = sliverRow()
  const exits: Exit[] = []
  const ramps: Ramp[] = []
  const graces: Grace[] = []
  const flags: Flag[] = []
  const throttles: Throttle[] = []
  // Where the bar that ended at an instant was drawn to: a sliver may stand a few pixels beside its true place.
  const drawnTo = new Map<number, number>()
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    switch (mark?.kind) {
      case 'bar': {
        const extent = place(brush.x(mark.from), brush.x(mark.to))
        if (extent) {
          paintBar(brush, mark, extent, top)
          drawnTo.set(mark.to, extent.right)
        }
        break
      }
      case 'exit':
        // One that happened before the plot begins has its badge there too.
        if (brush.x(mark.from) >= brush.scale.left - 2) exits.push(mark)
        break
      case 'ramp':
        ramps.push(mark)
        break
      case 'throttle':
        throttles.push(mark)
        break
      case 'grace':
        graces.push(mark)
        break
      case 'flag':
        flags.push(mark)
        break
    }
  }
  for (const throttle of throttles) paintThrottle(brush, throttle, top)
  paintLogStrip(brush, lane, top)
  for (const ramp of ramps) paintRamp(brush, ramp, drawnTo.get(ramp.from) ?? 0, top)
  paintGraces(brush, graces, top, countdownOf(brush, ramps))
  paintExits(brush, exits, drawnTo, lane, top)
  paintFlags(brush, flags, lane.id, top)
  paintRampWords(brush, ramps, top)
}

/** Teeth that hang into the bar: it runs, but not when it likes. */
function paintThrottle(brush: Brush, { from, to, top: bar }: Throttle, top: number): void {
  const every = 4
  const x0 = Math.max(brush.x(from), brush.scale.left - every)
  const x1 = Math.min(brush.x(to), brush.right)
  const y = top + bar
  brush.ctx.fillStyle = brush.ground(x1)
  for (let x = Math.ceil(x0 / every) * every; x < x1 - 1; x += every) brush.ctx.fillRect(x, y - 0.5, 2, THROTTLE)
}

function paintExits(
  brush: Brush,
  exits: readonly Exit[],
  drawnTo: ReadonlyMap<number, number>,
  lane: ContainerLane,
  top: number,
): void {
  let lastX = Number.NEGATIVE_INFINITY
  const xOf = (exit: Exit) => Math.max(brush.x(exit.from), (drawnTo.get(exit.from) ?? 0) + 1)
  for (const exit of exits) {
    const x = brush.snap(xOf(exit) - 1)
    // Upon the same pixel there is nothing more to see.
    if (x - lastX < brush.hair) continue
    lastX = x
    brush.fill(brush.mark(exit.tone), x, top + exit.top, 2, exit.height)
  }
  const sources = exits.map((exit) => ({ x: xOf(exit), code: exit.code, tone: exit.tone }))
  const widthOf = (text: string) => brush.measure(text, BADGE_TEXT) + 12
  const foot = top + lane.barTop + BAR
  for (const badge of mergeBadges(sources, widthOf, brush.scale.left - 8)) {
    const width = widthOf(badge.text)
    const paint = () => paintBadge(brush, badge, width, foot)
    // The playhead goes behind a code: cut in two it could not be read.
    if (Math.abs(brush.playheadX - badge.x) < width / 2) brush.afterPlayhead.push(paint)
    // Nor does a fold cut it.
    else if (brush.words) brush.words.push(paint)
    else paint()
  }
}

function paintBadge(brush: Brush, badge: Badge, width: number, foot: number): void {
  const { ctx } = brush
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
  ctx.fillStyle = mark
  ctx.fill()
  brush.text(badge.text, x + width / 2, top + BADGE / 2, {
    ...BADGE_TEXT,
    colour: brush.on(badge.tone),
    align: 'center',
  })
}
