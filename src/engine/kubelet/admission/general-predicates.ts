import type { Node } from '../../../manifest/object/node.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { toleratesTaint } from '../../../manifest/pod/toleration.ts'
import { nodeRejections } from '../../scheduler/node-rejections.ts'
import { nodeAffinity } from '../../scheduler/plugins/node-affinity.ts'
import { nodeName } from '../../scheduler/plugins/node-name.ts'
import { nodePorts } from '../../scheduler/plugins/node-ports.ts'
import { resourcesOf } from '../../scheduler/resources.ts'
import { canAdmitPod } from '../allocation.ts'
import { isStaticPod } from '../static-pods.ts'
import type { AdmitHandler, Refusal } from './admit-handler.ts'

/** What the scheduler has looked at, looked at once more: a Pod with a nodeName of its own never met the scheduler. */
// kubelet: lifecycle/predicate.go Admit; scheduler: AdmissionCheck (v1.36)
export function generalPredicates(node: () => Node): AdmitHandler {
  return (pod, others) => generalFilter(pod, node(), others)[0]
}

/** All that speaks against a Pod on this node, in the order in which the kubelet looks. */
// kubelet: lifecycle/predicate.go generalFilter (v1.36)
export function generalFilter(pod: Pod, node: Node, others: readonly Pod[]): Refusal[] {
  const refusals: Refusal[] = []
  const room = canAdmitPod(pod, others, resourcesOf(node.status.allocatable))
  if (room.kind === 'refused') refusals.push(room)
  for (const { plugin, reasons } of nodeRejections(pod, node, others, [nodeAffinity, nodeName, nodePorts])) {
    refusals.push(failed(plugin, reasons[0] ?? ''))
  }
  const untolerated = (node.spec.taints ?? []).some(
    (taint) =>
      taint.effect === 'NoExecute' && !pod.spec.tolerations?.some((toleration) => toleratesTaint(toleration, taint)),
  )
  if (untolerated && !isStaticPod(pod)) {
    refusals.push(failed('TaintToleration', "node(s) had taints that the pod didn't tolerate"))
  }
  return refusals
}

// kubelet: lifecycle/predicate.go PredicateFailureError (v1.36)
function failed(plugin: string, reason: string): Refusal {
  return { reason: plugin, message: `Predicate ${plugin} failed: ${reason}` }
}
