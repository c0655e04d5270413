import type { Duration, Time } from '../../lib/time.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import type { Stretch } from '../time/time-scale.ts'
import { type CrowdSummary, crowdSummary } from './crowd.ts'
import type { ContainerLane, Lane, MemoryLane, ProbeLane } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'
import { marksWithin } from './mark-index.ts'
import { memoryAt } from './memory.ts'
import type { LaneWords } from './words-en.ts'

/** What is told of one lane over a chosen span of time. */
export type SpanNumbers =
  | { readonly kind: 'pod'; readonly lane: Lane; readonly shares: CrowdSummary['shares']; readonly restarts: number }
  | {
      readonly kind: 'container'
      readonly lane: ContainerLane
      readonly shares: CrowdSummary['shares']
      readonly runs: number
      readonly exits: CrowdSummary['exits']
      /** So long it wanted more CPU than it may have. */
      readonly throttledMs: Duration
    }
  | {
      readonly kind: 'probe'
      readonly lane: ProbeLane
      readonly attempts: number
      readonly failed: number
    }
  | {
      readonly kind: 'memory'
      readonly lane: MemoryLane
      readonly peakBytes: number
      readonly meanBytes: number
    }

/** The lanes of which a span has something to say, in their order. */
export function spanNumbers(
  lanes: readonly Lane[],
  { fromMs, toMs }: Stretch,
  words: LaneWords,
): readonly SpanNumbers[] {
  return lanes.flatMap((lane): SpanNumbers[] => {
    if (lane.life.to <= fromMs || lane.life.from >= toMs) return []
    switch (lane.kind) {
      case 'pod': {
        const { shares } = crowdSummary(lane, fromMs, toMs, words)
        return [{ kind: 'pod', lane, shares, restarts: countWithin(lane, fromMs, toMs, 'tick') }]
      }
      case 'container': {
        const { shares, runs, exits } = crowdSummary(lane, fromMs, toMs, words)
        return [{ kind: 'container', lane, shares, runs, exits, throttledMs: throttledIn(lane, fromMs, toMs) }]
      }
      case 'probe': {
        const { attempts, failed } = attemptsIn(lane, fromMs, toMs)
        return attempts === 0 ? [] : [{ kind: 'probe', lane, attempts, failed }]
      }
      case 'memory':
        return [{ kind: 'memory', lane, ...memoryIn(lane, fromMs, toMs) }]
      default:
        return []
    }
  })
}

function countWithin({ marks }: Lane, from: Time, to: Time, kind: 'tick'): number {
  const [first, end] = marksWithin(marks, from, to)
  return marks.slice(first, end).filter((mark) => mark.kind === kind && mark.from >= from && mark.from <= to).length
}

function throttledIn({ marks }: Lane, from: Time, to: Time): Duration {
  const [first, end] = marksWithin(marks, from, to)
  return marks
    .slice(first, end)
    .filter((mark) => mark.kind === 'throttle')
    .reduce((sum, mark) => sum + Math.max(0, Math.min(mark.to, to) - Math.max(mark.from, from)), 0)
}

function attemptsIn({ track: { columns }, life }: ProbeLane, from: Time, to: Time) {
  const first = lowerBound(columns.endAt, columns.length, Math.max(from, life.from))
  const end = lowerBound(columns.endAt, columns.length, Math.min(to, life.to) + 1)
  let failed = 0
  for (let i = first; i < end; i += 1) {
    const outcome = PROBE_OUTCOMES[columns.outcome[i] as number]
    if (outcome === 'failure' || outcome === 'timeout') failed += 1
  }
  return { attempts: Math.max(0, end - first), failed }
}

/** The area below the curve, by its length; and its highest point. */
function memoryIn({ track }: MemoryLane, from: Time, to: Time) {
  const { columns } = track
  const first = lowerBound(columns.at, columns.length, from)
  const end = lowerBound(columns.at, columns.length, to)
  let [at, bytes] = [from, memoryAt(track, from)]
  let peakBytes = bytes
  let area = 0
  const reach = (nextAt: Time, next: number) => {
    area += ((bytes + next) / 2) * (nextAt - at)
    peakBytes = Math.max(peakBytes, next)
    at = nextAt
    bytes = next
  }
  for (let i = first; i < end; i += 1) reach(columns.at[i] as number, columns.bytes[i] as number)
  reach(to, memoryAt(track, to))
  return { peakBytes, meanBytes: to > from ? area / (to - from) : bytes }
}
