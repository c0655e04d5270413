import { THROTTLE } from '../../../view/lanes/geometry.ts'
import type { Bar, ContainerLane, Exit, Flag, Grace, Ramp, Throttle } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import type { DrawnShares } from '../../../view/lanes/row.ts'
import type { Brush } from './brush.ts'
import { paintCrowd } from './crowd.ts'
import { paintExits } from './exits.ts'
import { paintLogStrip } from './log-strip.ts'
import { countdownOf, paintRamp, paintRampWords } from './ramp.ts'
import { paintRow } from './row.ts'
import { paintFlags, paintGraces } from './signals.ts'

/** Left and right of the plot so much is looked at as well: what is a crowd does not depend on where the plot ends. */
const BEYOND = 80

export function paintContainer(brush: Brush, lane: ContainerLane, top: number): void {
  const [first, end] = marksWithin(
    lane.marks,
    brush.timeAt(brush.scale.left - BEYOND),
    brush.timeAt(brush.right + BEYOND),
  )
  const bars: Bar[] = []
  const exits: Exit[] = []
  const ramps: Ramp[] = []
  const graces: Grace[] = []
  const flags: Flag[] = []
  const throttles: Throttle[] = []
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    switch (mark?.kind) {
      case 'bar':
        bars.push(mark)
        break
      case 'exit':
        // One that happened before the plot begins has its badge there too.
        if (brush.x(mark.from) >= brush.scale.left - 2 && brush.x(mark.from) <= brush.right) exits.push(mark)
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
  const crowds = paintRow(brush, bars, top)
  const isApart = ({ from }: { readonly from: number }) => !crowds.some((crowd) => isWithin(brush, crowd, from))
  for (const throttle of throttles) paintThrottle(brush, throttle, top)
  paintLogStrip(brush, lane, top)
  const alone = ramps.filter(isApart)
  for (const ramp of alone) paintRamp(brush, ramp, 0, top)
  const countdown = countdownOf(brush, ramps)
  paintGraces(brush, graces.filter(isApart), top, countdown)
  // A few exits of a crowd stand beside those around it, under one bracket where they would touch.
  const few = crowds.filter((crowd) => exits.filter(({ from }) => isWithin(brush, crowd, from)).length <= FEW_EXITS)
  const isFew = ({ from }: Exit) => few.some((crowd) => isWithin(brush, crowd, from))
  paintExits(
    brush,
    exits.filter((exit) => isApart(exit) || isFew(exit)),
    lane,
    top,
  )
  paintFlags(brush, flags.filter(isApart), lane.id, top, countdown)
  for (const crowd of crowds) {
    const within = <M extends { readonly from: number }>(marks: readonly M[]) =>
      marks.filter(({ from }) => isWithin(brush, crowd, from))
    const ends = few.includes(crowd) ? [] : within(exits)
    paintCrowd(brush, crowd, { lane, ramps: within(ramps), exits: ends, flags: within(flags), countdown }, top)
  }
  paintRampWords(brush, ramps, alone, top)
}

const FEW_EXITS = 3

function isWithin(brush: Brush, { left, right }: DrawnShares, at: number): boolean {
  const x = brush.x(at)
  return x >= left - 0.5 && x <= right + 0.5
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
