import { copyOf } from '../../lib/copy-of.ts'
import type { Time } from '../../lib/time.ts'
import { ApiRefusal, badRequest, forbiddenError, invalidObject } from '../api-error.ts'
import { newConflict, newResourceNotFound, statusOf } from '../api-status.ts'
import { type FieldError, fieldErrorText } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { keepServerFields, validateObjectMetaUpdate } from '../object/validate-meta-update.ts'
import { metadataErrors } from '../registry/metadata-errors.ts'
import { strategyOf } from '../registry/registry.ts'
import type { Door, Strategy } from '../registry/strategy.ts'
import { sameMeaning } from '../same-meaning.ts'
import type { KindInfo } from '../schema/kinds.ts'
import type { Cluster } from './cluster.ts'
import { tooLargeToStore } from './object-size.ts'
import { mutatingUpdateAdmission, updateAdmission } from './plugins.ts'

export type UpdateVerdict =
  /** The very `old` where nothing changes. */
  | { readonly object: KubeObject; readonly refusal?: undefined; readonly warnings: readonly string[] }
  | { readonly refusal: ApiRefusal; readonly warnings: readonly string[] }

export interface UpdateRequest {
  readonly info: KindInfo
  /** Undefined: all but the status, of a kind whose status has a door of its own. */
  readonly door?: Door | undefined
  /** Somebody has written down the change. What components say of an object's status is short. */
  readonly patched?: boolean
  readonly cluster: Cluster
  readonly now: Time
}

/** What the API server makes of an object that is to take the place of `old`. Neither is changed; what is new may share with both. */
// apiserver: pkg/endpoints/handlers/patch.go applyPatch, pkg/registry/rest/update.go BeforeUpdate (v1.36): in their order
export function admitUpdate(
  old: KubeObject,
  asked: KubeObject,
  { info, door, patched = false, cluster, now }: UpdateRequest,
): UpdateVerdict {
  const strategy = strategyOf(info)
  const through = door === undefined ? strategy : strategy.doors[door]
  if (!through) return refused(new ApiRefusal(newResourceNotFound()))
  const changed = door !== undefined || !hasContentOf(old, asked)
  const whole = door === undefined && changed
  const given = whole ? defaulted(asked, strategy) : withOwnMetadata(asked)
  if (whole) mutatingUpdateAdmission(given, old)
  const mismatch = identityError(old, given, info)
  if (mismatch) return refused(mismatch)
  keepServerFields(given.metadata, old.metadata)
  const next = through.prepareForUpdate(given, old)
  const errors = [
    ...validateObjectMetaUpdate(next.metadata, old.metadata, 'metadata'),
    ...changedMetadataErrors(old, next, info),
    // A status has its own rules, as have the other doors.
    ...(whole ? newErrors(next, old, (object) => strategy.validate(object)) : []),
    ...(changed ? through.validateUpdate(next, old) : []),
  ]
  if (errors.length > 0) return refused(invalidObject({ ...next, metadata: old.metadata }, info, errors))
  if (sameMeaning(next, old)) return { object: old, warnings: [] }
  const tooLarge = changed && (door !== 'status' || patched) ? tooLargeToStore(next) : undefined
  if (tooLarge) return refused(tooLarge)
  const { rejection, warnings } = updateAdmission(old, next, { info, door, cluster, now })
  if (rejection) return { refusal: forbiddenError(next.metadata.name, info, rejection), warnings }
  return { object: next, warnings }
}

function refused(refusal: ApiRefusal): UpdateVerdict {
  return { refusal, warnings: [] }
}

/** Of which object it is, and of which version of it. Fills in what the object that is asked for leaves out. */
// apiserver: pkg/endpoints/handlers/rest.go checkName; pkg/registry/generic/registry/store.go Update (v1.36)
function identityError(old: KubeObject, { metadata }: KubeObject, info: KindInfo): ApiRefusal | undefined {
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
    return new ApiRefusal(statusOf('', `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`))
  }
  return new ApiRefusal(newConflict(info, name, MODIFIED))
}

// apiserver: pkg/registry/generic/registry/store.go OptimisticLockErrorMsg (v1.36)
const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again'

/** Whether an object is, in all but metadata and status, made of the very parts of another: then nothing of it is new. */
function hasContentOf(old: KubeObject, next: KubeObject): boolean {
  const isOwn = (field: string) => field !== 'metadata' && field !== 'status'
  return (
    Object.keys(next).every((field) => !isOwn(field) || next[field] === old[field]) &&
    Object.keys(old).every((field) => !isOwn(field) || Object.hasOwn(next, field))
  )
}

function defaulted(object: KubeObject, strategy: Strategy): KubeObject {
  const copy = copyOf(object)
  strategy.setDefaults(copy)
  return copy
}

function withOwnMetadata(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata } }
}

/** What was good enough to be stored stays so: only what a change brings is judged. */
function newErrors<T>(next: T, old: T, errorsOf: (part: T) => readonly FieldError[]): readonly FieldError[] {
  const errors = errorsOf(next)
  if (errors.length === 0) return errors
  const known = new Set(errorsOf(old).map(fieldErrorText))
  return errors.filter((error) => !known.has(fieldErrorText(error)))
}

function changedMetadataErrors({ metadata: old }: KubeObject, { metadata: next }: KubeObject, info: KindInfo) {
  const same = old.labels === next.labels && old.annotations === next.annotations
  return same ? [] : newErrors(next, old, (metadata) => metadataErrors(metadata, info))
}
