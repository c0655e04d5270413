import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ScenarioNode } from '../../../scenario/scenario.ts'
import { allocatableOf } from '../../allocatable.ts'
import type { Filter } from '../../scheduler/filter.ts'
import { nodeAffinity } from '../../scheduler/filters/node-affinity.ts'
import { nodeName } from '../../scheduler/filters/node-name.ts'
import { nodePorts } from '../../scheduler/filters/node-ports.ts'
import { toleratesTaint } from '../../scheduler/filters/taint-toleration.ts'
import { canAdmitPod } from '../allocation.ts'
import { isStaticPod } from '../static-pods.ts'
import type { AdmitHandler, Refusal } from './admit-handler.ts'

/** What the scheduler has looked at, looked at once more: a Pod with a nodeName of its own never met the scheduler. */
// kubelet: lifecycle/predicate.go Admit; scheduler: AdmissionCheck (v1.36)
export function generalPredicates(node: () => ScenarioNode): AdmitHandler {
  return (pod, others) => generalFilter(pod, node(), others)[0]
}

/** All that speaks against a Pod on this node, in the order in which the kubelet looks. */
// kubelet: lifecycle/predicate.go generalFilter (v1.36)
export function generalFilter(pod: Pod, node: ScenarioNode, others: readonly Pod[]): Refusal[] {
  const refusals: Refusal[] = []
  const room = canAdmitPod(pod, others, allocatableOf(node))
  if (room.kind === 'refused') refusals.push(room)
  const plugins: readonly Filter[] = [nodeAffinity, nodeName, nodePorts]
  for (const plugin of plugins) {
    const rejection = plugin(pod, { node, pods: others })
    if (rejection) refusals.push(failed(rejection.plugin, rejection.reasons[0] ?? ''))
  }
  const untolerated = node.taints.some(
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
