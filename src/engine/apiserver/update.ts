import { admitUpdate } from '../../manifest/admission/update.ts'
import { newNotFound, newResourceNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { patchObject } from '../../manifest/patch/patch-object.ts'
import { readBody } from '../../manifest/read-body.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { answer, type Handling, infoOf, refuse } from './handling.ts'
import { finalize } from './registry/namespace.ts'
import type { ObjectName, PatchBody, Reply, RequestOptions, Subresource } from './request.ts'

interface At extends ObjectName {
  readonly subresource?: Subresource | undefined
}

// apiserver: pkg/endpoints/handlers/update.go, pkg/registry/generic/registry/store.go Update (v1.36)
export function update(server: Handling, at: At, body: KubeObject, options: RequestOptions): Reply {
  const found = find(server, at)
  if ('status' in found) return refuse(found.status)
  const { fieldValidation } = options
  // A Scale is of a kind of its own.
  if (!fieldValidation || at.subresource === 'scale') return write(server, found, at.subresource, body, options)
  const read = readBody(body, found.info, fieldValidation)
  if (!read.object) return refuse(read.status, read.warnings)
  const reply = write(server, found, at.subresource, read.object, options)
  return { ...reply, warnings: [...read.warnings, ...reply.warnings] }
}

// apiserver: pkg/endpoints/handlers/patch.go (v1.36)
export function patch(server: Handling, at: At, body: PatchBody, options: RequestOptions): Reply {
  const found = find(server, at)
  if ('status' in found) return refuse(found.status)
  const { current, info } = found
  const read = patchObject(current, info, body, options.fieldValidation)
  if ('status' in read) return refuse(read.status)
  const reply = write(server, found, at.subresource, read.asked, options, true)
  return { ...reply, warnings: [...read.warnings, ...reply.warnings] }
}

interface Found {
  readonly current: KubeObject
  readonly info: KindInfo
}

function find(server: Handling, at: At): Found | { readonly status: ReturnType<typeof newNotFound> } {
  const current = server.store.get(at.kind, at.namespace, at.name)
  const info = infoOf(server, at, current)
  if (!info) return { status: newResourceNotFound() }
  return current ? { current, info } : { status: newNotFound(info, at.name) }
}

function write(
  server: Handling,
  { current, info }: Found,
  subresource: Subresource | undefined,
  asked: KubeObject,
  options: RequestOptions,
  patched = false,
): Reply {
  const { cluster, world } = server
  if (subresource === 'finalize') return finalize(server, current, asked, options)
  const body = subresource === 'scale' ? withReplicas(current, asked) : asked
  if (!body) return refuse(newResourceNotFound())
  const door = subresource === 'scale' ? undefined : subresource
  const verdict = admitUpdate(current, body, { info, door, patched, cluster, now: world.now })
  const { warnings } = verdict
  if (verdict.refusal) return refuse(verdict.refusal.status ?? newResourceNotFound(), warnings)
  const { object } = verdict
  if (object === current || options.dryRun) return answer(object, warnings)
  return answer(stored(server, current, object, options), warnings)
}

/** What has waited for its last finalizer goes with it. */
// apiserver: pkg/registry/generic/registry/store.go ShouldDeleteDuringUpdate (v1.36)
export function stored(server: Handling, old: KubeObject, next: KubeObject, options: RequestOptions): KubeObject {
  const written = server.store.replace(old, next, options)
  const { deletionTimestamp, finalizers = [], deletionGracePeriodSeconds } = written.metadata
  if (deletionTimestamp && finalizers.length === 0 && deletionGracePeriodSeconds === 0) {
    server.store.remove(written, options)
  }
  return written
}

/** Kinds that can be asked for more or fewer of what they make. */
const SCALED = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'])

// registry/apps/deployment: storage/storage.go ScaleREST.Update (v1.36)
function withReplicas(current: KubeObject, scale: KubeObject): KubeObject | undefined {
  if (!SCALED.has(current.kind)) return undefined
  const { replicas = 0 } = (scale.spec ?? {}) as { replicas?: number }
  const { resourceVersion } = scale.metadata ?? {}
  const metadata = resourceVersion ? { ...current.metadata, resourceVersion } : current.metadata
  return { ...current, metadata, spec: { ...(current.spec as object), replicas } }
}
