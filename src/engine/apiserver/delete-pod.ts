import { parseRfc3339, rfc3339, SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer, WriteReason } from './api-server.ts'

export interface DeleteOptions {
  /** undefined: the Pod's own terminationGracePeriodSeconds. */
  readonly gracePeriodSeconds?: number
  readonly uid?: string
}

/** What the API server makes of a DELETE on a Pod. */
export type DeleteDecision =
  | { readonly kind: 'remove' }
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
  if (!pod.spec.nodeName || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') grace = 0
  if (grace < 0) grace = 1

  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
  if (deletionTimestamp !== undefined && deletionGracePeriodSeconds !== undefined) {
    if (options.gracePeriodSeconds === undefined && grace !== 0) return { kind: 'nothing' }
    if (grace >= deletionGracePeriodSeconds) return { kind: 'nothing' }
    if (grace === 0) return { kind: 'remove' }
    const deadline = parseRfc3339(deletionTimestamp) ?? now
    const requested = deadline - deletionGracePeriodSeconds * SECOND
    const next = requested + grace * SECOND
    if (next >= now)
      return { kind: 'mark', graceSeconds: grace, deletionTimestamp: rfc3339(next), bumpGeneration: false }
    return { kind: 'mark', graceSeconds: 1, deletionTimestamp: rfc3339(next), bumpGeneration: false }
  }
  if (grace === 0) return { kind: 'remove' }
  return { kind: 'mark', graceSeconds: grace, deletionTimestamp: rfc3339(now + grace * SECOND), bumpGeneration: true }
}

/** False: no such Pod. */
export function deletePod(
  api: ApiServer,
  namespace: string,
  name: string,
  options: DeleteOptions,
  now: number,
  reason: WriteReason,
): boolean {
  const pod = api.get('Pod', namespace, name) as Pod | undefined
  if (!pod || (options.uid !== undefined && options.uid !== pod.metadata.uid)) return false
  const decision = decideDelete(pod, options, now)
  if (decision.kind === 'remove') {
    if (!pod.metadata.finalizers?.length)
      return api.remove('Pod', namespace, name, { ...reason, rule: reason.rule ?? 'API-3' })
    api.update<Pod>('Pod', namespace, name, reason, (current) => ({
      ...current,
      metadata: { ...current.metadata, deletionTimestamp: rfc3339(now), deletionGracePeriodSeconds: 0 },
    }))
  } else if (decision.kind === 'mark') {
    api.update<Pod>('Pod', namespace, name, { ...reason, rule: reason.rule ?? 'API-2' }, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        deletionTimestamp: decision.deletionTimestamp,
        deletionGracePeriodSeconds: decision.graceSeconds,
        generation: (current.metadata.generation ?? 1) + (decision.bumpGeneration ? 1 : 0),
      },
    }))
  }
  return true
}
