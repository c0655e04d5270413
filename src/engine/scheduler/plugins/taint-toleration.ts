import type { Taint } from '../../../manifest/object/node.ts'
import { hasUntolerated, isTolerated } from '../../../manifest/pod/node-match.ts'
import { nodeOf } from '../cluster-event.ts'
import { type FilterPlugin, normalized, type Rejection, type ScorePlugin } from '../plugin.ts'

const REJECTION: Rejection = {
  plugin: 'TaintToleration',
  // The taint itself is not named here since 1.36.
  reasons: ['node(s) had untolerated taint(s)'],
  unresolvable: true,
}

// scheduler: plugins/tainttoleration/taint_toleration.go (v1.36)
export const taintToleration: FilterPlugin & ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  preFilter: ({ pod }) => ({
    reject: ({ taints }) => (taints.length > 0 && hasUntolerated(taints, pod.pod) ? REJECTION : undefined),
  }),
  score: ({ pod }, nodes) => {
    if (nodes.every(({ taints }) => taints.length === 0)) return undefined
    const tolerations = (pod.pod.spec.tolerations ?? []).filter(
      ({ effect }) => !effect || effect === 'PreferNoSchedule',
    )
    const intolerable = ({ taints }: { readonly taints: readonly Taint[] }) =>
      taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !isTolerated(taint, tolerations)).length
    return normalized(nodes.map(intolerable), true)
  },
  isSchedulableAfter: ({ pod }, event) => {
    if (event.kind === 'itself') {
      return event.pod.pod.spec.tolerations !== event.before.pod.spec.tolerations
    }
    const changed = nodeOf(event)
    if (!changed) return false
    const { node, before } = changed
    const stoodInTheWay = before === undefined || hasUntolerated(before.spec?.taints ?? [], pod)
    return stoodInTheWay && !hasUntolerated(node.spec?.taints ?? [], pod)
  },
}
