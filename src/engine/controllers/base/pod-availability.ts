import { type Duration, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'

/** Whether it has been Ready for `minReadySeconds`. */
// apiserver: pkg/api/v1/pod/util.go IsPodAvailable (v1.36)
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: Time): boolean {
  if (!isPodReady(pod)) return false
  if (minReadySeconds === 0) return true
  const since = readySince(pod)
  return since !== undefined && since + minReadySeconds * SECOND <= now
}

/** How long it is until a Pod that is Ready counts as available; undefined: nothing is to be waited for. */
// controller-manager: pkg/controller/controller_utils.go nextPodAvailabilityCheck (v1.36)
export function nextPodAvailabilityCheck(pod: Pod, minReadySeconds: number, now: Time): Duration | undefined {
  if (minReadySeconds <= 0 || !isPodReady(pod)) return undefined
  const since = readySince(pod)
  if (since === undefined) return undefined
  const left = since + minReadySeconds * SECOND - now
  return left > 0 ? left : undefined
}

/** How long it is until the next of several Pods counts as available. */
// controller-manager: pkg/controller/controller_utils.go FindMinNextPodAvailabilityCheck (v1.36)
export function findMinNextPodAvailabilityCheck(
  pods: readonly Pod[],
  minReadySeconds: number,
  now: Time,
): Duration | undefined {
  let least: Duration | undefined
  for (const pod of pods) {
    const left = nextPodAvailabilityCheck(pod, minReadySeconds, now)
    if (left !== undefined && (least === undefined || left < least)) least = left
  }
  return least
}

/** Since when the Ready condition says what it says. */
export function readySince({ status }: Pod): Time | undefined {
  const since = status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
  return since ? parseRfc3339(since) : undefined
}
