import type { Ramp } from '../../../view/lanes/lane.ts'
import { type Extent, rampIsLine } from '../../../view/lanes/level-of-detail.ts'
import { type Brush, fade } from './brush.ts'

/** As wide as its seconds, as high as its step. */
export function paintRamp(brush: Brush, ramp: Ramp, clear: number, top: number): void {
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

/** The countdown at the playhead; elsewhere the length of those that stand apart, where there is room for it. */
export function paintRampWords(brush: Brush, ramps: readonly Ramp[], apart: readonly Ramp[], top: number): void {
  const { playheadMs, words } = brush.scene
  const current = ramps.find((ramp) => playheadMs >= ramp.from && playheadMs < ramp.to)
  const taken = current && placeOf(brush, current)
  if (current && taken) paintCountdown(brush, current, taken, top)
  const style = { face: 'sans', size: 11, weight: 500 } as const
  for (const ramp of apart) {
    if (ramp === current) continue
    const text = words.length(ramp.lengthMs)
    const width = brush.measure(text, style)
    const from = Math.max(brush.x(ramp.from), brush.scale.left)
    const to = Math.min(brush.x(Math.min(ramp.nominalTo, ramp.to)), brush.scale.right)
    const room = brush.unbroken(from, to, width + 4)
    const x = (room.left + room.right) / 2
    const collides = taken !== undefined && x + width / 2 > taken.left - 6 && x - width / 2 < taken.right + 6
    if (room.right - room.left < width + 4 || collides) continue
    const y = top + ramp.base - ramp.peak - 9
    brush.text(text, x, y, { ...style, colour: brush.ink('waiting'), align: 'center', halo: true })
  }
}

/** Where the countdown is, if there is one: nothing else is said there. */
export function countdownOf(brush: Brush, ramps: readonly Ramp[]): Extent | undefined {
  const { playheadMs } = brush.scene
  const current = ramps.find((ramp) => playheadMs >= ramp.from && playheadMs < ramp.to)
  return current && placeOf(brush, current)
}

const LARGE = { face: 'mono', size: 12, weight: 700 } as const
const SMALL = { face: 'sans', size: 11 } as const

function countdownWords(brush: Brush, ramp: Ramp): readonly [first: string, second: string] {
  const { playheadMs, words } = brush.scene
  const over = playheadMs >= ramp.nominalTo
  return [
    over ? words.backOffOver : words.left(ramp.nominalTo - playheadMs),
    over ? words.untilNextSync : words.ofBackOff(ramp.lengthMs),
  ]
}

function placeOf(brush: Brush, ramp: Ramp): Extent {
  const [first, second] = countdownWords(brush, ramp)
  const width = Math.max(brush.measure(first, LARGE), brush.measure(second, SMALL))
  const x = brush.playheadX
  return x + 6 + width < brush.scene.width - 4
    ? { left: x + 6, right: x + 6 + width }
    : { left: x - 6 - width, right: x - 6 }
}

function paintCountdown(brush: Brush, ramp: Ramp, { left, right }: Extent, top: number): void {
  const [first, second] = countdownWords(brush, ramp)
  const x0 = brush.x(ramp.from)
  const x1 = brush.x(ramp.nominalTo)
  const base = top + ramp.base
  const fits = left > brush.playheadX
  const x = fits ? left : right
  const align = fits ? 'left' : 'right'
  // Above the ramp at the words' far end, as far as there is room above it.
  const reach = Math.min(1, Math.max(0, (right - x0) / Math.max(1, x1 - x0)))
  const y = Math.max(top + 24, Math.min(top + 40, base - ramp.peak * reach - 12))
  brush.text(first, x, y - 14, { ...LARGE, colour: brush.ink('waiting'), align, halo: true })
  brush.text(second, x, y, { ...SMALL, colour: brush.tones.t2, align, halo: true })
}
