import type { Time } from '../../lib/time.ts'
import { RAMP_ZONE } from '../../view/lanes/geometry.ts'
import type { ContainerLane, Lane, Mark } from '../../view/lanes/lane.ts'
import { inGroups, worstRuns } from '../../view/lanes/worst.ts'
import type { Fold } from '../../view/time/time-fold.ts'
import { type Stretch, type TimeScale, timeScale, xOf } from '../../view/time/time-scale.ts'
import { ticksOf } from '../../view/time/time-ticks.ts'
import type { Clock } from '../../view/time/wall-clock.ts'
import type { Tones } from '../theme/tones.ts'

export const MINIMAP_PAD = 16
const BAR_TOP = 19
const BAR_HEIGHT = 12
const RAMP = 12
const EVENTS_TOP = 38
const EVENTS = 4

export interface MinimapScene {
  readonly width: number
  readonly height: number
  readonly devicePixelRatio: number
  readonly tones: Tones
  readonly lanes: readonly Lane[]
  readonly eventTimes: readonly Time[]
  readonly extentMs: Time
  /** How far it is known. */
  readonly endMs: Time
  readonly window: Stretch
  readonly playheadMs: Time
  readonly folds: readonly Fold[]
  readonly clock: Clock
  readonly range: Stretch | undefined
}

export function minimapScale(extentMs: Time, width: number, folds: readonly Fold[]): TimeScale {
  return timeScale({ fromMs: 0, toMs: extentMs }, MINIMAP_PAD, width - MINIMAP_PAD, folds)
}

/** What does not change while time moves: what the containers did, and when something was said. */
export function paintLife(ctx: CanvasRenderingContext2D, scene: MinimapScene): void {
  const { width, height, tones, devicePixelRatio } = scene
  const scale = minimapScale(scene.extentMs, width, scene.folds)
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  ctx.fillStyle = tones.bg1
  ctx.fillRect(0, 0, width, height)
  const containers = scene.lanes.filter((lane): lane is ContainerLane => lane.kind === 'container')
  const room = BAR_HEIGHT + 4
  // A few share the height of one; of more, each is a line of its worst states, and none is left out.
  const each = containers.length <= 1 ? BAR_HEIGHT : Math.floor(room / containers.length) - 1
  if (containers.length > MOST_DRAWN) paintWorst(ctx, scene, scale, containers)
  else {
    for (const [i, lane] of containers.entries()) {
      const top = containers.length <= 1 ? BAR_TOP : BAR_TOP - 4 + i * (each + 1)
      paintLane(ctx, scene, scale, lane, top, each)
    }
  }
  if (containers.length === 0) paintPods(ctx, scene, scale)
  paintEvents(ctx, scene, scale)
  paintFolds(ctx, scene, scale)
}

/** Upon the life: which part of it is on the timeline, and where the playhead is. */
export function paintPlace(ctx: CanvasRenderingContext2D, scene: MinimapScene): void {
  const { devicePixelRatio } = scene
  const scale = minimapScale(scene.extentMs, scene.width, scene.folds)
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  paintRange(ctx, scene, scale)
  paintTimes(ctx, scene, scale)
  paintWindow(ctx, scene, scale)
  paintPlayhead(ctx, scene, scale)
}

/** So many containers can still be drawn as what they are. */
const MOST_DRAWN = 3
const LINES_TOP = 12
const LINES_ROOM = 24

/** A crowd of Pods is a line each. */
function paintPods(ctx: CanvasRenderingContext2D, scene: MinimapScene, scale: TimeScale): void {
  paintWorst(
    ctx,
    scene,
    scale,
    scene.lanes.filter((lane) => lane.kind === 'pod'),
  )
}

