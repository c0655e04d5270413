import { assertNever } from '../../../lib/assert.ts'
import {
  BADGE,
  BADGE_BELOW,
  BAR,
  NODE_BAR,
  PROBE_BASELINE,
  RULER,
  SETUP_BAR,
  SETUP_BAR_TOP,
  STATUS_BLOCK,
} from '../../../view/lanes/geometry.ts'
import type { Lane } from '../../../view/lanes/lane.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { pinnedTop } from '../layout.ts'
import { Brush } from './brush.ts'
import { paintConditions } from './conditions.ts'
import { paintContainer } from './container.ts'
import { paintEndpoints } from './endpoints.ts'
import { paintBreaks, paintFolds } from './folds.ts'
import { paintPlayhead, paintRuler } from './frame.ts'
import { paintGhost } from './ghost-slot.ts'
import { paintLit } from './lit.ts'
import { paintMemory } from './memory.ts'
import { paintObject } from './object.ts'
import { paintPod } from './pod.ts'
import { paintProbe } from './probe.ts'
import { cursorRing, hoverRing, paintSpan, pulseRing } from './rings.ts'
import type { Scene } from './scene.ts'
import { paintSetup } from './setup.ts'
import { paintSteps } from './steps.ts'
import type { Strip } from './strip.ts'
import { paintTraffic } from './traffic.ts'
import { paintVeiled } from './veiled.ts'

/**
 * Paints everything but the names, which are text of the page, and the chosen causes, which are edges. With a strip only
 * what is in it, and the ruler.
 */
export function paintTimeline(ctx: CanvasRenderingContext2D, scene: Scene, strip?: Strip): void {
  if (strip) {
    const ratio = scene.devicePixelRatio * scene.unit
    ctx.save()
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    ctx.beginPath()
    ctx.rect(0, 0, scene.width, Math.ceil(RULER * ratio) / ratio)
    // To whole pixels: half a pixel that is painted twice would be another colour.
    const left = Math.floor(strip.left * ratio) / ratio
    ctx.rect(left, Math.floor(RULER * ratio) / ratio, Math.ceil(strip.right * ratio) / ratio - left, scene.height)
    ctx.clip()
    paintTimeline(ctx, scene)
    ctx.restore()
    return
  }
  if (scene.veiled) {
    paintVeiled(ctx, scene, paintTimeline)
    return
  }
  const { layout, scrollTop, width, height } = scene
  const ratio = scene.devicePixelRatio * scene.unit
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  const brush = new Brush(ctx, scene)
  ground(brush, 0, height)
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, RULER, width, height)
  ctx.clip()
  const last = layout.lanes.at(-1)
  const foot = Math.min(height, last ? RULER + last.bottom - scrollTop : height)
  const inSight = layout.lanes.filter(({ top, bottom }) => bottom - scrollTop >= 0 && RULER + top - scrollTop <= height)
  for (const { lane, top } of inSight)
    if (lane.ruled) brush.fill(scene.tones.line, 0, brush.snap(RULER + top - scrollTop), width, brush.hair)
  if (last) brush.fill(scene.tones.line, 0, brush.snap(RULER + last.bottom - scrollTop), width, brush.hair)
  inPlot(brush, () =>
    brush.folding(
      () => {
        for (const { lane, plotTop } of inSight) paintLane(brush, lane, RULER + plotTop - scrollTop)
        killArrowsOf(brush)
      },
      () => {
        paintFolds(brush, RULER, foot)
        for (const { lane, plotTop } of inSight) paintBreaks(brush, RULER + plotTop - scrollTop + middleOf(lane))
      },
    ),
  )
  inPlot(brush, () => {
    for (const { lane, plotTop } of inSight) paintLit(brush, lane, RULER + plotTop - scrollTop)
    pulseRing(brush)
    hoverRing(brush)
    cursorRing(brush)
  })
  // Those of lanes that have been scrolled under the pinned one stay there.
  const scrolled = brush.afterPlayhead.splice(0)
  let covered = RULER
  const pinned = layout.pinned
  if (pinned && pinnedTop(pinned, scrollTop) > RULER + pinned.top - scrollTop) {
    const top = pinnedTop(pinned, scrollTop)
    const bottom = top + pinned.bottom - pinned.top
    covered = bottom
    ground(brush, top, bottom - top)
    const plotTop = top + pinned.plotTop - pinned.top
    inPlot(brush, () =>
      brush.folding(
        () => paintLane(brush, pinned.lane, plotTop),
        () => {
          paintFolds(brush, top, bottom)
          paintBreaks(brush, plotTop + middleOf(pinned.lane))
        },
      ),
    )
    brush.fill(scene.tones.line, 0, brush.snap(bottom), width, brush.hair)
  }
  if (scene.faint) fade(brush)
  ctx.restore()
  inPlot(brush, () => paintSpan(brush))
  paintRuler(brush)
  paintPlayhead(brush)
  inPlot(
    brush,
    () => {
      for (const paint of scrolled) paint()
    },
    covered,
  )
  inPlot(brush, () => {
    for (const paint of brush.afterPlayhead) paint()
  })
  // What was typed stays readable where the playhead stands: a command is too long to step aside.
  const steps = layout.lanes.find(({ lane }) => lane.kind === 'steps')
  if (steps?.lane.kind === 'steps' && scrollTop < 8) {
    const { lane, plotTop } = steps
    inPlot(brush, () => paintSteps(brush, lane, RULER + plotTop - scrollTop))
  }
}

