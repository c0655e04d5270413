import type { PodTemplate } from '../../../manifest/object/job.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../../manifest/object/meta.ts'
import { isDNS1123Subdomain } from '../../../manifest/object/name.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { newControllerRef } from './claim-pods.ts'

/** What a Pod of a template is to be like; its name is drawn when it is made. */
// controller-manager: pkg/controller/controller_utils.go GetPodFromTemplate (v1.36)
export function podFromTemplate(owner: KubeObject, { metadata, spec }: PodTemplate): Pod {
  const { labels, annotations, finalizers } = metadata ?? {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      generateName: podsPrefix(owner.metadata.name),
      namespace: owner.metadata.namespace ?? DEFAULT_NAMESPACE,
      ...(labels && Object.keys(labels).length > 0 ? { labels: { ...labels } } : {}),
      ...(annotations && Object.keys(annotations).length > 0 ? { annotations: { ...annotations } } : {}),
      ...(finalizers && finalizers.length > 0 ? { finalizers: [...finalizers] } : {}),
      ownerReferences: [newControllerRef(owner)],
    },
    spec: { ...spec },
    status: { phase: 'Pending' },
  }
}

/** What every name of the owner's Pods begins with. */
// controller-manager: pkg/controller/controller_utils.go getPodsPrefix (v1.36)
function podsPrefix(name: string): string {
  return isDNS1123Subdomain(`${name}-x`).length === 0 ? `${name}-` : name
}
