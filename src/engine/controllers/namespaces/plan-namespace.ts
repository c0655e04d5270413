import { sameValue } from '../../../lib/same-value.ts'
import { type Duration, SECOND } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isTerminal } from '../../../manifest/pod/pod-status.ts'
import { conditionsOf, type NamespaceCondition } from './namespace-conditions.ts'

/** How long something with a finalizer is expected to take. */
// controller-manager: namespace/deletion/namespaced_resources_deleter.go finalizerEstimateSeconds (v1.36)
const FINALIZER_SECONDS = 15

interface NamespaceStatus {
  readonly phase?: string
  readonly conditions?: readonly NamespaceCondition[]
}

export type NamespacePlan =
  /** Nothing is left in it. */
  | { readonly kind: 'finalize' }
  /** Something is left: `status` says what, where it does not say so yet. */
  | { readonly kind: 'wait'; readonly again: Duration; readonly status?: NamespaceStatus }

/** What becomes of a namespace that is being deleted: `left` is what is still in it, `now` a timestamp. */
// controller-manager: namespace/deletion/namespaced_resources_deleter.go Delete; namespace_controller.go worker (v1.36)
export function planNamespace(namespace: KubeObject, left: readonly KubeObject[], now: string): NamespacePlan {
  if (left.length === 0) return { kind: 'finalize' }
  const before = (namespace.status ?? {}) as NamespaceStatus
  const conditions = conditionsOf(left, before.conditions ?? [], now)
  const same = sameValue(conditions, before.conditions)
  const pods = left.filter(({ kind }) => kind === 'Pod') as Pod[]
  const seconds = pods.length > 0 ? longestGrace(pods) : FINALIZER_SECONDS
  // Half of the time that this may take, and a second.
  const again = (Math.floor(seconds / 2) + 1) * SECOND
  return { kind: 'wait', again, ...(same ? {} : { status: { ...before, conditions } }) }
}

function longestGrace(pods: readonly Pod[]): number {
  const waiting = pods.filter(({ status }) => !isTerminal(status.phase))
  return Math.max(0, ...waiting.map(({ spec }) => spec.terminationGracePeriodSeconds ?? 30))
}
