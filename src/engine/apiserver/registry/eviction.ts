import { newNotFound, type Status, statusOf } from '../../../manifest/api-status.ts'
import { type BudgetStatus, budgetOf, selects } from '../../../manifest/object/disruption-budget.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'
import { withDisruptionTarget } from '../disruption-target.ts'
import { answer, type Handling, infoOf, refuse } from '../handling.ts'
import type { DeleteOptions, ObjectName, Reply, RequestOptions } from '../request.ts'

const BY = { by: { name: 'eviction API' }, rule: 'PDB-2' } as const

/**
 * Deletes a Pod with its grace, unless a PodDisruptionBudget has to be kept. A Pod that is over, or was never started,
 * is nobody's loss.
 */
// apiserver: pkg/registry/core/pod/storage/eviction.go Create (v1.36)
export function evict(
  server: Handling,
  at: ObjectName,
  body: DeleteOptions,
  { dryRun = false }: RequestOptions,
): Reply {
  const info = infoOf(server, at)
  if (!info) throw new Error('Pods are always served')
  const pod = server.store.get('Pod', at.namespace, at.name) as Pod | undefined
  if (!pod) return refuse(newNotFound(info, at.name))
  const { phase } = pod.status
  const careless = isTerminal(phase) || phase === 'Pending' || pod.metadata.deletionTimestamp !== undefined
  const refusal = careless ? undefined : spend(server, pod, dryRun)
  if (refusal) return refuse(refusal)
  if (dryRun) return answer(pod)
  const marked = withDisruptionTarget(pod, 'EvictionByEvictionAPI', 'Eviction API: evicting', server.world.now)
  server.request({ verb: 'update', ...at, subresource: 'status', body: marked }, BY)
  return server.request({ verb: 'delete', ...at, body }, { by: BY.by })
}

/** Takes one of the disruptions that the Pod's budget allows. */
function spend({ store, request }: Handling, pod: Pod, dryRun: boolean): Status | undefined {
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  const [budget, another] = store.list('PodDisruptionBudget', namespace).filter((each) => selects(budgetOf(each), pod))
  if (another) {
    const message = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'
    return statusOf('InternalError', message)
  }
  if (!budget) return undefined
  const status = (budget.status ?? {}) as Partial<BudgetStatus>
  const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = status
  const unhealthyMayGo =
    !isPodReady(pod) &&
    (budgetOf(budget).unhealthyPodEvictionPolicy === 'AlwaysAllow' ||
      (currentHealthy >= desiredHealthy && desiredHealthy > 0))
  if (unhealthyMayGo) return undefined
  if (disruptionsAllowed <= 0) return violation(budget, desiredHealthy, currentHealthy)
  if (dryRun) return undefined
  const { name } = budget.metadata
  const body = { ...budget, status: { ...status, disruptionsAllowed: disruptionsAllowed - 1 } }
  request({ verb: 'update', kind: 'PodDisruptionBudget', namespace, name, subresource: 'status', body }, BY)
  return undefined
}

// apiserver: pkg/registry/core/pod/storage/eviction.go createTooManyRequestsError, checkAndDecrement (v1.36)
function violation({ metadata: { name } }: KubeObject, desired: number, current: number): Status {
  const message = `The disruption budget ${name} needs ${desired} healthy pods and has ${current} currently`
  return statusOf('TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: 'DisruptionBudget', message, field: '' }],
  })
}
