import type { Time } from '../lib/time.ts'
import type { ProbeKind } from '../manifest/pod/probe.ts'
import type { PodRef } from './entry.ts'

export const PROBE_OUTCOMES = ['success', 'failure', 'timeout', 'unknown'] as const
export type ProbeOutcome = (typeof PROBE_OUTCOMES)[number]

/** Why ticks were skipped. */
export const SKIP_REASONS = ['notRunning', 'initialDelay', 'waitsForStartup', 'started', 'onHold'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** The attempts of one probe of one container, as columns of equal length, in the order of time. */
export interface ProbeColumns {
  readonly length: number
  readonly seq: Float64Array
  readonly at: Float64Array
  readonly endAt: Float64Array
  /** Index into PROBE_OUTCOMES. */
  readonly outcome: Uint8Array
  /** How many of this result in a row, this one included. */
  readonly run: Uint32Array
  /** The run of the container (its restartCount) that was probed. */
  readonly restart: Uint32Array
  /** 1: this attempt reached its threshold and changed the result. */
  readonly decisive: Uint8Array
}

/** Ticks at first, first + period, … up to last, that were skipped for one reason. */
export interface SkippedTicks {
  readonly first: Time
  readonly last: Time
  readonly reason: SkipReason
}

export interface ProbeTrack {
  readonly pod: PodRef
  readonly container: string
  readonly probe: ProbeKind
  readonly handler: 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'
  readonly periodMs: number
  readonly timeoutMs: number
  readonly failureThreshold: number
  readonly successThreshold: number
  readonly columns: ProbeColumns
  readonly skipped: readonly SkippedTicks[]
  /** What failed attempts said, by index of the attempt; sparse. */
  readonly messages: ReadonlyMap<number, string>
}
