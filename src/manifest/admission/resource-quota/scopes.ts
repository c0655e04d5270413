import type { KubeObject } from '../../object/meta.ts'
import { meets } from '../../object/requirement.ts'
import type { Affinity } from '../../pod/affinity.ts'
import type { Pod } from '../../pod/pod.ts'
import { computePodQOS } from '../../pod/qos.ts'

export interface ResourceQuotaSpec {
  hard?: Record<string, string | number>
  scopes?: string[]
  scopeSelector?: { matchExpressions?: ScopeRequirement[] }
}

export interface ScopeRequirement {
  scopeName: string
  operator: string
  values?: string[]
}

/** Whether a quota looks at an object at all: all of its scopes hold. Nothing but Pods has scopes. */
// pkg/quota/v1/evaluator/core: pods.go podMatchesScopeFunc; quota/v1/generic/evaluator.go Matches (v1.36)
export function isInScope(object: KubeObject, { scopes = [], scopeSelector }: ResourceQuotaSpec): boolean {
  const requirements = [
    ...scopes.map((scopeName): ScopeRequirement => ({ scopeName, operator: 'Exists' })),
    ...(scopeSelector?.matchExpressions ?? []),
  ]
  return requirements.every((requirement) => object.kind === 'Pod' && matchesScope(object as Pod, requirement))
}

function matchesScope({ spec }: Pod, { scopeName, operator, values = [] }: ScopeRequirement): boolean {
  switch (scopeName) {
    case 'Terminating':
      return spec.activeDeadlineSeconds !== undefined
    case 'NotTerminating':
      return spec.activeDeadlineSeconds === undefined
    case 'BestEffort':
      return computePodQOS(spec) === 'BestEffort'
    case 'NotBestEffort':
      return computePodQOS(spec) !== 'BestEffort'
    case 'PriorityClass':
      return meets(spec.priorityClassName || undefined, { key: scopeName, operator, values })
    case 'CrossNamespacePodAffinity':
      return looksBeyond(spec.affinity)
    default:
      return false
  }
}

interface AffinityTerm {
  readonly namespaces?: readonly string[]
  readonly namespaceSelector?: unknown
}

/** Whether a Pod asks who runs in other namespaces. */
// pkg/quota/v1/evaluator/core: pods.go usesCrossNamespacePodAffinity (v1.36)
function looksBeyond(affinity: Affinity | undefined): boolean {
  const groups = [affinity?.podAffinity, affinity?.podAntiAffinity] as readonly (
    | {
        requiredDuringSchedulingIgnoredDuringExecution?: readonly AffinityTerm[]
        preferredDuringSchedulingIgnoredDuringExecution?: readonly { podAffinityTerm?: AffinityTerm }[]
      }
    | undefined
  )[]
  return groups.some((group) => {
    const preferred = group?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    const terms = [
      ...(group?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...preferred.map(({ podAffinityTerm }) => podAffinityTerm),
    ]
    return terms.some((term) => term?.namespaces?.length || term?.namespaceSelector)
  })
}
