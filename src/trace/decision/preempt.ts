import type { PodRef } from '../pod-ref.ts'

/** Pods of lower priority have to make room on a node. */
export interface Preemption {
  readonly node: string
  readonly victims: readonly PodRef[]
}
