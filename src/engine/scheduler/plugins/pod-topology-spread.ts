import { ownValue } from '../../../lib/own.ts'
import { matches } from '../../../manifest/object/workload.ts'
import { labelsChanged } from '../cluster-event.ts'
import type { NodeInfo } from '../node-info.ts'
import { type Cycle, type FilterPlugin, MAX_NODE_SCORE, type Rejection, type ScorePlugin } from '../plugin.ts'
import type { PodInfo } from '../pod-info.ts'
import {
  type Constraint,
  constraintsOf,
  countByNode,
  counts,
  defaultConstraints,
  HOSTNAME,
  hasAllKeys,
  isCounted,
} from '../spread-constraint.ts'

const TOO_MANY = rejection("node(s) didn't match pod topology spread constraints", false)
const NO_LABEL = rejection("node(s) didn't match pod topology spread constraints (missing required label)", true)

/** Keeps the Pods of a kind evenly spread over zones, hosts or whatever a label stands for. */
// scheduler: plugins/podtopologyspread/filtering.go, scoring.go (v1.36)
export const podTopologySpread: FilterPlugin & ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  preFilter: (cycle) => {
    const { pod } = cycle
    const constraints = constraintsOf(pod, 'DoNotSchedule')
    if (constraints.length === 0) return undefined
    const domains = constraints.map(() => new Map<string, number>())
    for (const node of cycle.cache.nodes) {
      if (!hasAllKeys(node, constraints)) continue
      constraints.forEach((constraint, index) => {
        if (!counts(constraint, pod, node)) return
        add(
          domains[index],
          ownValue(node.labels, constraint.topologyKey),
          countByNode(cycle, constraint).get(node.name) ?? 0,
        )
      })
    }
    const self = constraints.map(({ selector }) => (selector && matches(selector, pod.labels) ? 1 : 0))
    return {
      reject: ({ labels }) => {
        for (const [index, constraint] of constraints.entries()) {
          const value = ownValue(labels, constraint.topologyKey)
          if (value === undefined) return NO_LABEL
          const counted = domains[index] as ReadonlyMap<string, number>
          const skew = (counted.get(value) ?? 0) + (self[index] ?? 0) - leastOf(counted, constraint)
          if (skew > constraint.maxSkew) return TOO_MANY
        }
        return undefined
      },
      change: (other, node, by) => {
        if (!hasAllKeys(node, constraints)) return
        constraints.forEach((constraint, index) => {
          if (!isCounted(constraint, pod.namespace, other) || !counts(constraint, pod, node)) return
          add(domains[index], ownValue(node.labels, constraint.topologyKey), by)
        })
      },
    }
  },

  score: (cycle, nodes) => {
    const own = (cycle.pod.pod.spec.topologySpreadConstraints ?? []).length > 0
    const constraints = own ? constraintsOf(cycle.pod, 'ScheduleAnyway') : defaultConstraints(cycle)
    if (constraints.length === 0) return undefined
    const ignored = new Set(own ? nodes.filter((node) => !hasAllKeys(node, constraints)) : [])
    const scored = nodes.filter((node) => !ignored.has(node))
    const parts = constraints.map((constraint) => scorerOf(cycle, constraint, scored, own ? constraints : []))
    const raw = nodes.map((node) =>
      ignored.has(node) ? undefined : Math.round(parts.reduce((sum, part) => sum + part(node), 0)),
    )
    const known = raw.filter((score) => score !== undefined)
    const [min, max] = [Math.min(...known), Math.max(0, ...known)]
    return raw.map((score) => {
      if (score === undefined) return 0
      return max === 0 ? MAX_NODE_SCORE : Math.trunc((MAX_NODE_SCORE * (max + min - score)) / max)
    })
  },

  isSchedulableAfter: (pod, event) => {
    const constraints = constraintsOf(pod, 'DoNotSchedule')
    const counted = (other: PodInfo) => constraints.some((each) => isCounted(each, pod.namespace, other))
    switch (event.kind) {
      case 'podAssigned':
      case 'podGone':
        return counted(event.pod)
      case 'podUpdated':
        return counted(event.before) !== counted(event.pod)
      case 'itself':
        return event.before.labels !== event.pod.labels
      case 'nodeUpdated':
        return labelsChanged(event) || event.before.spec?.taints !== event.node.spec?.taints
      default:
        return labelsChanged(event)
    }
  },
}

function rejection(reason: string, unresolvable: boolean): Rejection {
  return { plugin: 'PodTopologySpread', reasons: [reason], unresolvable }
}

function add(domains: Map<string, number> | undefined, value: string | undefined, by: number): void {
  if (domains && value !== undefined) domains.set(value, (domains.get(value) ?? 0) + by)
}

/** The emptiest domain counts, or nothing while there are fewer than there have to be. */
// scheduler: plugins/podtopologyspread/filtering.go minMatchNum (v1.36)
function leastOf(domains: ReadonlyMap<string, number>, { minDomains }: Constraint): number {
  return domains.size < minDomains ? 0 : Math.min(...domains.values())
}

/** What one constraint adds to a node's score: the more Pods in its domain the more, and so the worse. */
// scheduler: plugins/podtopologyspread/scoring.go PreScore, Score, topologyNormalizingWeight (v1.36)
function scorerOf(
  cycle: Cycle,
  constraint: Constraint,
  scored: readonly NodeInfo[],
  needed: readonly Constraint[],
): (node: NodeInfo) => number {
  const { topologyKey, maxSkew } = constraint
  const byNode = countByNode(cycle, constraint)
  const worth = (count: number, domains: number) => count * Math.log(domains + 2) + (maxSkew - 1)
  if (topologyKey === HOSTNAME) {
    return ({ name, labels }) =>
      ownValue(labels, topologyKey) === undefined ? 0 : worth(byNode.get(name) ?? 0, scored.length)
  }
  const domains = new Map<string, number>()
  for (const { labels } of scored) add(domains, ownValue(labels, topologyKey), 0)
  for (const [name, count] of byNode) {
    const node = cycle.cache.node(name)
    const value = ownValue(node?.labels, topologyKey)
    if (!node || value === undefined || !domains.has(value)) continue
    if (hasAllKeys(node, needed) && counts(constraint, cycle.pod, node)) add(domains, value, count)
  }
  return ({ labels }) => {
    const value = ownValue(labels, topologyKey)
    return value === undefined ? 0 : worth(domains.get(value) ?? 0, domains.size)
  }
}
