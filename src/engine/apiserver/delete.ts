import { rfc3339 } from '../../lib/time.ts'
import { isImmortalNamespace } from '../../manifest/admission/namespace-lifecycle.ts'
import { newConflict, newForbidden, newNotFound, newResourceNotFound, type Status } from '../../manifest/api-status.ts'
import type { KubeObject, ObjectMeta } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { decideDelete } from './decide-delete.ts'
import { answer, type Handling, infoOf, refuse } from './handling.ts'
import type { DeleteOptions, ObjectName, PropagationPolicy, Reply, RequestOptions } from './request.ts'
import { stored } from './update.ts'

export const FOREGROUND_FINALIZER = 'foregroundDeletion'
export const ORPHAN_FINALIZER = 'orphan'

/** Kinds that own what they made. Whoever brings another to life adds it. */
export const OWNERS: readonly string[] = [
  'CronJob',
  'Job',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Service',
  // Of claims that go with it.
  'Pod',
]

const FINALIZERS: Readonly<Record<PropagationPolicy, string | undefined>> = {
  Foreground: FOREGROUND_FINALIZER,
  Background: undefined,
  Orphan: ORPHAN_FINALIZER,
}

/** Deletes an object: one with a finalizer is only marked, and goes with the last of them. */
// apiserver: pkg/admission/plugin/namespace/lifecycle/admission.go Admit, pkg/registry/generic/registry/store.go Delete (v1.36)
export function remove(server: Handling, at: ObjectName, body: DeleteOptions, options: RequestOptions): Reply {
  const info = infoOf(server, at)
  if (!info) return refuse(newResourceNotFound())
  if (at.kind === 'Namespace' && isImmortalNamespace(at.name)) {
    return refuse(newForbidden(info, at.name, 'this namespace may not be deleted'))
  }
  const object = server.store.get(at.kind, at.namespace, at.name)
  if (!object) return refuse(newNotFound(info, at.name))
  const refusal = unmet(object, info, body)
  if (refusal) return refuse(refusal)
  if (options.dryRun) return answer(object)
  if (at.kind === 'Pod') return removePod(server, object as Pod, body, options)
  if (at.kind === 'Namespace') return removeNamespace(server, object, options)
  return removeOther(server, object, body, options)
}

// apiserver: pkg/registry/rest/delete.go BeforeDelete (v1.36)
function unmet({ metadata }: KubeObject, info: KindInfo, { preconditions }: DeleteOptions): Status | undefined {
  const { uid, resourceVersion } = preconditions ?? {}
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`
    return newConflict(info, metadata.name, why)
  }
  if (resourceVersion === undefined || resourceVersion === metadata.resourceVersion) return undefined
  const why = `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`
  return newConflict(info, metadata.name, why)
}

function removePod(server: Handling, pod: Pod, body: DeleteOptions, options: RequestOptions): Reply {
  const decision = decideDelete(pod, body, server.world.now)
  if (decision.kind === 'nothing') return answer(pod)
  const { deletionTimestamp, graceSeconds, bumpGeneration } = decision
  // What goes at once is marked first all the same: whoever watches sees one more version of it.
  const metadata: ObjectMeta = {
    ...pod.metadata,
    deletionTimestamp,
    deletionGracePeriodSeconds: graceSeconds,
    generation: (pod.metadata.generation ?? 1) + (bumpGeneration ? 1 : 0),
  }
  const rule = options.rule ?? (graceSeconds === 0 ? 'API-3' : 'API-2')
  return answer(stored(server, pod, { ...pod, metadata }, { ...options, rule }))
}

/** Marks a namespace; it goes once nothing is in it. */
// registry/core/namespace/storage: storage.go Delete (v1.36)
function removeNamespace(server: Handling, namespace: KubeObject, options: RequestOptions): Reply {
  const { metadata } = namespace
  if (metadata.deletionTimestamp !== undefined) return answer(namespace)
  const next = {
    ...namespace,
    metadata: { ...metadata, deletionTimestamp: rfc3339(server.world.now) },
    status: { ...(namespace.status as object | undefined), phase: 'Terminating' },
  }
  return answer(server.store.replace(namespace, next, { rule: 'NAMESPACE-1', ...options }))
}

// apiserver: pkg/registry/generic/registry/store.go deletionFinalizersForGarbageCollection (v1.36)
function removeOther(server: Handling, object: KubeObject, body: DeleteOptions, options: RequestOptions): Reply {
  const { metadata } = object
  const finalizers = new Set(metadata.finalizers)
  // Whatever owns nothing would lose its finalizer at once.
  const policy = body.propagationPolicy ?? 'Background'
  const finalizer = OWNERS.includes(object.kind) ? FINALIZERS[policy] : undefined
  if (finalizer) finalizers.add(finalizer)
  if (finalizers.size === 0) {
    server.store.remove(object, options)
    return answer(object)
  }
  const { deletionTimestamp } = metadata
  if (deletionTimestamp !== undefined && finalizers.size === metadata.finalizers?.length) return answer(object)
  const marked: ObjectMeta = {
    ...metadata,
    finalizers: [...finalizers],
    deletionTimestamp: deletionTimestamp ?? rfc3339(server.world.now),
    deletionGracePeriodSeconds: 0,
  }
  return answer(server.store.replace(object, { ...object, metadata: marked }, options))
}
