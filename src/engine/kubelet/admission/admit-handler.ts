import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'

/** Why the kubelet does not take a Pod that was bound to its node. */
export interface Refusal {
  readonly reason: string
  readonly message: string
  /** ADMIT-1 where it says nothing else. */
  readonly rule?: RuleId
}

/** Looks at a Pod before anything is done for it. `others`: the Pods that the node has taken and that are not over. */
export type AdmitHandler = (pod: Pod, others: readonly Pod[]) => Refusal | undefined

/** ADMIT-1: the first handler that refuses decides. */
// kubelet: allocation/allocation_manager.go canAdmitPod (v1.36)
export function admitPod(handlers: readonly AdmitHandler[], pod: Pod, others: readonly Pod[]): Refusal | undefined {
  for (const handler of handlers) {
    const refusal = handler(pod, others)
    if (refusal) return refusal
  }
  return undefined
}
