import { ownValue } from '../../lib/own.ts'
import { hasLabels } from '../object/has-labels.ts'
import type { Node, Taint } from '../object/node.ts'
import { meets } from '../object/requirement.ts'
import type { NodeSelectorTerm } from './affinity.ts'
import type { Pod, Toleration } from './pod.ts'
import { toleratesTaint } from './toleration.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'

/** All of nodeSelector, and any one of the required terms. */
// component-helpers: scheduling/corev1/nodeaffinity/nodeaffinity.go RequiredNodeAffinity.Match (v1.36)
export function matchesNode({ spec }: Pick<Pod, 'spec'>, node: Node): boolean {
  const labels = node.metadata.labels ?? {}
  if (spec.nodeSelector && !hasLabels(labels, spec.nodeSelector)) return false
  const required = spec.affinity?.nodeAffinity?.[REQUIRED]
  return !required || matchesAnyTerm(node, required.nodeSelectorTerms)
}

export function matchesAnyTerm(node: Node, terms: readonly NodeSelectorTerm[] | undefined): boolean {
  return (terms ?? []).some((term) => matchesTerm(node, term))
}

/** A term that says nothing matches nothing. */
export function matchesTerm({ metadata }: Node, term: NodeSelectorTerm): boolean {
  const { matchExpressions, matchFields } = term
  if (!matchExpressions?.length && !matchFields?.length) return false
  const labels = metadata.labels ?? {}
  return (
    (matchExpressions ?? []).every((requirement) => meets(ownValue(labels, requirement.key), requirement)) &&
    (matchFields ?? []).every((requirement) =>
      meets(requirement.key === 'metadata.name' ? metadata.name : undefined, requirement),
    )
  )
}

/** Whether a taint that keeps Pods away is not tolerated. */
export function hasUntolerated(
  taints: readonly Taint[],
  { spec }: Pick<Pod, 'spec'>,
  effects: readonly string[] = ['NoSchedule', 'NoExecute'],
): boolean {
  return taints.some((taint) => effects.includes(taint.effect) && !isTolerated(taint, spec.tolerations ?? []))
}

export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => toleratesTaint(toleration, taint))
}
