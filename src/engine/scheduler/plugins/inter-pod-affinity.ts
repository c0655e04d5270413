import { ownValue } from '../../../lib/own.ts'
import { type AffinityTerm, type NamespaceLabels, termMatches } from '../affinity-term.ts'
import { labelsChanged } from '../cluster-event.ts'
import type { NodeInfo } from '../node-info.ts'
import { type Cycle, type FilterPlugin, MAX_NODE_SCORE, type Rejection, type ScorePlugin } from '../plugin.ts'
import type { CountByNode } from '../pod-counts.ts'
import type { PodInfo } from '../pod-info.ts'
import type { TermIndex } from '../term-index.ts'
import { TopologyCounts } from '../topology-counts.ts'

/** What an existing Pod's required affinity counts for when nodes are compared. */
// scheduler: apis/config/v1/defaults.go HardPodAffinityWeight (v1.36)
const HARD_AFFINITY_WEIGHT = 1

const NOT_AFFINE = rejection("node(s) didn't match pod affinity rules", true)
const NOT_APART = rejection("node(s) didn't match pod anti-affinity rules", false)
const KEPT_AWAY = rejection("node(s) didn't satisfy existing pods anti-affinity rules", false)

/** Where a Pod wants to be with regard to other Pods, and where those want it not to be. */
// scheduler: plugins/interpodaffinity/filtering.go, scoring.go (v1.36)
export const interPodAffinity: FilterPlugin & ScorePlugin = {
  name: 'InterPodAffinity',
  weight: 2,
  preFilter: (cycle) => {
    const { pod, cache } = cycle
    const { affinity, antiAffinity } = pod.terms
    const namespaces = namespaceLabelsOf(cycle)
    const away = new TopologyCounts()
    for (const { term, byNode } of cache.antiAffinity.entries()) {
      if (termMatches(term, pod.pod, namespaces)) addByNode(cycle, away, term, byNode, 1)
    }
    if (away.empty && affinity.length === 0 && antiAffinity.length === 0) return undefined

    const near = new TopologyCounts()
    if (affinity.length > 0) {
      const byNode = countMatching(cycle, affinity, namespaces)
      for (const term of affinity) addByNode(cycle, near, term, byNode, 1)
    }
    const apart = new TopologyCounts()
    for (const term of antiAffinity) {
      addByNode(cycle, apart, term, countMatching(cycle, [term], namespaces), 1)
    }
    const alone = affinity.length > 0 && affinity.every((term) => termMatches(term, pod.pod, namespaces))
    return {
      reject: (node) => {
        if (!isNear(affinity, near, node, alone)) return NOT_AFFINE
        const { labels } = node
        if (antiAffinity.some(({ topologyKey }) => apart.at(topologyKey, labels) > 0)) return NOT_APART
        return away.anyAt(labels) ? KEPT_AWAY : undefined
      },
      change: (other, node, by) => {
        const { labels } = node
        for (const term of other.terms.antiAffinity) {
          if (termMatches(term, pod.pod, namespaces)) away.add(term.topologyKey, labels, by)
        }
        if (affinity.length > 0 && affinity.every((term) => termMatches(term, other.pod, namespaces))) {
          for (const term of affinity) near.add(term.topologyKey, labels, by)
        }
        for (const term of antiAffinity) {
          if (termMatches(term, other.pod, namespaces)) apart.add(term.topologyKey, labels, by)
        }
      },
    }
  },

  score: (cycle, nodes) => {
    const { pod, cache } = cycle
    const { preferred, preferredAnti } = pod.terms
    const indexes: readonly (readonly [TermIndex, (term: AffinityTerm) => number])[] = [
      [cache.affinity, () => HARD_AFFINITY_WEIGHT],
      [cache.preferred, ({ weight }) => weight],
      [cache.preferredAnti, ({ weight }) => -weight],
    ]
    if (preferred.length + preferredAnti.length === 0 && indexes.every(([index]) => index.empty)) return undefined
    const namespaces = namespaceLabelsOf(cycle)
    const sums = new TopologyCounts()
    for (const term of preferred) {
      addByNode(cycle, sums, term, countMatching(cycle, [term], namespaces), term.weight)
    }
    for (const term of preferredAnti) {
      addByNode(cycle, sums, term, countMatching(cycle, [term], namespaces), -term.weight)
    }
    for (const [index, weightOf] of indexes) {
      for (const { term, byNode } of index.entries()) {
        if (termMatches(term, pod.pod, namespaces)) addByNode(cycle, sums, term, byNode, weightOf(term))
      }
    }
    if (sums.untouched) return undefined
    const raw = nodes.map(({ labels }) => sums.sumAt(labels))
    const [min, max] = [Math.min(...raw), Math.max(...raw)]
    return raw.map((sum) => (max === min ? 0 : Math.trunc((MAX_NODE_SCORE * (sum - min)) / (max - min))))
  },

  isSchedulableAfter: (pod, event) => {
    switch (event.kind) {
      case 'podAssigned':
        return touches(pod.terms.affinity, event.pod)
      case 'podGone':
        return touches(pod.terms.antiAffinity, event.pod) || touches(event.pod.terms.antiAffinity, pod)
      case 'podUpdated':
        return event.before.labels !== event.pod.labels
      case 'itself':
        return event.before.labels !== event.pod.labels
      default:
        return labelsChanged(event) && event.kind !== 'nodeDeleted'
    }
  },
}

function rejection(reason: string, unresolvable: boolean): Rejection {
  return { plugin: 'InterPodAffinity', reasons: [reason], unresolvable }
}

/** Whether a Pod has to do with any of the terms; which namespaces a selector means is left to the next attempt. */
function touches(terms: readonly AffinityTerm[], { pod }: PodInfo): boolean {
  return terms.some((term) => term.namespaceSelector !== undefined || termMatches(term, pod, () => ({})))
}

// scheduler: plugins/interpodaffinity/filtering.go satisfyPodAffinity (v1.36)
function isNear(terms: readonly AffinityTerm[], near: TopologyCounts, node: NodeInfo, alone: boolean): boolean {
  let exist = true
  for (const { topologyKey } of terms) {
    if (ownValue(node.labels, topologyKey) === undefined) return false
    if (near.at(topologyKey, node.labels) <= 0) exist = false
  }
  // The first Pod of a kind that wants to be with its like may go anywhere.
  return exist || (near.empty && alone)
}

/** How many Pods that match every one of the terms are on each node. */
function countMatching({ cache }: Cycle, terms: readonly AffinityTerm[], namespaces: NamespaceLabels): CountByNode {
  const key = `affinity ${terms.map((term) => term.key.slice(0, term.key.lastIndexOf(','))).join(' ')}`
  return cache.counts.of(key, ({ pod }) => terms.every((term) => termMatches(term, pod, namespaces)))
}

function addByNode(
  { cache }: Cycle,
  counts: TopologyCounts,
  { topologyKey }: AffinityTerm,
  byNode: CountByNode,
  weight: number,
): void {
  for (const [name, count] of byNode) {
    const node = cache.node(name)
    if (node) counts.add(topologyKey, node.labels, count * weight)
  }
}

function namespaceLabelsOf({ objects }: Cycle): NamespaceLabels {
  return (namespace) => ({
    'kubernetes.io/metadata.name': namespace,
    ...objects.get('Namespace', '', namespace)?.metadata.labels,
  })
}
