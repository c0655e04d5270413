import { ApiRefusal } from '../api-error.ts'
import { newNotFound } from '../api-status.ts'
import type { KubeObject } from '../object/meta.ts'
import type { Cluster, Rejection } from './cluster.ts'

/** Nothing new comes into a namespace that is being deleted. */
// apiserver: pkg/admission/plugin/namespace/lifecycle/admission.go Admit (v1.36)
export function namespaceLifecycle({ metadata }: KubeObject, cluster: Cluster): Rejection | undefined {
  const { namespace } = metadata
  if (!namespace) return undefined
  if (cluster.find('Namespace', '', namespace)?.metadata.deletionTimestamp === undefined) return undefined
  const message = `unable to create new content in namespace ${namespace} because it is being terminated`
  return { message, path: 'metadata.namespace' }
}

const NAMESPACES = { apiVersion: 'v1', resource: 'namespaces' }
const SERVED_NAMESPACES = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease'])

/** Nothing comes into a namespace that is not there; some are in every cluster. */
export function namespaceNotFound({ metadata: { namespace } }: KubeObject, cluster: Cluster): ApiRefusal | undefined {
  if (!namespace || SERVED_NAMESPACES.has(namespace) || cluster.find('Namespace', '', namespace)) return undefined
  return new ApiRefusal(newNotFound(NAMESPACES, namespace), { path: 'metadata.namespace' })
}

/** Those that nobody may delete. */
export function isImmortalNamespace(name: string): boolean {
  return name === 'default' || name === 'kube-system' || name === 'kube-public'
}
