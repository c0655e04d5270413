import { type FieldError, forbidden, invalid } from '../field-error.ts'
import { child } from '../path.ts'
import type { ObjectMeta } from './meta.ts'

/** What only the server may say, taken from the version that is there. Changes the metadata it is given. */
// apiserver: pkg/registry/rest/update.go BeforeUpdate (v1.36)
export function keepServerFields(next: ObjectMeta, old: ObjectMeta): void {
  const { generation, uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } = old
  if (generation !== undefined) next.generation = generation
  if (!next.uid && uid !== undefined) next.uid = uid
  if (creationTimestamp !== undefined) next.creationTimestamp = creationTimestamp
  if (deletionTimestamp !== undefined) next.deletionTimestamp = deletionTimestamp
  if (deletionGracePeriodSeconds !== undefined) next.deletionGracePeriodSeconds ??= deletionGracePeriodSeconds
  const fields = next as unknown as Record<string, unknown>
  // An object that loses a field is slow from then on: nearly all have nothing to lose.
  for (const field of Object.keys(fields)) {
    if (fields[field] === undefined || NOT_KEPT.has(field)) delete fields[field]
  }
  if (generation === undefined && 'generation' in next) delete next.generation
}

const NOT_KEPT = new Set(['selfLink', 'managedFields'])

const IMMUTABLE = ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp'] as const

// apimachinery: pkg/api/validation/objectmeta.go ValidateObjectMetaAccessorUpdate (v1.36)
export function validateObjectMetaUpdate(next: ObjectMeta, old: ObjectMeta, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (old.deletionTimestamp !== undefined) {
    const added = (next.finalizers ?? []).filter((each) => !old.finalizers?.includes(each))
    if (added.length > 0) {
      const list = `[]string{${added.map((each) => JSON.stringify(each)).join(', ')}}`
      const detail = `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`
      errors.push(forbidden(child(path, 'finalizers'), detail))
    }
  }
  for (const field of IMMUTABLE) {
    if (next[field] === old[field]) continue
    const value = next[field] ?? (field.endsWith('Timestamp') ? undefined : '')
    errors.push(invalid(child(path, field), value, 'field is immutable'))
  }
  if (next.deletionGracePeriodSeconds !== old.deletionGracePeriodSeconds) {
    errors.push(
      invalid(child(path, 'deletionGracePeriodSeconds'), next.deletionGracePeriodSeconds, 'field is immutable'),
    )
  }
  return errors
}
