import type { Pod } from '../../manifest/pod/pod.ts'
import { type BudgetStatus, budgetOf, isHealthy, selects } from '../controllers/disruption/budget-status.ts'
import { withDisruptionTarget } from '../controllers/disruption-target.ts'
import type { World } from '../world/world.ts'
import type { ApiServer } from './api-server.ts'
import { deletePod } from './delete-pod.ts'

const BY = { by: 'eviction API', rule: 'PDB-2' } as const

export type EvictionAnswer =
  | { readonly kind: 'evicted' }
  /** HTTP 429: ask again later. */
  | { readonly kind: 'tooManyRequests'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }

const VIOLATION = "Cannot evict pod as it would violate the pod's disruption budget."

/**
 * What the API server makes of a request to evict a Pod: deleted with its grace, unless a PodDisruptionBudget has to be
 * kept. A Pod that is over, or was never started, is nobody's loss.
 */
// apiserver: pkg/registry/core/pod/storage/eviction.go Create (v1.36)
export function evictPod(world: World, api: ApiServer, pod: Pod): EvictionAnswer {
  const { namespace = 'default', name } = pod.metadata
  const { phase } = pod.status
  const careless =
    phase === 'Succeeded' || phase === 'Failed' || phase === 'Pending' || pod.metadata.deletionTimestamp !== undefined
  if (!careless) {
    const budgets = api.list('PodDisruptionBudget', namespace).filter((budget) => selects(budgetOf(budget), pod))
    const [budget, another] = budgets
    if (another) {
      const message = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'
      return { kind: 'error', message }
    }
    if (budget) {
      const spec = budgetOf(budget)
      const status = (budget.status ?? {}) as Partial<BudgetStatus>
      const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = status
      const unhealthyMayGo =
        !isHealthy(pod) &&
        (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' || (currentHealthy >= desiredHealthy && desiredHealthy > 0))
      if (!unhealthyMayGo) {
        if (disruptionsAllowed <= 0) return { kind: 'tooManyRequests', message: VIOLATION }
        api.update('PodDisruptionBudget', namespace, budget.metadata.name, BY, (current) => ({
          ...current,
          status: { ...(current.status as BudgetStatus), disruptionsAllowed: disruptionsAllowed - 1 },
        }))
      }
    }
  }
  const { now } = world
  api.update<Pod>('Pod', namespace, name, BY, (current) =>
    withDisruptionTarget(current, 'EvictionByEvictionAPI', 'Eviction API: evicting', now),
  )
  deletePod(api, namespace, name, {}, now, { by: BY.by })
  return { kind: 'evicted' }
}
