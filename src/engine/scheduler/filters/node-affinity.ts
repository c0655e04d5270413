import { meets } from '../../../manifest/object/requirement.ts'
import type { NodeSelectorTerm } from '../../../manifest/pod/affinity.ts'
import type { ScenarioNode } from '../../../scenario/scenario.ts'
import type { Filter } from '../filter.ts'

/** nodeSelector and required node affinity: all of the first, and any one term of the second. */
// scheduler: plugins/nodeaffinity/node_affinity.go; component-helpers: scheduling/corev1/nodeaffinity (v1.36)
export const nodeAffinity: Filter = (pod, { node }) => {
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(([key, value]) => node.labels[key] === value)
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const matches = selected && (!required || required.nodeSelectorTerms.some((term) => matchesTerm(node, term)))
  return matches
    ? undefined
    : { plugin: 'NodeAffinity', reasons: ["node(s) didn't match Pod's node affinity/selector"], unresolvable: true }
}

/** A term that says nothing matches nothing. */
export function matchesTerm(node: ScenarioNode, term: NodeSelectorTerm): boolean {
  const { matchExpressions = [], matchFields = [] } = term
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  return (
    matchExpressions.every((requirement) => meets(node.labels[requirement.key], requirement)) &&
    matchFields.every((requirement) => meets(requirement.key === 'metadata.name' ? node.name : undefined, requirement))
  )
}
