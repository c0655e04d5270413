import { type FieldError, forbidden, invalid } from '../field-error.ts'
import { child } from '../path.ts'
import type { ObjectMeta } from './meta.ts'

/** What only the server may say, taken from the version that is there. Changes the metadata it is given. */
// apiserver: pkg/registry/rest/update.go BeforeUpdate (v1.36)
export function keepServerFields(next: ObjectMeta, old: ObjectMeta): void {
  const kept = next as { -readonly [K in keyof ObjectMeta]: ObjectMeta[K] | undefined }
  kept.generation = old.generation
  kept.uid ||= old.uid
  if (old.creationTimestamp !== undefined) kept.creationTimestamp = old.creationTimestamp
  if (old.deletionTimestamp !== undefined) kept.deletionTimestamp = old.deletionTimestamp
  kept.deletionGracePeriodSeconds ??= old.deletionGracePeriodSeconds
  for (const field of Object.keys(next) as (keyof ObjectMeta)[]) if (next[field] === undefined) delete next[field]
  for (const field of ['selfLink', 'managedFields']) delete (next as unknown as Record<string, unknown>)[field]
}

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
