import type { KubeObject } from '../../manifest/object/meta.ts'

const ROOT_CA = 'kube-root-ca.crt'

/**
 * What is in every namespace because a controller of the cluster keeps it there, from the first moment on and whoever
 * takes it away. Nothing about it ever changes, so that it is no part of the trace.
 */
// kube-controller-manager: pkg/controller/certificates/rootcacertpublisher/publisher.go (v1.36)
export function publishedObject(kind: string, namespace: string, name: string): KubeObject | undefined {
  if (kind !== 'ConfigMap' || name !== ROOT_CA || namespace === '') return undefined
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace },
    data: { 'ca.crt': 'simulated-certificate\n' },
  }
}
