import type { Time } from '../../lib/time.ts'
import { clockText, exactTimeAt, type TimeScale } from '../time/time-scale.ts'
import { sayCrowdAt } from './crowd.ts'
import { crowdAt } from './crowd-at.ts'
import { LOG_STRIP, SETUP_BAR_TOP, STATUS_BLOCK, THROTTLE } from './geometry.ts'
import type { ContainerLane, Lane, Mark, ProbeLane } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'
import { marksWithin } from './mark-index.ts'
import { attemptSentence, logSentence, sentenceOf } from './sentence.ts'
import type { LaneWords } from './words-en.ts'

/** One thing of a lane: a mark, or an attempt of a probe. */
export type Pointed =
  | { readonly kind: 'mark'; readonly lane: Lane; readonly mark: Mark }
  | { readonly kind: 'attempt'; readonly lane: ProbeLane; readonly index: number }
  /** A line of a container's log. */
  | { readonly kind: 'log'; readonly lane: ContainerLane; readonly index: number }
  /** A pixel's time, where marks stand too close for one of them to be meant. */
  | { readonly kind: 'stretch'; readonly lane: Lane; readonly from: Time; readonly to: Time }

/** Small things win over large ones: who points at an exit does not mean the bar behind it. */
const PRIORITY: Readonly<Record<Mark['kind'], number>> = {
  flag: 0,
  exit: 0,
  burst: 0,
  failures: 0,
  gate: 0,
  pin: 0,
  try: 0,
  throttle: 2,
  tick: 1,
  grace: 2,
  bar: 4,
  ramp: 3,
  status: 4,
  line: 5,
}

/** What lies at a point of a lane: marks up to `reachPx` beside it, but in a crowd only what happened at that pixel. */
export function pointedOn(lane: Lane, scale: TimeScale, x: number, y: number, reachPx: number): Pointed | undefined {
  const at = exactTimeAt(scale, x)
  const onLog = lane.kind === 'container' && isLogStrip(lane, y)
  const crowd = onLog ? undefined : crowdAt(lane, scale, x)
  if (crowd) return { kind: 'stretch', lane, from: crowd.fromMs, to: crowd.toMs }
  return pointedAt(lane, at, y, reachPx / scale.pxPerMs)
}

function isLogStrip({ logTop }: ContainerLane, y: number): boolean {
  return y >= logTop - 1 && y <= logTop + LOG_STRIP
}

/** What lies at an instant and a height of a lane. `reach` is how far beside a mark still counts. */
export function pointedAt(lane: Lane, at: Time, y: number, reach: number): Pointed | undefined {
  if (lane.kind === 'probe') {
    const index = nearest(lane.track.columns.endAt, lane.track.columns.length, at)
    if (index === undefined) return undefined
    const distance = Math.abs((lane.track.columns.endAt[index] as number) - at)
    return distance <= reach ? { kind: 'attempt', lane, index } : undefined
  }
  if (lane.kind === 'container' && isLogStrip(lane, y)) {
    const index = nearest(lane.logs.at, lane.logs.at.length, at)
    if (index !== undefined && Math.abs((lane.logs.at[index] as number) - at) <= reach)
      return { kind: 'log', lane, index }
  }
  const [first, end] = marksWithin(lane.marks, at - reach, at + reach)
  let best: Mark | undefined
  let bestScore = Number.POSITIVE_INFINITY
  for (let i = first; i < end; i += 1) {
    const mark = lane.marks[i] as Mark
    const within = bandOf(mark, lane)
    if (within && (y < within[0] - 2 || y > within[1] + 2)) continue
    const distance = Math.max(0, mark.from - at, at - mark.to)
    if (distance > reach) continue
    const score = (PRIORITY[mark.kind] ?? 9) + distance / (reach + 1)
    if (score < bestScore) {
      bestScore = score
      best = mark
    }
  }
  return best && { kind: 'mark', lane, mark: best }
}

/** Which heights of its lane a mark takes; undefined: all. */
export function bandOf(mark: Mark, lane: Lane): readonly [number, number] | undefined {
  switch (mark.kind) {
    case 'bar':
      return [mark.top, mark.top + mark.height]
    case 'status':
      return lane.kind === 'pod' ? [lane.statusTop, lane.statusTop + STATUS_BLOCK] : undefined
    case 'try':
      return [0, SETUP_BAR_TOP - 2]
    case 'throttle':
      return [mark.top, mark.top + THROTTLE]
    case 'tick':
      return [mark.top - 2, mark.top + 14]
    case 'line':
      return [mark.y - 5, mark.y + 5]
    case 'exit':
      return [mark.top, mark.top + mark.height + 24]
    case 'ramp':
      return [mark.base - mark.peak, mark.base]
    case 'flag':
      return [mark.foot - 48, mark.foot]
    case 'grace':
      return [mark.y - 12, mark.y + 6]
    default:
      return undefined
  }
}

function nearest(column: ArrayLike<number>, length: number, value: number): number | undefined {
  if (length === 0) return undefined
  const after = lowerBound(column, length, value)
  if (after === 0) return 0
  if (after === length) return length - 1
  const below = value - (column[after - 1] as number)
  return below <= (column[after] as number) - value ? after - 1 : after
}

/** How many things a lane has, for walking through them by keyboard and for its table. */
export function countOf(lane: Lane): number {
  return lane.kind === 'probe' ? lane.track.columns.length : lane.marks.length
}

export function nth(lane: Lane, index: number): Pointed | undefined {
  if (lane.kind === 'probe') return index >= 0 && index < countOf(lane) ? { kind: 'attempt', lane, index } : undefined
  const mark = lane.marks[index]
  return mark && { kind: 'mark', lane, mark }
}

/** Which of a lane's things is the last that began at or before an instant. */
export function indexAt(lane: Lane, at: Time): number {
  if (lane.kind === 'probe') return Math.max(0, lowerBound(lane.track.columns.endAt, countOf(lane), at + 1) - 1)
  let index = 0
  while (index + 1 < lane.marks.length && (lane.marks[index + 1] as Mark).from <= at) index += 1
  return index
}

export function sayPointed(pointed: Pointed, words: LaneWords): string {
  if (pointed.kind === 'stretch') {
    const { lane, from, to } = pointed
    return words.fromTo(clockText(from, to - from), clockText(to, to - from), sayCrowdAt(lane, from, to, words))
  }
  if (pointed.kind === 'log') return logSentence(pointed.lane, pointed.index, words)
  return pointed.kind === 'mark'
    ? sentenceOf(pointed.lane, pointed.mark, words)
    : attemptSentence(pointed.lane, pointed.index, words)
}

export function timeOf(pointed: Pointed): { readonly from: Time; readonly to: Time } {
  if (pointed.kind === 'mark') return pointed.mark
  if (pointed.kind === 'stretch') return pointed
  const times = pointed.kind === 'log' ? pointed.lane.logs.at : pointed.lane.track.columns.endAt
  const at = times[pointed.index] as number
  return { from: at, to: at }
}
