import type { Duration, Time } from '../lib/time.ts'
import type { TrafficChunk } from './chunk.ts'
import type { Seq } from './entry.ts'
import { REQUEST_OUTCOMES, type RequestOutcome } from './request-outcome.ts'
import { TRAFFIC_INTERVAL, type TrafficDescription } from './traffic-track.ts'

/** One second's requests. */
interface Interval {
  readonly at: Time
  readonly counts: Record<RequestOutcome, number>
  readonly latencies: Duration[]
}

export function ofEachOutcome<T>(make: (outcome: RequestOutcome) => T): Record<RequestOutcome, T> {
  return Object.fromEntries(REQUEST_OUTCOMES.map((outcome) => [outcome, make(outcome)])) as Record<RequestOutcome, T>
}

/** Requests of one entry on their way into the trace: counted by the second, and those that failed one by one. */
export class TrafficBuffer {
  readonly #track: number
  readonly #description: TrafficDescription
  #described = false
  #open: Interval | undefined
  #closed: Interval[] = []
  #failedAt: Time[] = []
  #failedEndAt: Time[] = []
  #failedGroup: number[] = []
  #groups: Seq[] = []

  constructor(track: number, description: TrafficDescription) {
    this.#track = track
    this.#description = description
  }

  /** A request has ended now. */
  ended(now: Time, outcome: RequestOutcome, latency: Duration): void {
    const at = now - (now % TRAFFIC_INTERVAL)
    if (this.#open?.at !== at) {
      this.#close()
      this.#open = { at, counts: ofEachOutcome(() => 0), latencies: [] }
    }
    this.#open.counts[outcome]++
    if (outcome === 'ok' || outcome === 'error') this.#open.latencies.push(latency)
  }

  failed(sentAt: Time, now: Time, group: number): void {
    this.#failedAt.push(sentAt)
    this.#failedEndAt.push(now)
    this.#failedGroup.push(group)
  }

  group(seq: Seq): void {
    this.#groups.push(seq)
  }

  #close(): void {
    if (this.#open) this.#closed.push(this.#open)
    this.#open = undefined
  }

  /** What has come since the last time; of the second that goes on only at the end. */
  take(atEnd: boolean): TrafficChunk | undefined {
    if (atEnd) this.#close()
    const rows = this.#closed
    if (this.#described && rows.length === 0 && this.#failedAt.length === 0 && this.#groups.length === 0) {
      return undefined
    }
    for (const { latencies } of rows) latencies.sort((a, b) => a - b)
    const latency = (of: (sorted: readonly Duration[]) => Duration | undefined): Float64Array =>
      Float64Array.from(rows, ({ latencies }) => of(latencies) ?? 0)
    const chunk: TrafficChunk = {
      track: this.#track,
      ...(this.#described ? {} : { description: this.#description }),
      at: Float64Array.from(rows, ({ at }) => at),
      counts: ofEachOutcome((outcome) => Uint32Array.from(rows, ({ counts }) => counts[outcome])),
      fastest: latency((sorted) => sorted[0]),
      middle: latency((sorted) => sorted[Math.floor((sorted.length - 1) / 2)]),
      slowest: latency((sorted) => sorted.at(-1)),
      failedAt: Float64Array.from(this.#failedAt),
      failedEndAt: Float64Array.from(this.#failedEndAt),
      failedGroup: Uint32Array.from(this.#failedGroup),
      groups: this.#groups,
    }
    this.#described = true
    this.#closed = []
    this.#failedAt = []
    this.#failedEndAt = []
    this.#failedGroup = []
    this.#groups = []
    return chunk
  }
}
