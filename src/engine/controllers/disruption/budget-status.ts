import { scaledValue } from '../../../manifest/object/int-or-percent.ts'
import type { KubeObject, LabelSelector } from '../../../manifest/object/meta.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'

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

export function selects({ selector }: BudgetSpec, pod: Pod): boolean {
  return selector !== undefined && matches(selector, pod.metadata.labels ?? {})
}

/**
 * PDB-1: how many Pods may be disrupted. `scaleOf`: how many Pods the owner of one wants; undefined where it has none
 * that says. A text says why the budget cannot be reckoned; then nothing may be disrupted.
 */
// controller-manager: pkg/controller/disruption/disruption.go getExpectedPodCount, updatePdbStatus (v1.36)
export function budgetStatus(
  spec: BudgetSpec,
  pods: readonly Pod[],
  scaleOf: (pod: Pod) => { readonly uid: string; readonly replicas: number } | undefined,
): BudgetStatus | string {
  const wanted = expected(spec, pods, scaleOf)
  if (typeof wanted === 'string') return wanted
  const { expectedPods, desiredHealthy } = wanted
  const currentHealthy = pods.filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && isHealthy(pod) && !isOver(pod),
  ).length
  const spare = currentHealthy - desiredHealthy
  const disruptionsAllowed = expectedPods <= 0 || spare <= 0 ? 0 : spare
  return { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed }
}

function expected(
  { minAvailable, maxUnavailable }: BudgetSpec,
  pods: readonly Pod[],
  scaleOf: (pod: Pod) => { readonly uid: string; readonly replicas: number } | undefined,
): { expectedPods: number; desiredHealthy: number } | string {
  if (maxUnavailable === undefined && typeof minAvailable === 'number') {
    return { expectedPods: pods.length, desiredHealthy: minAvailable }
  }
  const owners = new Map<string, number>()
  for (const pod of pods) {
    const scale = scaleOf(pod)
    if (!scale) return `found no controllers for pod "${pod.metadata.name}"`
    owners.set(scale.uid, scale.replicas)
  }
  const expectedPods = [...owners.values()].reduce((sum, replicas) => sum + replicas, 0)
  if (maxUnavailable !== undefined) {
    const unavailable = scaledValue(maxUnavailable, expectedPods, true) ?? 0
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - unavailable) }
  }
  return { expectedPods, desiredHealthy: scaledValue(minAvailable ?? 0, expectedPods, true) ?? 0 }
}

// apiserver: pkg/api/v1/pod/util.go IsPodReady (v1.36)
export function isHealthy({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}

function isOver({ status: { phase } }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

export function budgetOf({ spec }: KubeObject): BudgetSpec {
  return (spec ?? {}) as BudgetSpec
}
