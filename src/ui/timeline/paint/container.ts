import { BADGE, BADGE_BELOW, BAR, BRACKET, PENNANT_HEIGHT, PENNANT_WIDTH, POLE } from '../../../view/lanes/geometry.ts'
import type { ContainerLane, Exit, Flag, Grace, Ramp } from '../../../view/lanes/lane.ts'
import {
  type Badge,
  type Extent,
  mergeBadges,
  pennantsFit,
  rampIsLine,
  sliverRow,
} from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { durationText } from '../../../view/time-scale.ts'
import { paintBar } from './bars.ts'
import { type Brush, fade } from './brush.ts'

const BADGE_TEXT = { face: 'mono', size: 10.5, weight: 600 } as const

export function paintContainer(brush: Brush, lane: ContainerLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const place = sliverRow()
  const exits: Exit[] = []
  const ramps: Ramp[] = []
  const graces: Grace[] = []
  const flags: Flag[] = []
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
        exits.push(mark)
        break
      case 'ramp':
        ramps.push(mark)
        break
      case 'grace':
        graces.push(mark)
        break
      case 'flag':
        flags.push(mark)
        break
    }
  }
  for (const ramp of ramps) paintRamp(brush, ramp, drawnTo.get(ramp.from) ?? 0, top)
  paintGraces(brush, graces, top)
  paintExits(brush, exits, drawnTo, lane, top)
  paintFlags(brush, flags, lane.id, top)
  rampWords(brush, ramps, top)
}

function paintRamp(brush: Brush, ramp: Ramp, clear: number, top: number): void {
  const { ctx, playheadX } = brush
  const x0 = Math.max(brush.x(ramp.from), clear + 2)
  const x1 = Math.max(brush.x(ramp.nominalTo), x0 + 1)
  const base = top + ramp.base
  const peak = base - ramp.peak
  const mark = brush.mark('waiting')
  ctx.save()
  ctx.beginPath()
  const from = Math.max(brush.x(ramp.from), clear)
  ctx.rect(from, peak - 4, brush.x(ramp.to) + 1 - from, ramp.peak + 6)
  ctx.clip()
  if (!rampIsLine(x1 - x0)) {
    ctx.save()
    brush.polygon([
      [x0, base],
      [x1, peak],
      [x1, base],
    ])
    ctx.clip()
    // The only gradient there is: it rises with the ramp.
    const shade = ctx.createLinearGradient(x0, 0, x1, 0)
    shade.addColorStop(0, fade(mark, 0.1))
    shade.addColorStop(1, fade(mark, 0.34))
    ctx.fillStyle = shade
    ctx.fillRect(x0, peak, x1 - x0, base - peak)
    // What of the wait is over.
    const gone = Math.min(x1, playheadX) - x0
    if (gone > 0) brush.fill(fade(mark, 0.3), x0, peak, gone, base - peak)
    ctx.restore()
    brush.line(mark, 1.5, [
      [x1, base],
      [x1, peak],
    ])
  }
  brush.line(mark, 2, [
    [x0, base],
    [x1, peak],
  ])
  const x2 = brush.x(ramp.to)
  if (x2 > x1 + 4) {
    ctx.lineCap = 'round'
    brush.line(
      mark,
      2,
      [
        [x1 + 4, peak + 1],
        [x2, peak + 1],
      ],
      [0, 5],
    )
    ctx.lineCap = 'butt'
  }
  ctx.restore()
}

/** The countdown at the playhead; elsewhere the length, where there is room for it. */
function rampWords(brush: Brush, ramps: readonly Ramp[], top: number): void {
  const { playheadMs } = brush.scene
  const current = ramps.find((ramp) => playheadMs >= ramp.from && playheadMs < ramp.to)
  const taken = current ? countdown(brush, current, top) : undefined
  const style = { face: 'sans', size: 11, weight: 500 } as const
  for (const ramp of ramps) {
    if (ramp === current) continue
    const text = durationText(ramp.lengthMs)
    const width = brush.measure(text, style)
    const from = Math.max(brush.x(ramp.from), brush.scale.left)
    const to = Math.min(brush.x(Math.min(ramp.nominalTo, ramp.to)), brush.scale.right)
    const x = (from + to) / 2
    const collides = taken !== undefined && x + width / 2 > taken.left - 6 && x - width / 2 < taken.right + 6
    if (to - from < width + 4 || collides) continue
    const y = top + ramp.base - ramp.peak - 9
    brush.text(text, x, y, { ...style, colour: brush.ink('waiting'), align: 'center', halo: true })
  }
}

function countdown(brush: Brush, ramp: Ramp, top: number): Extent {
  const { playheadMs } = brush.scene
  const x0 = brush.x(ramp.from)
  const x1 = brush.x(ramp.nominalTo)
  const base = top + ramp.base
  const over = playheadMs >= ramp.nominalTo
  const first = over ? 'back-off over' : `${((ramp.nominalTo - playheadMs) / 1000).toFixed(1)} s left`
  const second = over ? 'until the next sync' : `of ${durationText(ramp.lengthMs)} back-off`
  const large = { face: 'mono', size: 12, weight: 700 } as const
  const small = { face: 'sans', size: 11 } as const
  const width = Math.max(brush.measure(first, large), brush.measure(second, small))
  const fits = brush.playheadX + 6 + width < brush.scene.width - 4
  const x = fits ? brush.playheadX + 6 : brush.playheadX - 6
  const align = fits ? 'left' : 'right'
  // Above the ramp at the words' far end, as far as there is room above it.
  const reach = Math.min(1, Math.max(0, ((fits ? x + width : x) - x0) / Math.max(1, x1 - x0)))
  const y = Math.max(top + 24, Math.min(top + 40, base - ramp.peak * reach - 12))
  brush.text(first, x, y - 14, { ...large, colour: brush.ink('waiting'), align, halo: true })
  brush.text(second, x, y, { ...small, colour: brush.tones.t2, align, halo: true })
  return fits ? { left: x, right: x + width } : { left: x - width, right: x }
}

function paintGraces(brush: Brush, graces: readonly Grace[], top: number): void {
  for (const [i, grace] of graces.entries()) {
    const x0 = brush.x(grace.from)
    const x1 = brush.x(grace.to)
    const xd = brush.x(grace.deadline)
    const y = top + grace.y
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
    if ((i === 0 || chosen) && xd - x0 >= width + 4) {
      brush.text(grace.label, (x0 + xd) / 2, y - 8, { ...style, colour, align: 'center', halo: true })
    }
  }
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
  for (const badge of mergeBadges(sources, widthOf)) paintBadge(brush, badge, widthOf(badge.text), foot)
}

function paintBadge(brush: Brush, badge: Badge, width: number, foot: number): void {
  const { ctx } = brush
  const mark = brush.mark(badge.tone)
  const top = foot + BADGE_BELOW + (badge.count > 1 ? 4 : 0)
  const x = brush.snap(Math.max(badge.x, brush.scale.left - 8 + width / 2) - width / 2)
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

function paintFlags(brush: Brush, flags: readonly Flag[], lane: string, top: number): void {
  const { t1 } = brush.tones
  let nameEnd = Number.NEGATIVE_INFINITY
  const named = new Set<string>()
  for (const [i, flag] of flags.entries()) {
    const x = brush.snap(brush.x(flag.from))
    const foot = top + flag.foot
    const head = foot - POLE
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
    brush.text(flag.name, middle, head - 9, {
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
