import { ApiRefusal, badRequest, invalidObject } from '../api-error.ts'
import { type FieldError, fieldErrorText } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import type { ServiceSpec } from '../object/service.ts'
import { keepServerFields, validateObjectMetaUpdate } from '../object/validate-meta-update.ts'
import { validateUpdate } from '../object/validate-update.ts'
import type { Pod } from '../pod/pod.ts'
import { completeStatus, validatePodStatus } from '../pod/stored-status.ts'
import { groupResource, type KindInfo } from '../schema/kinds.ts'
import { semanticText } from '../semantic-text.ts'
import { storedErrors } from './create.ts'
import { tooLargeToStore } from './object-size.ts'

export type UpdateVerdict =
  /** The very `old` where nothing changes. */
  { readonly object: KubeObject } | { readonly refusal: ApiRefusal }

/** What the API server makes of an object that is to take the place of `old`, which is left as it is. */
// apiserver: pkg/endpoints/handlers/patch.go applyPatch, pkg/registry/rest/update.go BeforeUpdate (v1.36): in their order
export function admitUpdate(
  old: KubeObject,
  asked: KubeObject,
  info: KindInfo,
  subresource: 'status' | undefined = undefined,
): UpdateVerdict {
  const next = copyOf(asked)
  const { metadata } = next
  const mismatch = identityError(old, next, info)
  if (mismatch) return { refusal: mismatch }
  keepServerFields(metadata, old.metadata)
  const stored = subresource === 'status' ? withStatus(old, next) : withoutStatus(old, next)
  const before = copyOf(old)
  const errors = [...validateObjectMetaUpdate(metadata, old.metadata, 'metadata'), ...newErrors(before, stored, info)]
  if (subresource !== 'status') errors.push(...validateUpdate(before, stored))
  else if (stored.kind === 'Pod') errors.push(...validatePodStatus((stored as Partial<Pod>).status ?? {}, 'status'))
  if (errors.length > 0) return { refusal: invalidObject({ ...stored, metadata: old.metadata }, info, errors) }
  if (semanticText(stored) === semanticText(before)) return { object: old }
  const specChanged = semanticText(stored.spec) !== semanticText(before.spec)
  if (specChanged) metadata.generation = (old.metadata.generation ?? 1) + 1
  const tooLarge = tooLargeToStore(stored)
  return tooLarge ? { refusal: tooLarge } : { object: stored }
}

/** Of which object it is, and of which version of it. Fills in what the object that is asked for leaves out. */
// apiserver: pkg/endpoints/handlers/rest.go checkName; pkg/registry/generic/registry/store.go Update (v1.36)
export function identityError(old: KubeObject, { metadata }: KubeObject, info: KindInfo): ApiRefusal | undefined {
  const { name, namespace = '' } = old.metadata
  if (info.namespaced) {
    metadata.namespace ||= namespace
    if (metadata.namespace !== namespace) {
      return badRequest('the namespace of the provided object does not match the namespace sent on the request')
    }
  } else delete metadata.namespace
  if (!metadata.name) {
    return badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  }
  if (metadata.name !== name) {
    return badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`)
  }
  const version = metadata.resourceVersion || old.metadata.resourceVersion
  if (version !== undefined) metadata.resourceVersion = version
  if (version === old.metadata.resourceVersion) return undefined
  if (!/^\d+$/.test(version ?? '')) {
    return new ApiRefusal('', `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`)
  }
  const message = `Operation cannot be fulfilled on ${groupResource(info)} "${name}": the object has been modified; please apply your changes to the latest version and try again`
  return new ApiRefusal('Conflict', message)
}

/** What was good enough to be stored stays so: only what a change brings is judged. Both get their defaults. */
function newErrors(old: KubeObject, next: KubeObject, info: KindInfo): FieldError[] {
  const before = new Set(errorsOf(old, info).map(fieldErrorText))
  return errorsOf(next, info).filter((error) => !before.has(fieldErrorText(error)))
}

/** Defaults are for new objects, too, which have no status yet: this one has. */
function errorsOf(object: KubeObject, info: KindInfo): readonly FieldError[] {
  const { status } = object
  const errors = storedErrors(object, info)
  if (status === undefined) delete object.status
  else object.status = status
  return errors
}

function withoutStatus(old: KubeObject, next: KubeObject): KubeObject {
  if (old.status === undefined) delete next.status
  else next.status = old.status
  if (next.kind === 'Service') {
    next.spec ??= {}
    keepAddress((old.spec ?? {}) as ServiceSpec, next.spec as ServiceSpec)
  }
  return next
}

/** An address that nobody mentions stays; whoever changes one means the list of them, too. */
// registry/core/service: strategy.go patchAllocatedValues, storage/storage.go normalizeClusterIPs (v1.36)
function keepAddress(old: ServiceSpec, next: ServiceSpec): void {
  if (!old.clusterIP || next.type === 'ExternalName') return
  next.clusterIP ||= old.clusterIP
  next.clusterIPs = [next.clusterIP]
}

/** Whoever writes a status writes nothing else, but for labels and the like. */
// registry/core/pod: strategy.go podStatusStrategy.PrepareForUpdate, and of the other kinds (v1.36)
function withStatus(old: KubeObject, next: KubeObject): KubeObject {
  const { ownerReferences } = old.metadata
  const metadata = { ...next.metadata, ...(ownerReferences ? { ownerReferences } : {}) }
  if (!ownerReferences) delete metadata.ownerReferences
  next.metadata = metadata
  const stored: KubeObject = { ...copyOf(old), metadata }
  if (next.status === undefined) delete stored.status
  else stored.status = next.kind === 'Pod' ? completeStatus((next as Pod).status) : next.status
  return stored
}

function copyOf(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object)) as KubeObject
}
