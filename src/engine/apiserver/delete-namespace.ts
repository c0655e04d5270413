import { rfc3339, type Time } from '../../lib/time.ts'
import type { ApiServer, WriteReason } from './api-server.ts'

/** Marks a namespace; it goes once nothing is in it. False: there is none of that name. */
// registry/core/namespace/storage: storage.go Delete (v1.36)
export function deleteNamespace(api: ApiServer, name: string, now: Time, reason: WriteReason): boolean {
  const namespace = api.get('Namespace', '', name)
  if (!namespace) return false
  if (namespace.metadata.deletionTimestamp !== undefined) return true
  api.update('Namespace', '', name, { rule: 'NAMESPACE-1', ...reason }, (current) => ({
    ...current,
    metadata: { ...current.metadata, deletionTimestamp: rfc3339(now) },
    status: { ...(current.status as object | undefined), phase: 'Terminating' },
  }))
  return true
}
