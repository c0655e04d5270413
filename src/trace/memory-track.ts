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
  readonly limitBytes: number | undefined
  readonly requestBytes: number | undefined
  readonly columns: MemoryColumns
}
