import type { Deployment } from '../../../manifest/object/deployment.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { newControllerRef } from '../base/claim-pods.ts'
import { newRSNewReplicas } from './plan-rolling.ts'
import { podTemplateHash } from './pod-template-hash.ts'
import { maxRevision, newReplicaSetAnnotations, POD_TEMPLATE_HASH, replicasAnnotations } from './revisions.ts'

/** DEPLOY-1: the ReplicaSet of a template that has none yet, as large as it may be at once. */
// controller-manager: pkg/controller/deployment/sync.go getNewReplicaSet (v1.36)
export function newReplicaSet(deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet {
  const { metadata, spec, status } = deployment
  const { template, selector, minReadySeconds } = spec
  const hash = podTemplateHash(template, status.collisionCount)
  const labels = { ...template.metadata?.labels, [POD_TEMPLATE_HASH]: hash }
  const made: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
      labels,
      annotations: {
        ...newReplicaSetAnnotations(deployment, {}, maxRevision(old) + 1),
        ...replicasAnnotations(deployment),
      },
      ownerReferences: [newControllerRef(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, [POD_TEMPLATE_HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0 },
  }
  const replicas = newRSNewReplicas(deployment, [...old, made], made)
  return { ...made, spec: { ...made.spec, replicas } }
}
