import type { PodActionReason } from './pod-action-reason.ts'

/** What a sync is going to do about a Pod, by the names of its containers. */
export interface PodActionsTaken {
  readonly killPod: boolean
  readonly createSandbox: boolean
  readonly initContainersToStart: readonly string[]
  readonly containersToStart: readonly string[]
  readonly containersToKill: readonly string[]
  /** Their runs are removed, and forgotten but for how many there were. */
  readonly containersToReset?: readonly string[]
  readonly because: readonly PodActionReason[]
}
