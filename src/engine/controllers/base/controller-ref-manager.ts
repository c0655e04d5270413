import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { adopted, claimPod, released } from './claim-pods.ts'
import type { OwnerIndex } from './owner-index.ts'
import type { PodControl } from './pod-control.ts'

export interface Claiming {
  /** Whether the controller looks for such a Pod. */
  readonly selects: (pod: Pod) => boolean
  /** What holds its Pods until it has seen to them. */
  readonly finalizers: readonly string[]
  readonly rule: RuleId
  /** Which Pods it looks at at all; without it at all of them. */
  readonly among?: (pod: Pod) => boolean
}

/**
 * The Pods of a controller. Those that it looks for and that have no controller become its own; those of its own that it
 * does not look for any more are let go.
 */
// controller-manager: pkg/controller/controller_ref_manager.go PodControllerRefManager.ClaimPods (v1.36)
export function claimPods(
  controller: KubeObject,
  index: OwnerIndex,
  control: PodControl,
  { selects, finalizers, rule, among = () => true }: Claiming,
): Pod[] {
  const own: Pod[] = []
  for (const pod of [...index.ownedBy(controller), ...index.orphans(controller.metadata.namespace ?? '')]) {
    if (!among(pod)) continue
    const claim = claimPod(controller, pod, selects(pod))
    if (claim === 'keep') own.push(pod)
    if (claim === 'release') control.patch(pod, released(controller, finalizers), rule)
    const mine = claim === 'adopt' ? control.patch(pod, adopted(controller, finalizers), rule) : undefined
    if (!mine) continue
    index.add(mine)
    own.push(mine)
  }
  return own
}
