import { rfc3339, type Time } from '../../lib/time.ts'
import type { PodCondition } from '../../manifest/pod/status.ts'

/** What stands in the way of a resize, or of its end. */
export interface ResizeState {
  readonly reason: string
  readonly message: string
  readonly generation: number
  readonly since: Time
}

export interface ResizeConditions {
  /** Asked for and not granted. */
  readonly pending: ResizeState | undefined
  /** Granted and not yet in force. */
  readonly inProgress: ResizeState | undefined
}

export const NO_RESIZE: ResizeConditions = { pending: undefined, inProgress: undefined }

/** Undefined where nothing has changed. */
// kubelet: status/status_manager.go updatedPodResizeCondition (v1.36)
export function updated(
  old: ResizeState | undefined,
  reason: string,
  message: string,
  generation: number,
  now: Time,
): ResizeState | undefined {
  if (old?.reason === reason && old.message === message && old.generation === generation) return undefined
  return { reason, message, generation, since: old?.reason === reason ? old.since : now }
}

/** COND-1: before the kubelet's other conditions. */
// kubelet: status/status_manager.go GetPodResizeConditions (v1.36)
export function resizeConditions({ pending, inProgress }: ResizeConditions): PodCondition[] {
  return [
    ...(pending ? [condition('PodResizePending', pending)] : []),
    ...(inProgress ? [condition('PodResizeInProgress', inProgress)] : []),
  ]
}

function condition(type: string, { reason, message, generation, since }: ResizeState): PodCondition {
  return {
    type,
    status: 'True',
    observedGeneration: generation,
    lastProbeTime: rfc3339(since),
    ...(reason === '' ? {} : { reason }),
    ...(message === '' ? {} : { message }),
  }
}
