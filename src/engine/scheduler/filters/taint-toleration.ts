import type { Toleration } from '../../../manifest/pod/pod.ts'
import type { Taint } from '../../../scenario/scenario.ts'
import type { Filter } from '../filter.ts'

// scheduler: plugins/tainttoleration/taint_toleration.go (v1.36)
export const taintToleration: Filter = (pod, { node }) => {
  const untolerated = node.taints.some(
    (taint) =>
      (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') &&
      !(pod.spec.tolerations ?? []).some((toleration) => toleratesTaint(toleration, taint)),
  )
  return untolerated
    ? { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], unresolvable: true }
    : undefined
}

// component-helpers: scheduling/corev1/helpers.go, api/core/v1/toleration.go ToleratesTaint (v1.36)
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  if (toleration.operator === undefined || toleration.operator === '' || toleration.operator === 'Equal') {
    return (toleration.key ?? '') !== '' && (toleration.value ?? '') === (taint.value ?? '')
  }
  return false
}
