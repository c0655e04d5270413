import type { Deployment } from '../../../manifest/object/deployment.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { WriteReason } from '../../apiserver/request.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import { adopted, claimPod, type MetadataChange, released } from '../base/claim-pods.ts'

/**
 * The ReplicaSets of a Deployment. Those that it selects and that have no controller become its own; those of its own
 * that it does not select any more are let go.
 */
// controller-manager: pkg/controller/controller_ref_manager.go ReplicaSetControllerRefManager.ClaimReplicaSets (v1.36)
export function claimReplicaSets(api: ApiServer, deployment: Deployment, reason: WriteReason): ReplicaSet[] {
  const { namespace = DEFAULT_NAMESPACE } = deployment.metadata
  const { selector } = deployment.spec
  const patch = ({ metadata }: ReplicaSet, change: MetadataChange) =>
    api.update('ReplicaSet', namespace, metadata.name, reason, (current) => ({
      ...current,
      metadata: change(current.metadata),
    }))
  const own: ReplicaSet[] = []
  for (const each of api.list('ReplicaSet', namespace)) {
    const selected = selector !== undefined && matches(selector, each.metadata.labels ?? {})
    const claim = claimPod(deployment, each, selected)
    if (claim === 'keep') own.push(each)
    if (claim === 'release') patch(each, released(deployment))
    const mine = claim === 'adopt' ? patch(each, adopted(deployment)) : undefined
    if (mine) own.push(mine)
  }
  return own
}
