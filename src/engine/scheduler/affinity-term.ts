import { ownValue } from '../../lib/own.ts'
import type { LabelSelector } from '../../manifest/object/meta.ts'
import { matches } from '../../manifest/object/workload.ts'
import type { PodAffinity, PodAffinityTerm } from '../../manifest/pod/affinity.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

type Labels = Readonly<Record<string, string>>

/** Labels of a namespace. */
export type NamespaceLabels = (namespace: string) => Labels

/** One term of a Pod's (anti-)affinity to other Pods, with what it takes from its own Pod put in. */
// scheduler: framework/types.go AffinityTerm (v1.36)
export interface AffinityTerm {
  readonly namespaces: ReadonlySet<string>
  readonly namespaceSelector: LabelSelector | undefined
  /** Undefined matches nothing. */
  readonly selector: LabelSelector | undefined
  readonly topologyKey: string
  /** 0: required. */
  readonly weight: number
  /** The same for terms that mean the same. */
  readonly key: string
}

// scheduler: framework/types.go newAffinityTerm, getNamespacesFromPodAffinityTerm (v1.36)
function affinityTerm(pod: Pod, term: PodAffinityTerm, weight: number): AffinityTerm {
  const own = pod.metadata.namespace ?? ''
  const given = term.namespaces ?? []
  const namespaces = given.length === 0 && !term.namespaceSelector ? [own] : [...given].sort()
  const selector = withLabelKeys(term.labelSelector, pod.metadata.labels ?? {}, term)
  const { namespaceSelector, topologyKey } = term
  return {
    namespaces: new Set(namespaces),
    namespaceSelector,
    selector,
    topologyKey,
    weight,
    key: JSON.stringify([namespaces, namespaceSelector ?? null, selector ?? null, topologyKey, weight]),
  }
}

export function requiredTerms(pod: Pod, affinity: PodAffinity | undefined): AffinityTerm[] {
  return (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => affinityTerm(pod, term, 0))
}

export function preferredTerms(pod: Pod, affinity: PodAffinity | undefined): AffinityTerm[] {
  return (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ weight, podAffinityTerm }) =>
    affinityTerm(pod, podAffinityTerm, weight),
  )
}

/** A selector with a Pod's own values of certain labels added: the same value, or any other. */
// apiserver: registry/core/pod/strategy.go applyMatchLabelKeysAndMismatchLabelKeys (v1.36)
export function withLabelKeys(
  selector: LabelSelector | undefined,
  labels: Labels,
  { matchLabelKeys = [], mismatchLabelKeys = [] }: { matchLabelKeys?: string[]; mismatchLabelKeys?: string[] },
): LabelSelector | undefined {
  if (!selector || (matchLabelKeys.length === 0 && mismatchLabelKeys.length === 0)) return selector
  const added = [
    ...matchLabelKeys.map((key) => ({ key, operator: 'In' })),
    ...mismatchLabelKeys.map((key) => ({ key, operator: 'NotIn' })),
  ].flatMap(({ key, operator }) => {
    const value = ownValue(labels, key)
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...added] }
}

// scheduler: framework/types.go AffinityTerm.Matches (v1.36)
export function termMatches(term: AffinityTerm, pod: Pod, namespaceLabels: NamespaceLabels): boolean {
  if (!term.selector || !inNamespaces(term, pod.metadata.namespace ?? '', namespaceLabels)) return false
  return matches(term.selector, pod.metadata.labels ?? {})
}

function inNamespaces(term: AffinityTerm, namespace: string, namespaceLabels: NamespaceLabels): boolean {
  if (term.namespaces.has(namespace)) return true
  return term.namespaceSelector !== undefined && matches(term.namespaceSelector, namespaceLabels(namespace))
}
