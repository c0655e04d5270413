import { parseRfc3339, SECOND, type Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodStatus } from '../../manifest/pod/status.ts'

/** When a Pod has been active for as long as it may; undefined: it may for ever, or has not begun. */
// kubelet: active_deadline.go pastActiveDeadline (v1.36)
export function activeDeadline(pod: Pod, status: PodStatus): Time | undefined {
  const seconds = pod.spec.activeDeadlineSeconds
  if (seconds === undefined || status.startTime === undefined) return undefined
  return (parseRfc3339(status.startTime) ?? 0) + seconds * SECOND
}

export function isPastActiveDeadline(pod: Pod, status: PodStatus, now: Time): boolean {
  const deadline = activeDeadline(pod, status)
  return deadline !== undefined && now >= deadline
}
