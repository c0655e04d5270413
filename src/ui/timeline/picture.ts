import { RULER } from '../../view/lanes/geometry.ts'
import { readTones, type Tones } from '../theme/tones.ts'
import { NAMES_WIDTH, type PlacedLane } from './layout.ts'
import { stageOnScreen } from './on-screen.ts'
import { paintTimeline } from './paint/timeline.ts'
import { stillScene } from './TimelineCanvas.tsx'

/** Device pixels for each of the page's: a picture is looked at on any screen, and on paper. */
const RATIO = 2
const PAD = 16
const HEAD = 56
/** Very many lanes make no picture. */
const MOST_HEIGHT = 4_000

export interface Captions {
  readonly title: string
  /** The run in one sentence. */
  readonly sentence: string
}

/** All lanes of the timeline as it stands, with their names, in the colours of an element's theme; undefined: there is none. */
export function timelinePicture(themed: Element, captions?: Captions): HTMLCanvasElement | undefined {
  const stage = stageOnScreen()
  if (!stage || stage.width === 0) return undefined
  const { layout, unit, width } = stage
  const tones = readTones(themed)
  const height = Math.min(MOST_HEIGHT, (RULER + layout.height) * unit)
  const lanes = document.createElement('canvas')
  lanes.width = Math.round(width * RATIO)
  lanes.height = Math.round(height * RATIO)
  const ctx = lanes.getContext('2d', { alpha: false })
  if (!ctx) return undefined
  paintTimeline(ctx, stillScene({ layout, width, height, unit }, tones, RATIO))
  ctx.setTransform(RATIO * unit, 0, 0, RATIO * unit, 0, 0)
  for (const placed of layout.lanes) nameOf(ctx, placed, layout.names === 'beside', tones)
  return captions ? captioned(lanes, captions, tones) : lanes
}

function nameOf(ctx: CanvasRenderingContext2D, placed: PlacedLane, beside: boolean, tones: Tones): void {
  const { lane, top, bottom } = placed
  const room = beside ? NAMES_WIDTH - 24 : Number.POSITIVE_INFINITY
  const x = lane.indent ? 28 : 16
  const middle = RULER + (beside ? (top + bottom) / 2 : top + 12)
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  if (lane.kind === 'conditions') {
    ctx.font = `400 10px ${tones.mono}`
    ctx.textAlign = 'right'
    ctx.fillStyle = tones.t3
    for (const row of lane.rows) ctx.fillText(fitted(ctx, row.text, room), NAMES_WIDTH - 12, RULER + top + row.y)
    return
  }
  ctx.font = `600 12px ${lane.mono ? tones.mono : tones.sans}`
  ctx.fillStyle = tones.t1
  const name = fitted(ctx, lane.name, room)
  const after = beside ? x : x + ctx.measureText(name).width + 8
  ctx.fillText(name, x, lane.note && beside ? middle - 7 : middle)
  if (!lane.note) return
  ctx.font = `400 10.5px ${tones.sans}`
  ctx.fillStyle = tones.t3
  ctx.fillText(fitted(ctx, lane.note, room), after, beside ? middle + 8 : middle)
}

/** As much of a text as there is room for. */
function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  let length = text.length
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > room) length -= 1
  return `${text.slice(0, length)}…`
}

function captioned(lanes: HTMLCanvasElement, { title, sentence }: Captions, tones: Tones): HTMLCanvasElement {
  const whole = document.createElement('canvas')
  whole.width = lanes.width
  whole.height = lanes.height + HEAD * RATIO
  const ctx = whole.getContext('2d', { alpha: false })
  if (!ctx) return lanes
  ctx.fillStyle = tones.bg1
  ctx.fillRect(0, 0, whole.width, whole.height)
  ctx.drawImage(lanes, 0, HEAD * RATIO)
  ctx.scale(RATIO, RATIO)
  const room = whole.width / RATIO - 2 * PAD
  ctx.textBaseline = 'middle'
  ctx.fillStyle = tones.t3
  ctx.font = `600 12px ${tones.sans}`
  ctx.textAlign = 'right'
  ctx.fillText('podlapse', whole.width / RATIO - PAD, 20)
  ctx.textAlign = 'left'
  ctx.fillStyle = tones.t1
  ctx.font = `600 15px ${tones.sans}`
  ctx.fillText(fitted(ctx, title, room - 80), PAD, 20)
  ctx.fillStyle = tones.t2
  ctx.font = `400 12px ${tones.sans}`
  ctx.fillText(fitted(ctx, sentence, room), PAD, 41)
  return whole
}
