import { rfc3339, type Time } from '../../lib/time.ts'
import type { ApiServer, WriteReason } from './api-server.ts'
import { deletePod } from './delete-pod.ts'

/** Whether dependents go first, go after, or stay. */
export type Propagation = 'Foreground' | 'Background' | 'Orphan'

export const FOREGROUND_FINALIZER = 'foregroundDeletion'
export const ORPHAN_FINALIZER = 'orphan'

/** Kinds that own what they made. Whoever brings another to life adds it. */
export const OWNERS: readonly string[] = ['CronJob', 'Job', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']

export interface ObjectName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

const FINALIZERS: Readonly<Record<Propagation, string | undefined>> = {
  Foreground: FOREGROUND_FINALIZER,
  Background: undefined,
  Orphan: ORPHAN_FINALIZER,
}

/** Deletes an object of any kind: one with a finalizer is only marked, and goes with the last of them. False: there is none. */
// apiserver: pkg/registry/generic/registry/store.go Delete, deletionFinalizersForGarbageCollection (v1.36)
export function deleteObject(
  api: ApiServer,
  { kind, namespace, name }: ObjectName,
  propagation: Propagation,
  now: Time,
  reason: WriteReason,
): boolean {
  if (kind === 'Pod') return deletePod(api, namespace, name, {}, now, reason)
  const object = api.get(kind, namespace, name)
  if (!object) return false
  const { metadata } = object
  const finalizers = new Set(metadata.finalizers)
  // Whatever owns nothing would lose its finalizer at once.
  const finalizer = OWNERS.includes(kind) ? FINALIZERS[propagation] : undefined
  if (finalizer) finalizers.add(finalizer)
  if (finalizers.size === 0) return api.remove(kind, namespace, name, reason)
  if (metadata.deletionTimestamp !== undefined && finalizers.size === metadata.finalizers?.length) return true
  api.update(kind, namespace, name, reason, (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      finalizers: [...finalizers],
      deletionTimestamp: metadata.deletionTimestamp ?? rfc3339(now),
      deletionGracePeriodSeconds: 0,
    },
  }))
  return true
}
