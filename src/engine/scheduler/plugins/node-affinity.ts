import type { Node } from '../../../manifest/object/node.ts'
import type { NodeSelectorTerm } from '../../../manifest/pod/affinity.ts'
import { matchesNode, matchesTerm } from '../../../manifest/pod/node-match.ts'
import { nodeOf } from '../cluster-event.ts'
import { type FilterPlugin, normalized, type Rejection, type ScorePlugin } from '../plugin.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'
const REJECTION: Rejection = {
  plugin: 'NodeAffinity',
  reasons: ["node(s) didn't match Pod's node affinity/selector"],
  unresolvable: true,
}
const CONFLICT: Rejection = {
  plugin: 'NodeAffinity',
  reasons: ['pod affinity terms conflict'],
  unresolvable: true,
}

/** nodeSelector and node affinity: what is required of a node, and what is preferred. */
// scheduler: plugins/nodeaffinity/node_affinity.go (v1.36)
export const nodeAffinity: FilterPlugin & ScorePlugin = {
  name: 'NodeAffinity',
  weight: 2,
  preFilter: ({ pod }) => {
    const { nodeSelector, affinity } = pod.pod.spec
    const terms = affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms
    if (!terms && Object.keys(nodeSelector ?? {}).length === 0) return undefined
    const only = namedNodes(terms)
    if (only?.size === 0) return CONFLICT
    const reject = ({ node }: { readonly node: Node }) => (matchesNode(pod.pod, node) ? undefined : REJECTION)
    return only ? { reject, only } : { reject }
  },
  score: ({ pod }, nodes) => {
    const preferred = (pod.pod.spec.affinity?.nodeAffinity?.[PREFERRED] ?? []).filter(({ weight }) => weight !== 0)
    if (preferred.length === 0) return undefined
    return normalized(
      nodes.map(({ node }) =>
        preferred.reduce((sum, { weight, preference }) => sum + (matchesTerm(node, preference) ? weight : 0), 0),
      ),
    )
  },
  isSchedulableAfter: ({ pod }, event) => {
    const changed = nodeOf(event)
    if (!changed || !matchesNode(pod, changed.node)) return false
    return changed.before === undefined || !matchesNode(pod, changed.before)
  },
}

/** Nodes that the terms name: undefined where a term names none, and so any may do. */
function namedNodes(terms: readonly NodeSelectorTerm[] | undefined): Set<string> | undefined {
  if (!terms || terms.length === 0) return undefined
  const all = new Set<string>()
  for (const { matchFields = [] } of terms) {
    let named: Set<string> | undefined
    for (const { key, operator, values = [] } of matchFields) {
      if (key !== 'metadata.name' || operator !== 'In') continue
      named = named ? new Set(values.filter((value) => named?.has(value))) : new Set(values)
    }
    if (!named) return undefined
    for (const name of named) all.add(name)
  }
  return all
}
