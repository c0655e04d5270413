import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { count } from '../explain/notice.ts'

/** What one version of a Pod brought. */
export type PodChange =
  | { readonly kind: 'created' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bound'; readonly node: string }
  | { readonly kind: 'deletion'; readonly graceSeconds: number | undefined }
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'ready'; readonly ready: string }
  | { readonly kind: 'restarts'; readonly restarts: string }
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'nominated'; readonly node: string }
  | {
      readonly kind: 'condition'
      readonly type: string
      readonly status: string
      readonly reason: string | undefined
    }
  /** Something that kubectl does not show. */
  | { readonly kind: 'detail' }

/** In the order of weight; never empty. */
export function podChanges(before: Pod | undefined, after: Pod, at: Time): readonly PodChange[] {
  if (before === undefined) return [{ kind: 'created' }]
  const { metadata, spec, status } = after
  if (metadata.deletionTimestamp !== undefined && before.metadata.deletionTimestamp === undefined) {
    return [{ kind: 'deletion', graceSeconds: metadata.deletionGracePeriodSeconds }]
  }
  if (spec.nodeName !== undefined && before.spec.nodeName === undefined) return [{ kind: 'bound', node: spec.nodeName }]
  const changes: PodChange[] = []
  const [was, is] = [podRow(before, at), podRow(after, at)]
  if (is.status !== was.status) changes.push({ kind: 'status', status: is.status })
  if (is.ready !== was.ready) changes.push({ kind: 'ready', ready: is.ready })
  if (count(is.restarts) !== count(was.restarts)) changes.push({ kind: 'restarts', restarts: count(is.restarts) })
  if (changes.length > 0) return changes
  const { nominatedNodeName } = status
  if (nominatedNodeName !== undefined && nominatedNodeName !== before.status.nominatedNodeName) {
    changes.push({ kind: 'nominated', node: nominatedNodeName })
  }
  for (const { type, status: now, reason } of status.conditions ?? []) {
    const earlier = before.status.conditions?.find((each) => each.type === type)
    if (earlier?.status === now) continue
    if (type === 'PodReadyToStartContainers' && now === 'True') changes.push({ kind: 'sandbox' })
    else if (earlier !== undefined || now !== 'False' || type === 'PodScheduled') {
      changes.push({ kind: 'condition', type, status: now, reason })
    }
  }
  return changes.length > 0 ? changes : [{ kind: 'detail' }]
}
