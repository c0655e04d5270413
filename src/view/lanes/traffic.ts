import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import type { RequestsFailed } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import { REQUEST_OUTCOMES } from '../../trace/request-outcome.ts'
import type { Trace } from '../../trace/trace.ts'
import { TRAFFIC_INTERVAL, type TrafficTrack } from '../../trace/traffic-track.ts'
import { failedRequests } from '../diagnosis/failed-requests.ts'
import { TRAFFIC_LANE } from './geometry.ts'
import type { Failures, TrafficLane } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'
import type { LaneWords } from './words-en.ts'

/** Requests a second by how they ended, how long the answers took, and which failed and why. */
export function trafficLanes(trace: Trace, words: LaneWords): readonly TrafficLane[] {
  return trace.traffic.map((track, index): TrafficLane => {
    const failures = failuresOf(trace, track, words)
    return {
      kind: 'traffic',
      id: `traffic/${index}`,
      name: words.names.traffic,
      note: words.traffic.note(track.service, rateText(track.rate)),
      mono: false,
      indent: false,
      ruled: true,
      height: TRAFFIC_LANE,
      track,
      trackIndex: index,
      topRate: topRateOf(track),
      topLatency: topLatencyOf(track),
      life: { from: track.from, to: trace.endMs, ended: false },
      marks: failures,
    }
  })
}

function failuresOf(trace: Trace, { groups }: TrafficTrack, words: LaneWords): readonly Failures[] {
  const marks = groups.flatMap((seq): Failures[] => {
    const entry = entryOf(trace, seq)
    if (entry?.kind !== 'requestsFailed') return []
    return [markOf(trace, entry, words)]
  })
  return marks.sort((a, b) => a.from - b.from || (a.seq ?? 0) - (b.seq ?? 0))
}

function markOf(trace: Trace, entry: RequestsFailed, words: LaneWords): Failures {
  const failed = failedRequests(trace, entry)
  const { from, to, count } = failed
  const { kind: reason } = entry.reason
  return { kind: 'failures', from, to, seq: entry.seq, reason, count, text: words.traffic.failed(failed).text }
}

/** 20/s; 30/m where it is less than one a second. */
function rateText(rate: number): string {
  return rate >= 1 ? `${round(rate)}/s` : `${round(rate * 60)}/m`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function topRateOf({ columns, rate }: TrafficTrack): number {
  let top = rate
  for (let i = 0; i < columns.length; i++) {
    let all = 0
    for (const outcome of REQUEST_OUTCOMES) all += columns.counts[outcome][i] as number
    top = Math.max(top, (all * SECOND) / TRAFFIC_INTERVAL)
  }
  return top
}

function topLatencyOf({ columns }: TrafficTrack): Duration {
  return columns.slowest.reduce((top, each) => Math.max(top, each), 1)
}

/** What came of the requests that ended in a stretch of time. */
export interface TrafficIn {
  readonly ok: number
  readonly failed: number
  readonly fastest: Duration
  /** The highest of the seconds' middles. */
  readonly middle: Duration
  readonly slowest: Duration
}

/** Counted by whole seconds, those that touch the stretch. */
export function trafficIn({ columns }: TrafficTrack, from: Time, to: Time): TrafficIn {
  let [ok, failed, middle, slowest] = [0, 0, 0, 0]
  let fastest = Number.POSITIVE_INFINITY
  const first = lowerBound(columns.at, columns.length, from - TRAFFIC_INTERVAL + 1)
  for (let i = first; i < columns.length && (columns.at[i] as number) < to; i++) {
    for (const outcome of REQUEST_OUTCOMES) {
      const count = columns.counts[outcome][i] as number
      if (outcome === 'ok') ok += count
      else failed += count
    }
    const quick = columns.fastest[i] as number
    if ((columns.slowest[i] as number) === 0) continue
    fastest = Math.min(fastest, quick)
    middle = Math.max(middle, columns.middle[i] as number)
    slowest = Math.max(slowest, columns.slowest[i] as number)
  }
  return { ok, failed, fastest: Number.isFinite(fastest) ? fastest : 0, middle, slowest }
}
