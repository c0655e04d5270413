import type { KubeObject } from '../object/meta.ts'
import type { Cluster, Rejection } from './cluster.ts'

/** Nothing new comes into a namespace that is being deleted. One that nobody made is taken to be there. */
// apiserver: pkg/admission/plugin/namespace/lifecycle/admission.go Admit (v1.36)
export function namespaceLifecycle({ metadata }: KubeObject, cluster: Cluster): Rejection | undefined {
  const { namespace } = metadata
  if (!namespace) return undefined
  if (cluster.find('Namespace', '', namespace)?.metadata.deletionTimestamp === undefined) return undefined
  const message = `unable to create new content in namespace ${namespace} because it is being terminated`
  return { message, path: 'metadata.namespace' }
}

/** Those that nobody may delete. */
export function isImmortalNamespace(name: string): boolean {
  return name === 'default' || name === 'kube-system' || name === 'kube-public'
}
