import type { Time } from '../lib/time.ts'
import type { PodRef } from './entry.ts'

/**
 * Memory of a container over time: straight lines between the samples, in the order of time. Two samples at one
 * instant are a step. A container that does not run has 0.
 */
export interface MemoryColumns {
  readonly length: number
  readonly at: Float64Array
  readonly bytes: Float64Array
}

export interface MemoryTrack {
  readonly pod: PodRef
  readonly container: string
  /** As it was at first. */
  readonly limitBytes: number | undefined
  readonly requestBytes: number | undefined
  readonly columns: MemoryColumns
  /** Where it was changed later, by a resize. */
  readonly limits?: readonly LimitChange[]
}

export interface LimitChange {
  readonly at: Time
  readonly limitBytes: number | undefined
}

export function limitAt({ limitBytes, limits = [] }: MemoryTrack, at: Time): number | undefined {
  const change = limits.findLast((each) => each.at <= at)
  return change ? change.limitBytes : limitBytes
}
