import type { BudgetSpec, BudgetStatus } from '../../../manifest/object/disruption-budget.ts'
import { scaledValue } from '../../../manifest/object/int-or-percent.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'

export interface Reckoned {
  readonly status: BudgetStatus
  /** Some of the Pods have nobody that says how many there should be: they are not expected. */
  readonly unmanaged: boolean
}

/** The owner of a Pod, and how many Pods it wants. 'unmanaged': it has no owner; undefined: one that does not say. */
export type ScaleOf = (pod: Pod) => { readonly uid: string; readonly replicas: number } | 'unmanaged' | undefined

/**
 * PDB-1: how many Pods may be disrupted. A text says why the budget cannot be reckoned; then nothing may be disrupted.
 */
// controller-manager: pkg/controller/disruption/disruption.go getExpectedPodCount, updatePdbStatus (v1.36)
export function budgetStatus(spec: BudgetSpec, pods: readonly Pod[], scaleOf: ScaleOf): Reckoned | string {
  const wanted = expected(spec, pods, scaleOf)
  if (typeof wanted === 'string') return wanted
  const { expectedPods, desiredHealthy, unmanaged = false } = wanted
  const currentHealthy = pods.filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && isPodReady(pod) && !isTerminal(pod.status.phase),
  ).length
  const spare = currentHealthy - desiredHealthy
  const disruptionsAllowed = expectedPods <= 0 || spare <= 0 ? 0 : spare
  return { status: { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed }, unmanaged }
}

function expected(
  { minAvailable, maxUnavailable }: BudgetSpec,
  pods: readonly Pod[],
  scaleOf: ScaleOf,
): { expectedPods: number; desiredHealthy: number; unmanaged?: boolean } | string {
  if (maxUnavailable === undefined && typeof minAvailable === 'number') {
    return { expectedPods: pods.length, desiredHealthy: minAvailable }
  }
  const owners = new Map<string, number>()
  let unmanaged = false
  for (const pod of pods) {
    const scale = scaleOf(pod)
    if (!scale) return `found no controllers for pod "${pod.metadata.name}"`
    if (scale === 'unmanaged') unmanaged = true
    else owners.set(scale.uid, scale.replicas)
  }
  const expectedPods = [...owners.values()].reduce((sum, replicas) => sum + replicas, 0)
  if (maxUnavailable !== undefined) {
    const unavailable = scaledValue(maxUnavailable, expectedPods, true) ?? 0
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - unavailable), unmanaged }
  }
  return { expectedPods, desiredHealthy: scaledValue(minAvailable ?? 0, expectedPods, true) ?? 0, unmanaged }
}
