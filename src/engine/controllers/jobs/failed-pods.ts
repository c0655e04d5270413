import type { Job } from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { matchPodFailurePolicy } from './pod-failure-policy.ts'

/** Whether a Pod that is on its way out counts as active until it has ended. */
// controller-manager: pkg/controller/job/job_controller.go onlyReplaceFailedPods (v1.36)
export function onlyReplaceFailedPods({ spec }: Job): boolean {
  return spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined
}

/** A Pod that is deleted counts as failed too: it may never get so far as to say so. */
// controller-manager: pkg/controller/job/job_controller.go isPodFailed (v1.36)
export function isPodFailed({ metadata, status }: Pod, job: Job): boolean {
  if (status.phase === 'Failed') return true
  if (onlyReplaceFailedPods(job)) return false
  return metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded'
}

/** Whether a failed Pod's failure counts against the Job's limits. */
export function countsAsFailed(pod: Pod, { spec }: Job): boolean {
  return !spec.podFailurePolicy || matchPodFailurePolicy(spec.podFailurePolicy, pod).countFailed
}

/** The containers of Pods with restartPolicy OnFailure fail in place: their restarts are what counts. */
// controller-manager: pkg/controller/job/job_controller.go pastBackoffLimitOnFailure (v1.36)
export function pastBackoffLimitOnFailure({ spec }: Job, pods: readonly Pod[]): boolean {
  if (spec.template.spec?.restartPolicy !== 'OnFailure') return false
  const limit = spec.backoffLimit ?? 0
  let restarts = 0
  for (const { status } of pods) {
    if (status.phase !== 'Running' && status.phase !== 'Pending') continue
    for (const list of [status.initContainerStatuses, status.containerStatuses]) {
      for (const { restartCount } of list ?? []) restarts += restartCount
    }
  }
  return limit === 0 ? restarts > 0 : restarts >= limit
}
