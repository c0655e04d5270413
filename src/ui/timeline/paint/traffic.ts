import { SECOND } from '../../../lib/time.ts'
import { TRAFFIC_INTERVAL } from '../../../trace/traffic-track.ts'
import { TRAFFIC_BAND_BASE, TRAFFIC_BAND_TOP, TRAFFIC_BASELINE, TRAFFIC_TOP } from '../../../view/lanes/geometry.ts'
import type { TrafficLane } from '../../../view/lanes/lane.ts'
import { lowerBound } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { trafficIn } from '../../../view/lanes/traffic.ts'
import { type Stretch, straightPieces } from '../../../view/time/time-scale.ts'
import { type Brush, fade } from './brush.ts'

const NARROWEST_COLUMN = 2
const FLAG = 5

/** Columns of requests a second, those that failed on top; under them from the fastest to the slowest answer. */
export function paintTraffic(brush: Brush, lane: TrafficLane, top: number): void {
  const { scale, tones } = brush
  const right = Math.min(brush.x(lane.life.to), brush.right)
  if (right > scale.left) {
    brush.fill(tones.line, scale.left, top + TRAFFIC_BASELINE, right - scale.left, 1)
  }
  for (const piece of straightPieces(scale, 0)) paintPiece(brush, lane, top, piece)
  paintFailures(brush, lane, top)
}

function paintPiece(brush: Brush, lane: TrafficLane, top: number, piece: Stretch): void {
  const { track, life, topRate, topLatency } = lane
  const { columns } = track
  const { pxPerMs } = brush.scale
  // As many whole seconds as a column is wide.
  const seconds = Math.max(1, Math.ceil(NARROWEST_COLUMN / (TRAFFIC_INTERVAL * pxPerMs)))
  const step = seconds * TRAFFIC_INTERVAL
  const from = Math.max(piece.fromMs, life.from)
  const to = Math.min(piece.toMs, life.to)
  const base = top + TRAFFIC_BASELINE
  const bandHeight = TRAFFIC_BAND_BASE - TRAFFIC_BAND_TOP
  const yOf = (latency: number) => top + TRAFFIC_BAND_BASE - (latency / topLatency) * bandHeight
  for (let at = Math.floor(from / step) * step; at < to; at += step) {
    const i = lowerBound(columns.at, columns.length, at)
    if (i >= columns.length) break
    if ((columns.at[i] as number) >= at + step) {
      // Nothing ended in here: on to where something did.
      at = Math.floor((columns.at[i] as number) / step) * step - step
      continue
    }
    const { ok, failed, fastest, middle, slowest } = trafficIn(track, at, at + step)
    const x = Math.max(brush.x(at), brush.x(piece.fromMs))
    const width = Math.max(1, Math.min(brush.x(at + step), brush.x(to)) - x - (step * pxPerMs > 4 ? 1 : 0))
    const unit = (TRAFFIC_BASELINE - TRAFFIC_TOP) / topRate / (step / SECOND)
    brush.fill(brush.mark('ready'), x, base - ok * unit, width, ok * unit)
    if (failed > 0) {
      const height = Math.max(2, failed * unit)
      brush.fill(brush.mark('exitNonZero'), x, base - ok * unit - height, width, height)
    }
    if (slowest === 0) continue
    const height = Math.max(1, yOf(fastest) - yOf(slowest))
    brush.fill(fade(brush.tones.t2, 0.25), x, yOf(slowest), width, height)
    brush.fill(brush.tones.t2, x, yOf(middle) - 0.5, width, 1)
  }
}

/** A failed group: a line over the columns, from the first to the last, with a small flag where it begins. */
function paintFailures(brush: Brush, lane: TrafficLane, top: number): void {
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  const colour = brush.mark('exitNonZero')
  for (let i = first; i < end; i++) {
    const mark = lane.marks[i]
    if (mark?.kind !== 'failures') continue
    const x = brush.x(mark.from)
    const width = Math.max(2, brush.x(mark.to) - x)
    brush.fill(colour, x, top + 4, width, 2)
    brush.line(colour, 2, [
      [x, top + 4],
      [x, top + 4 + FLAG],
    ])
  }
}