function paintWorst(
  ctx: CanvasRenderingContext2D,
  { tones }: MinimapScene,
  scale: TimeScale,
  lanes: readonly Lane[],
): void {
  const groups = inGroups(lanes, LINES_ROOM)
  const each = Math.min(6, Math.max(1, Math.floor(LINES_ROOM / Math.max(1, groups.length))))
  const columns = Math.ceil(scale.right - scale.left)
  for (const [i, group] of groups.entries()) {
    const rows = group.map(({ marks }) => marks)
    for (const { tone, from, to } of worstRuns(rows, (at) => xOf(scale, at) - scale.left, columns)) {
      ctx.fillStyle = tone === 't1' || tone === 't2' || tone === 't3' ? tones[tone] : tones[tone].mark
      ctx.fillRect(scale.left + from, LINES_TOP + i * each, to - from, each > 2 ? each - 1 : each)
    }
  }
}

function paintLane(
  ctx: CanvasRenderingContext2D,
  scene: MinimapScene,
  scale: TimeScale,
  lane: ContainerLane,
  top: number,
  height: number,
): void {
  const { tones } = scene
  ctx.fillStyle = tones.line
  ctx.fillRect(scale.left, top + height - 0.5, Math.max(0, xOf(scale, scene.endMs) - scale.left), 1)
  let lastX = Number.NEGATIVE_INFINITY
  for (const mark of lane.marks) {
    const x0 = xOf(scale, mark.from)
    const x1 = xOf(scale, mark.to)
    if (mark.kind === 'bar') {
      // Under a ramp and after an end there is nothing to be shown at this size.
      if (mark.pattern === 'hatch' || mark.height <= 8 || (x1 - lastX < 0.5 && x1 - x0 < 0.5)) continue
      lastX = Math.max(x0 + 1, x1)
      paintBar(ctx, tones, mark, x0, Math.max(1.5, x1 - x0 - 0.5), top, height)
    } else if (mark.kind === 'ramp') {
      // One that is cut by the end of the trace is cut here too.
      const until = Math.min(mark.nominalTo, mark.to)
      const end = xOf(scale, until)
      const share = (until - mark.from) / Math.max(1, mark.nominalTo - mark.from)
      const peak = (RAMP * mark.peak * share) / RAMP_ZONE
      ctx.beginPath()
      ctx.moveTo(x0, top + height)
      ctx.lineTo(end, top + height - peak)
      ctx.lineTo(end, top + height)
      ctx.closePath()
      ctx.fillStyle = `${tones.waiting.mark}66`
      ctx.fill()
      ctx.beginPath()
      ctx.moveTo(x0, top + height)
      ctx.lineTo(end, top + height - peak)
      ctx.strokeStyle = tones.waiting.mark
      ctx.lineWidth = 1.5
      ctx.stroke()
    }
  }
  lastX = Number.NEGATIVE_INFINITY
  for (const mark of lane.marks) {
    if (mark.kind !== 'exit') continue
    const x = xOf(scale, mark.from)
    if (x - lastX < 1) continue
    lastX = x
    ctx.fillStyle = tones[mark.tone].mark
    ctx.fillRect(x - 1, top - 3, 2, height + 6)
  }
}

function paintBar(
  ctx: CanvasRenderingContext2D,
  tones: Tones,
  bar: Extract<Mark, { kind: 'bar' }>,
  x: number,
  width: number,
  top: number,
  height: number,
): void {
  const { tone } = bar
  const colour = tone === 't1' || tone === 't2' || tone === 't3' ? tones[tone] : tones[tone].mark
  const tall = bar.height > 16 ? height : Math.max(2, Math.round(height * 0.6))
  const y = top + height - tall
  if (bar.pattern === 'stopping' && width > 4) {
    ctx.save()
    ctx.beginPath()
    ctx.rect(x, y, width, tall)
    ctx.clip()
    ctx.beginPath()
    for (let at = x - tall; at < x + width; at += 4) {
      ctx.moveTo(at, y)
      ctx.lineTo(at + tall, y + tall)
    }
    ctx.strokeStyle = colour
    ctx.lineWidth = 1
    ctx.stroke()
    ctx.restore()
    ctx.strokeStyle = colour
    ctx.lineWidth = 1
    ctx.strokeRect(x + 0.5, y + 0.5, width - 1, tall - 1)
  } else if (bar.pattern === 'outline' || bar.pattern === 'pull') {
    ctx.strokeStyle = colour
    ctx.lineWidth = 1
    if (width > 3) ctx.strokeRect(x + 0.5, y + 0.5, width - 1, tall - 1)
    else {
      ctx.fillStyle = colour
      ctx.fillRect(x, y, width, tall)
    }
  } else {
    ctx.fillStyle = colour
    ctx.fillRect(x, y, width, tall)
  }
}

