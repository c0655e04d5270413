import { parseRfc3339, rfc3339, SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { DeleteOptions } from './request.ts'

/** What the API server makes of a DELETE on a Pod. */
export type DeleteDecision =
  /** With a grace of 0 it goes at once, unless a finalizer holds it. */
  | {
      readonly kind: 'mark'
      readonly graceSeconds: number
      readonly deletionTimestamp: string
      readonly bumpGeneration: boolean
    }
  | { readonly kind: 'nothing' }

// apiserver: pkg/registry/core/pod/strategy.go CheckGracefulDelete, apiserver/pkg/registry/rest/delete.go BeforeDelete (v1.36)
export function decideDelete(pod: Pod, options: DeleteOptions, now: number): DeleteDecision {
  let grace = options.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  if (!pod.spec.nodeName || isTerminal(pod.status.phase)) grace = 0
  if (grace < 0) grace = 1

  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) {
    return mark(grace, now + grace * SECOND, true)
  }
  if (options.gracePeriodSeconds === undefined && grace !== 0) return { kind: 'nothing' }
  if (grace >= deletionGracePeriodSeconds) return { kind: 'nothing' }
  if (grace === 0) return mark(0, now, false)
  const requested = (parseRfc3339(deletionTimestamp) ?? now) - deletionGracePeriodSeconds * SECOND
  const deadline = requested + grace * SECOND
  // A deadline that has passed already becomes now, with the shortest grace there is.
  return deadline < now ? mark(1, now, false) : mark(grace, deadline, false)
}

function mark(graceSeconds: number, deadline: number, bumpGeneration: boolean): DeleteDecision {
  return { kind: 'mark', graceSeconds, deletionTimestamp: rfc3339(deadline), bumpGeneration }
}
