import { ownValue } from '../../lib/own.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import { hasLabels } from '../../manifest/object/has-labels.ts'
import type { LabelSelector } from '../../manifest/object/meta.ts'
import { matches } from '../../manifest/object/workload.ts'
import { hasUntolerated, matchesNode } from '../../manifest/pod/node-match.ts'
import type { TopologySpreadConstraint } from '../../manifest/pod/topology-spread.ts'
import { withLabelKeys } from './affinity-term.ts'
import type { NodeInfo } from './node-info.ts'
import type { Cycle } from './plugin.ts'
import type { CountByNode } from './pod-counts.ts'
import type { PodInfo } from './pod-info.ts'

export const HOSTNAME = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'

/** A constraint as the scheduler reckons with it. */
// scheduler: plugins/podtopologyspread/common.go topologySpreadConstraint (v1.36)
export interface Constraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly selector: LabelSelector | undefined
  readonly minDomains: number
  readonly honorsAffinity: boolean
  readonly honorsTaints: boolean
}

export function constraintsOf({ pod, labels }: PodInfo, whenUnsatisfiable: string): Constraint[] {
  return (pod.spec.topologySpreadConstraints ?? [])
    .filter((constraint) => constraint.whenUnsatisfiable === whenUnsatisfiable)
    .map((constraint) => constraintOf(constraint, labels))
}

function constraintOf(given: TopologySpreadConstraint, labels: Readonly<Record<string, string>>): Constraint {
  return {
    maxSkew: given.maxSkew,
    topologyKey: given.topologyKey,
    selector: withLabelKeys(given.labelSelector, labels, given),
    minDomains: given.minDomains ?? 1,
    honorsAffinity: (given.nodeAffinityPolicy ?? 'Honor') === 'Honor',
    honorsTaints: given.nodeTaintsPolicy === 'Honor',
  }
}

/** What counts for a Pod that says nothing itself but belongs to a Service or a controller: spread it, if that is possible. */
// scheduler: plugins/podtopologyspread/plugin.go systemDefaultConstraints, common.go buildDefaultConstraints (v1.36)
export function defaultConstraints(cycle: Cycle): Constraint[] {
  const selector = defaultSelector(cycle)
  if (!selector) return []
  const usual = { selector, minDomains: 1, honorsAffinity: true, honorsTaints: false }
  return [
    { ...usual, maxSkew: 3, topologyKey: HOSTNAME },
    { ...usual, maxSkew: 5, topologyKey: ZONE },
  ]
}

// scheduler: plugins/helper/spread.go DefaultSelector (v1.36)
function defaultSelector({ pod, objects }: Cycle): LabelSelector | undefined {
  const matchLabels: Record<string, string> = {}
  let matchExpressions: LabelSelector['matchExpressions'] = []
  for (const service of objects.list('Service', pod.namespace)) {
    const selector = (service.spec as { selector?: Record<string, string> } | undefined)?.selector
    if (selector && hasLabels(pod.labels, selector)) Object.assign(matchLabels, selector)
  }
  const owner = controllerOf(pod.pod)
  if (owner && WITH_SELECTOR.has(owner.kind)) {
    const { spec } = objects.get(owner.kind, pod.namespace, owner.name) ?? {}
    const selector = (spec as { selector?: LabelSelector | Record<string, string> } | undefined)?.selector
    if (owner.kind === 'ReplicationController') Object.assign(matchLabels, selector)
    else {
      Object.assign(matchLabels, (selector as LabelSelector | undefined)?.matchLabels)
      matchExpressions = (selector as LabelSelector | undefined)?.matchExpressions ?? []
    }
  }
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) return undefined
  return { matchLabels, ...(matchExpressions.length > 0 ? { matchExpressions } : {}) }
}

const WITH_SELECTOR = new Set(['ReplicaSet', 'StatefulSet', 'ReplicationController'])

// scheduler: plugins/podtopologyspread/common.go matchNodeInclusionPolicies (v1.36)
export function counts({ honorsAffinity, honorsTaints }: Constraint, { pod }: PodInfo, node: NodeInfo): boolean {
  if (honorsAffinity && !matchesNode(pod, node.node)) return false
  return !honorsTaints || !hasUntolerated(node.taints, pod)
}

export function hasAllKeys({ labels }: NodeInfo, constraints: readonly Constraint[]): boolean {
  return constraints.every(({ topologyKey }) => ownValue(labels, topologyKey) !== undefined)
}

/** A Pod that counts for a constraint: of the same namespace, with the labels, and not on its way out. */
export function isCounted({ selector }: Constraint, namespace: string, pod: PodInfo): boolean {
  if (pod.terminating || pod.namespace !== namespace || !selector || isEmpty(selector)) return false
  return matches(selector, pod.labels)
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  if (matchExpressions.length > 0) return false
  for (const _ in matchLabels) return false
  return true
}

// scheduler: plugins/podtopologyspread/common.go countPodsMatchSelector (v1.36)
export function countByNode({ cache, pod: { namespace } }: Cycle, constraint: Constraint): CountByNode {
  const key = `spread ${namespace} ${JSON.stringify(constraint.selector ?? null)}`
  return cache.counts.of(key, (pod) => isCounted(constraint, namespace, pod))
}
