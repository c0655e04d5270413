import type { Duration, Time } from '../lib/time.ts'
import type { Seq } from './entry.ts'
import type { RequestOutcome } from './request-outcome.ts'

/** Requests are counted by the second in which they ended. */
export const TRAFFIC_INTERVAL: Duration = 1000

/** One row for each second in which requests ended. */
export interface TrafficColumns {
  readonly length: number
  /** Where the second begins. */
  readonly at: Float64Array
  /** How many ended in it, by how they ended. */
  readonly counts: Readonly<Record<RequestOutcome, Uint32Array>>
  /** How long those took that were answered: the fastest, the one in the middle and the slowest; 0 where none was. */
  readonly fastest: Float64Array
  readonly middle: Float64Array
  readonly slowest: Float64Array
}

/** The requests that failed, a row each, in the order of their ends. */
export interface FailureColumns {
  readonly length: number
  /** When it was sent. */
  readonly at: Float64Array
  readonly endAt: Float64Array
  /** Place in the track's `groups`. */
  readonly group: Uint32Array
}

/** What one entry of the Scenario's traffic is, and what became of its requests. */
export interface TrafficTrack {
  readonly namespace: string
  readonly service: string
  readonly port: number
  readonly path: string
  /** Requests a second. */
  readonly rate: number
  readonly timeoutMs: Duration
  readonly keepAlive: boolean
  readonly from: Time
  readonly columns: TrafficColumns
  readonly failures: FailureColumns
  /** Failures that come one after the other for the same reason: the number of the entry that says which (`requestsFailed`). */
  readonly groups: readonly Seq[]
}

export type TrafficDescription = Omit<TrafficTrack, 'columns' | 'failures' | 'groups'>
