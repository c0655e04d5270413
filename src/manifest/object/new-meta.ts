import type { KindInfo } from '../schema/kinds.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from './meta.ts'

const OF_THE_SERVER = [
  ...['uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'],
  ...['generation', 'selfLink', 'managedFields'],
] as const

/** Takes away what only the server may say of a new object, and gives it its namespace. Changes the object. */
// apiserver: pkg/registry/rest/create.go BeforeCreate (v1.36)
export function beginMeta({ metadata }: KubeObject, info: KindInfo): void {
  const fields = metadata as unknown as Record<string, unknown>
  for (const field of OF_THE_SERVER) if (Object.hasOwn(fields, field)) delete fields[field]
  if (info.namespaced) metadata.namespace ||= DEFAULT_NAMESPACE
  else delete metadata.namespace
}
