import { MEMORY_BASELINE, MEMORY_LIMIT_Y } from '../../../view/lanes/geometry.ts'
import type { MemoryLane } from '../../../view/lanes/lane.ts'
import { lowerBound } from '../../../view/lanes/level-of-detail.ts'
import { marksWithin } from '../../../view/lanes/mark-index.ts'
import { bytesText, memoryAt } from '../../../view/lanes/memory.ts'
import { type Brush, fade } from './brush.ts'

const LABEL = { face: 'mono', size: 10, weight: 400 } as const

export function paintMemory(brush: Brush, lane: MemoryLane, top: number): void {
  const { scale, tones } = brush
  const base = top + MEMORY_BASELINE
  const limit = top + MEMORY_LIMIT_Y
  const right = Math.min(brush.x(lane.life.to), brush.right)
  if (right > scale.left) {
    brush.fill(tones.line, scale.left, base, right - scale.left, 1)
  }
  const yOf = (bytes: number) => base - Math.min(1.15, bytes / lane.topBytes) * (base - limit)
  limitLine(brush, lane, right, yOf)
  for (const points of risen(curve(brush, lane, yOf), base)) {
    const { ctx } = brush
    ctx.beginPath()
    ctx.moveTo((points[0] as Point)[0], base)
    for (const [x, y] of points) ctx.lineTo(x, y)
    ctx.lineTo((points.at(-1) as Point)[0], base)
    ctx.closePath()
    ctx.fillStyle = fade(tones.t2, 0.12)
    ctx.fill()
    ctx.lineJoin = 'round'
    brush.line(tones.t2, 1.5, points)
    ctx.lineJoin = 'miter'
  }
  labels(brush, lane, right, yOf)
  const [first, end] = marksWithin(lane.marks, brush.fromMs, brush.toMs)
  let lastX = Number.NEGATIVE_INFINITY
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i]
    if (mark?.kind !== 'burst') continue
    const x = brush.x(mark.from)
    if (x - lastX < 3) continue
    lastX = x
    burst(brush, x, limit)
  }
  valueAtPlayhead(brush, lane, base, limit)
}

/** The limit as it was at each time, dashed; the request, dotted: what the Pod was promised. */
function limitLine(brush: Brush, lane: MemoryLane, right: number, yOf: (bytes: number) => number): void {
  const { tones, scale } = brush
  const { limitBytes, limits = [] } = lane.track
  const changes = [{ at: 0, limitBytes }, ...limits]
  const from = Math.max(scale.left, brush.x(Math.max(0, lane.life.from)))
  for (const [i, change] of changes.entries()) {
    const next = changes[i + 1]
    const x0 = Math.max(from, brush.x(change.at))
    const x1 = Math.min(right, next ? brush.x(next.at) : right)
    if (change.limitBytes === undefined || x1 <= x0) continue
    const y = yOf(change.limitBytes)
    brush.line(
      tones.t2,
      1.25,
      [
        [x0, y],
        [x1, y],
      ],
      [6, 4],
    )
  }
  if (lane.requestBytes === undefined || lane.requestBytes === limitBytes || right <= from) return
  const y = yOf(lane.requestBytes)
  brush.line(
    tones.t3,
    1.25,
    [
      [from, y],
      [right, y],
    ],
    [1.5, 3],
  )
}

/** At the right end of each line what it stands for. */
function labels(brush: Brush, lane: MemoryLane, right: number, yOf: (bytes: number) => number): void {
  const { limitBytes, limits } = lane.track
  const limit = limits?.at(-1)?.limitBytes ?? limitBytes
  const x = Math.min(right, brush.scale.right)
  const style = { ...LABEL, colour: brush.tones.t2, align: 'right', halo: true } as const
  if (limit !== undefined) brush.text(bytesText(limit), x, yOf(limit) + 11, style)
  const { requestBytes } = lane
  if (requestBytes === undefined || requestBytes === limit) return
  const y = yOf(requestBytes)
  const crowded = limit !== undefined && y - yOf(limit) < 26
  brush.text(bytesText(requestBytes), x, crowded ? y + 9 : y - 7, style)
}

type Point = readonly [number, number]

/** The pieces of a curve that are above nothing: a container that does not run has no line. */
function risen(points: readonly Point[], base: number): readonly (readonly Point[])[] {
  const pieces: Point[][] = []
  let piece: Point[] = []
  for (const [i, point] of points.entries()) {
    const flat = point[1] >= base && (points[i + 1]?.[1] ?? base) >= base
    piece.push(point)
    if (!flat) continue
    if (piece.length > 1) pieces.push(piece)
    piece = []
  }
  if (piece.length > 1) pieces.push(piece)
  return pieces
}

/** The curve in sight, at most a few points per pixel: the lowest and the highest of what falls upon one. */
function curve(brush: Brush, lane: MemoryLane, yOf: (bytes: number) => number): readonly Point[] {
  const { scale } = brush
  const { columns } = lane.track
  const first = Math.max(0, lowerBound(columns.at, columns.length, brush.fromMs) - 1)
  const end = Math.min(columns.length, lowerBound(columns.at, columns.length, brush.toMs) + 1)
  const dense = end - first > 3 * (scale.right - scale.left)
  const points: Point[] = []
  let pixel = Number.NaN
  let [low, high] = [0, 0]
  const flush = () => {
    if (!Number.isNaN(pixel)) points.push([pixel, yOf(low)], [pixel, yOf(high)])
  }
  for (let i = first; i < end; i += 1) {
    const x = brush.x(columns.at[i] as number)
    const bytes = columns.bytes[i] as number
    if (!dense) {
      points.push([x, yOf(bytes)])
    } else if (Math.round(x) === pixel) {
      low = Math.min(low, bytes)
      high = Math.max(high, bytes)
    } else {
      flush()
      pixel = Math.round(x)
      low = bytes
      high = bytes
    }
  }
  if (dense) flush()
  // What it last was, it stays until something else is known.
  const last = points.at(-1)
  const until = Math.min(brush.x(lane.life.to), brush.right)
  if (last && end === columns.length && last[0] < until) points.push([until, last[1]])
  return points
}

function burst(brush: Brush, x: number, y: number): void {
  const { ctx } = brush
  const star = (outer: number, inner: number) => {
    const points: Point[] = []
    for (let i = 0; i < 16; i += 1) {
      const angle = (i * Math.PI) / 8 - Math.PI / 2
      const radius = i % 2 === 0 ? outer : inner
      points.push([x + radius * Math.cos(angle), y + radius * Math.sin(angle)])
    }
    brush.polygon(points)
    ctx.fill()
  }
  ctx.fillStyle = brush.ground(x)
  star(8.5, 5.5)
  ctx.fillStyle = brush.mark('oom')
  star(7, 3.6)
}

function valueAtPlayhead(brush: Brush, lane: MemoryLane, base: number, limit: number): void {
  const { playheadMs } = brush.scene
  if (playheadMs > lane.life.to || playheadMs < lane.life.from) return
  const bytes = memoryAt(lane.track, playheadMs)
  if (bytes <= 0) return
  const text = bytesText(bytes)
  const width = brush.measure(text, LABEL)
  const y = base - Math.min(1, bytes / lane.topBytes) * (base - limit)
  const fits = brush.playheadX + 8 + width < brush.scene.width - 40
  brush.text(text, brush.playheadX + (fits ? 6 : -6), Math.min(base - 7, Math.max(limit + 11, y - 8)), {
    ...LABEL,
    colour: brush.tones.t1,
    align: fits ? 'left' : 'right',
    halo: true,
  })
}
