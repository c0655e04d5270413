import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/api-server.ts'
import { type BudgetStatus, budgetOf, budgetStatus, selects } from './budget-status.ts'

const BY = { by: 'disruption-controller', rule: 'PDB-1' } as const
const NOTHING_ALLOWED: BudgetStatus = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, disruptionsAllowed: 0 }

/** Keeps the status of each PodDisruptionBudget: how many of its Pods are well, and how many may go. */
// controller-manager: pkg/controller/disruption/disruption.go (v1.36)
export class DisruptionController {
  readonly #api: ApiServer

  constructor(api: ApiServer) {
    this.#api = api
    api.watch('PodDisruptionBudget', ({ object, type }) => {
      if (type !== 'DELETED') this.#sync(object.metadata.namespace ?? 'default', object.metadata.name)
    })
    api.watch('Pod', ({ object }) => {
      const { namespace = 'default' } = object.metadata
      for (const budget of api.list('PodDisruptionBudget', namespace)) {
        if (selects(budgetOf(budget), object as Pod)) this.#sync(namespace, budget.metadata.name)
      }
    })
  }

  // controller-manager: disruption.go trySync (v1.36)
  #sync(namespace: string, name: string): void {
    this.#api.update('PodDisruptionBudget', namespace, name, BY, (budget) => {
      const spec = budgetOf(budget)
      const pods = (this.#api.list('Pod', namespace) as readonly Pod[]).filter((pod) => selects(spec, pod))
      const made = budgetStatus(spec, pods, (pod) => this.#scaleOf(pod))
      const status = { ...(typeof made === 'string' ? NOTHING_ALLOWED : made), observedGeneration: 1 }
      return JSON.stringify(budget.status) === JSON.stringify(status) ? budget : { ...budget, status }
    })
  }

  // controller-manager: disruption.go finders: getPodReplicaSet, getPodDeployment, getPodStatefulSet … (v1.36)
  #scaleOf(pod: Pod): { uid: string; replicas: number } | undefined {
    let owner = this.#ownerOf(pod)
    // A ReplicaSet of a Deployment is only a means of its.
    const above = owner && this.#ownerOf(owner)
    if (above) owner = above
    const replicas = (owner?.spec as { replicas?: number } | undefined)?.replicas
    return owner?.metadata.uid === undefined || replicas === undefined
      ? undefined
      : { uid: owner.metadata.uid, replicas }
  }

  #ownerOf({ metadata }: KubeObject): KubeObject | undefined {
    const reference = metadata.ownerReferences?.find(({ controller }) => controller)
    if (!reference) return undefined
    const owner = this.#api.get(reference.kind, metadata.namespace ?? 'default', reference.name)
    return owner?.metadata.uid === reference.uid ? owner : undefined
  }
}
