import { type Duration, parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import { conditionOf, type Job } from '../../../manifest/object/job.ts'

export type TtlPlan =
  | { readonly kind: 'delete' }
  /** The Job has ended, and may be looked at for so long. */
  | { readonly kind: 'wait'; readonly left: Duration }
  | { readonly kind: 'nothing'; readonly because: 'gone' | 'beingDeleted' | 'noTtl' | 'notFinished' }

// controller-manager: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go processTTL, timeLeft (v1.36)
export function planTtl(job: Job | undefined, now: Time): TtlPlan {
  if (!job) return { kind: 'nothing', because: 'gone' }
  if (job.metadata.deletionTimestamp !== undefined) return { kind: 'nothing', because: 'beingDeleted' }
  const ttl = job.spec.ttlSecondsAfterFinished
  if (ttl === undefined) return { kind: 'nothing', because: 'noTtl' }
  const told = { ...job, status: job.status ?? {} }
  const ended = conditionOf(told, 'Complete') ?? conditionOf(told, 'Failed')
  const at = parseRfc3339(ended?.lastTransitionTime ?? '')
  if (at === undefined) return { kind: 'nothing', because: 'notFinished' }
  const left = at + ttl * SECOND - now
  return left > 0 ? { kind: 'wait', left } : { kind: 'delete' }
}
