import { type Duration, SECOND } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

/** Between the stop signal and SIGKILL lies at least this. */
// kubelet: kuberuntime_manager.go minimumGracePeriodInSeconds (v1.36)
export const MINIMUM_GRACE_SECONDS = 2

/** The seconds a container has to end: the deletion's, else the failed probe's own, else the Pod's. */
// kubelet: kuberuntime_container.go setTerminationGracePeriod (v1.36)
export function setTerminationGracePeriod(
  pod: Pod,
  container: Container | undefined,
  reason: 'liveness' | 'startup' | 'other',
): { readonly seconds: number; readonly field: string } {
  if (pod.metadata.deletionGracePeriodSeconds !== undefined) {
    return { seconds: pod.metadata.deletionGracePeriodSeconds, field: 'metadata.deletionGracePeriodSeconds' }
  }
  const probe =
    reason === 'liveness' ? container?.livenessProbe : reason === 'startup' ? container?.startupProbe : undefined
  if (probe?.terminationGracePeriodSeconds !== undefined) {
    return { seconds: probe.terminationGracePeriodSeconds, field: `${reason}Probe.terminationGracePeriodSeconds` }
  }
  if (pod.spec.terminationGracePeriodSeconds !== undefined) {
    return { seconds: pod.spec.terminationGracePeriodSeconds, field: 'spec.terminationGracePeriodSeconds' }
  }
  return { seconds: MINIMUM_GRACE_SECONDS, field: '' }
}

/** The grace of a Pod that is being stopped: it can shrink, never grow, and is at least a second. */
// kubelet: pod_workers.go calculateEffectiveGracePeriod (v1.36)
export function calculateEffectiveGracePeriod(current: number, pod: Pod, override: number | undefined): number {
  let grace = current
  let said = false
  for (const seconds of [pod.metadata.deletionGracePeriodSeconds, override]) {
    if (seconds === undefined || (grace !== 0 && seconds >= grace)) continue
    grace = seconds
    said = true
  }
  if (!said && grace === 0) grace = pod.spec.terminationGracePeriodSeconds ?? 0
  return Math.max(1, grace)
}

/** What is left of the grace for the container after `spent`, in milliseconds, with the minimum. */
export function remainingGrace(seconds: number, spent: Duration): Duration {
  return Math.max(MINIMUM_GRACE_SECONDS, seconds - Math.trunc(spent / SECOND)) * SECOND
}