function paintEvents(ctx: CanvasRenderingContext2D, scene: MinimapScene, scale: TimeScale): void {
  ctx.fillStyle = scene.tones.t3
  let lastX = Number.NEGATIVE_INFINITY
  for (const at of scene.eventTimes) {
    const x = Math.round(xOf(scale, at))
    if (x - lastX < 2) continue
    lastX = x
    ctx.fillRect(x, EVENTS_TOP, 1, EVENTS)
  }
}

/** Where time is not drawn to scale: a break sign each. */
function paintFolds(ctx: CanvasRenderingContext2D, { tones }: MinimapScene, scale: TimeScale): void {
  const foot = BAR_TOP + BAR_HEIGHT
  for (const { fromMs, toMs } of scale.folds) {
    const [left, right] = [xOf(scale, fromMs), xOf(scale, toMs)]
    const middle = (left + right) / 2
    ctx.fillStyle = tones.bg1
    ctx.fillRect(left, 0, right - left, EVENTS_TOP + EVENTS)
    ctx.strokeStyle = tones.t2
    ctx.lineWidth = 1.25
    ctx.beginPath()
    for (const x of [middle - 2, middle + 2]) {
      ctx.moveTo(x - 3, foot + 2)
      ctx.lineTo(x + 3, BAR_TOP - 2)
    }
    ctx.stroke()
  }
}

/** What is played again and again. */
function paintRange(ctx: CanvasRenderingContext2D, { range, tones }: MinimapScene, scale: TimeScale): void {
  if (!range) return
  const [left, right] = [xOf(scale, range.fromMs), Math.min(scale.right, xOf(scale, range.toMs))]
  ctx.fillStyle = tones.t1
  ctx.fillRect(left, EVENTS_TOP + EVENTS - 1, right - left, 2)
  for (const x of [left, right - 2]) ctx.fillRect(x, EVENTS_TOP - 3, 2, EVENTS + 4)
}

/** Instants, only where the life is longer than what the timeline shows. */
function paintTimes(ctx: CanvasRenderingContext2D, scene: MinimapScene, scale: TimeScale): void {
  const { tones, window, extentMs } = scene
  if (window.toMs - window.fromMs >= extentMs * 0.98) return
  ctx.font = `400 10px ${tones.mono}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = tones.t3
  const { labelled, step } = ticksOf(scale, 110)
  for (const at of labelled) {
    const x = xOf(scale, at)
    const inFrame = x > xOf(scale, window.fromMs) - 24 && x < xOf(scale, window.toMs) + 24
    const atPlayhead = Math.abs(x - xOf(scale, scene.playheadMs)) < 24
    if (!inFrame && !atPlayhead && x > scale.left + 20 && x < scale.right - 20)
      ctx.fillText(scene.clock(at, step), x, 8)
  }
}

function paintWindow(ctx: CanvasRenderingContext2D, scene: MinimapScene, scale: TimeScale): void {
  const { window, extentMs, tones, height } = scene
  if (window.toMs - window.fromMs >= extentMs * 0.995) return
  const x0 = xOf(scale, window.fromMs)
  const x1 = xOf(scale, window.toMs)
  ctx.strokeStyle = tones.line2
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.roundRect(x0 - 3, 4, Math.max(8, x1 - x0 + 6), height - 8, 4)
  ctx.stroke()
}

function paintPlayhead(ctx: CanvasRenderingContext2D, scene: MinimapScene, scale: TimeScale): void {
  const x = xOf(scale, scene.playheadMs)
  ctx.fillStyle = scene.tones.t1
  ctx.fillRect(x - 0.75, 7, 1.5, scene.height - 11)
  ctx.beginPath()
  ctx.arc(x, 7, 4.5, 0, 2 * Math.PI)
  ctx.fill()
}
