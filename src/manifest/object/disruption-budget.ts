import type { Pod } from '../pod/pod.ts'
import type { KubeObject, LabelSelector } from './meta.ts'
import { matches } from './workload.ts'

/** What a PodDisruptionBudget asks for. */
export interface BudgetSpec {
  readonly minAvailable?: number | string
  readonly maxUnavailable?: number | string
  readonly selector?: LabelSelector
  readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow'
}

export interface BudgetStatus {
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly expectedPods: number
  readonly disruptionsAllowed: number
}

export function budgetOf({ spec }: KubeObject): BudgetSpec {
  return (spec ?? {}) as BudgetSpec
}

export function selects({ selector }: BudgetSpec, pod: Pod): boolean {
  return selector !== undefined && matches(selector, pod.metadata.labels ?? {})
}