/** The ground right of the playhead is another one; nothing lies over the marks there. */
function ground(brush: Brush, top: number, height: number): void {
  const { scene, scale, playheadX, tones } = brush
  brush.fill(tones.bg1, 0, top, scene.width, height)
  const from = scene.refused ? scale.left : Math.max(scale.left, brush.snap(playheadX))
  if (from < scene.width) brush.fill(tones.future, from, top, scene.width - from, height)
}

/** So much of what is still to come is covered: its shape is seen, and what is there already stands out. */
const COVERED = 0.74

function fade(brush: Brush): void {
  const { ctx, scene, scale, playheadX, tones } = brush
  const from = Math.max(scale.left, brush.snap(playheadX))
  if (from >= scene.width) return
  ctx.globalAlpha = COVERED
  brush.fill(tones.future, from, RULER, scene.width - from, scene.height)
  ctx.globalAlpha = 1
}

/** Keeps marks out of the names, with a little room for what begins just left of the first instant. */
function inPlot(brush: Brush, paint: () => void, top = RULER): void {
  const { ctx, scale, scene } = brush
  ctx.save()
  ctx.beginPath()
  const left = scale.left - (scale.fromMs <= 0 ? 14 : 1)
  ctx.rect(left, top, scene.width - left, scene.height)
  ctx.clip()
  paint()
  ctx.restore()
}

function paintLane(brush: Brush, lane: Lane, top: number): void {
  paintGhost(brush, lane, top)
  // Behind the marks: an exit's badge often stands upon it.
  paintEnd(brush, lane, top)
  switch (lane.kind) {
    case 'steps':
      paintSteps(brush, lane, top)
      break
    case 'pod':
      paintPod(brush, lane, top)
      break
    case 'conditions':
      paintConditions(brush, lane, top)
      break
    case 'setup':
      paintSetup(brush, lane, top)
      break
    case 'container':
      paintContainer(brush, lane, top)
      break
    case 'probe':
      paintProbe(brush, lane, top)
      break
    case 'memory':
      paintMemory(brush, lane, top)
      break
    case 'endpoints':
      paintEndpoints(brush, lane, top)
      break
    case 'traffic':
      paintTraffic(brush, lane, top)
      break
    case 'node':
    case 'object':
      paintObject(brush, lane, top)
      break
    default:
      assertNever(lane)
  }
}

/** A Pod that is gone: a gate, and dots after it. A trace in which nothing more happens: dots. */
function paintEnd(brush: Brush, lane: Lane, top: number): void {
  const { ctx, scale, scene, tones } = brush
  const quiet = scene.trace?.ending === 'quiet'
  const x = brush.x(lane.life.to)
  if ((!lane.life.ended && !quiet) || x > scale.right + 1 || lane.kind === 'steps') return
  if (lane.life.ended) brush.fill(tones.t3, brush.snap(x), top, 1, lane.height)
  ctx.lineCap = 'round'
  const y = top + middleOf(lane)
  brush.line(
    tones.t3,
    1.5,
    [
      [x + 6, y],
      [Math.max(x + 14, scene.width - 6), y],
    ],
    [0, 4],
  )
  ctx.lineCap = 'butt'
}

function middleOf(lane: Lane): number {
  if (lane.kind === 'container') return lane.barTop + BAR / 2
  if (lane.kind === 'node') return lane.barTop + NODE_BAR / 2
  if (lane.kind === 'probe') return PROBE_BASELINE
  if (lane.kind === 'setup') return SETUP_BAR_TOP + SETUP_BAR / 2
  return lane.kind === 'pod' ? lane.statusTop + STATUS_BLOCK / 2 : lane.height / 2
}

/** Which failed probe asked for which signal: quiet, until one of them is chosen. */
function killArrowsOf(brush: Brush): void {
  const { ctx, scene, scale, tones } = brush
  const places = new Map(scene.layout.lanes.map((placed) => [placed.lane.id, placed]))
  let lastX = Number.NEGATIVE_INFINITY
  for (const arrow of scene.arrows) {
    if (arrow.at < scale.fromMs || arrow.at > scale.toMs || brush.chosen.has(arrow.seq)) continue
    const from = places.get(arrow.fromLane)
    const to = places.get(arrow.toLane)
    if (!from || to?.lane.kind !== 'container') continue
    const x = brush.snap(brush.x(arrow.at)) + 0.5
    // Arrows closer than their heads say nothing that the badges do not say.
    if (x - lastX < 8) continue
    lastX = x
    const y1 = RULER + from.plotTop + PROBE_BASELINE - 4 - scene.scrollTop
    // Below the badge of a run that ended at once, or up to the bar.
    const reach = 20 / scale.pxPerMs
    const [first, end] = marksWithin(to.lane.marks, arrow.at - reach, arrow.at + reach)
    const badge = to.lane.marks
      .slice(first, end)
      .some((mark) => mark.kind === 'exit' && Math.abs(mark.from - arrow.at) <= reach)
    const foot = RULER + to.plotTop + to.lane.barTop + BAR - scene.scrollTop
    const y0 = foot + (badge ? BADGE_BELOW + BADGE + 4 : 6)
    brush.line(tones.line2, 1, [
      [x, y1],
      [x, y0 + 4],
    ])
    brush.polygon([
      [x, y0],
      [x - 3, y0 + 6],
      [x + 3, y0 + 6],
    ])
    ctx.fillStyle = tones.line2
    ctx.fill()
  }
}
