import { byteLength } from '../admission/object-size.ts'
import { type FieldError, forbidden, invalid, required, tooLong } from '../field-error.ts'
import { child, keyed } from '../path.ts'
import type { ObjectMeta } from './meta.ts'
import { isDNS1123Label, isQualifiedName, isValidLabelValue } from './name.ts'

const MOST_ANNOTATION_BYTES = 256 * 1024

// apimachinery: pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor (v1.36)
export function validateObjectMeta(
  meta: Partial<ObjectMeta>,
  namespaced: boolean,
  nameErrors: (name: string) => string[],
  path: string,
): FieldError[] {
  const errors: FieldError[] = []
  if (meta.generateName) {
    // What is generated is appended: the stem may end in a dash.
    const stem = meta.generateName.replace(/-+$/, 'a')
    for (const wrong of nameErrors(stem)) errors.push(invalid(child(path, 'generateName'), meta.generateName, wrong))
  }
  if (!meta.name) errors.push(required(child(path, 'name'), 'name or generateName is required'))
  else for (const wrong of nameErrors(meta.name)) errors.push(invalid(child(path, 'name'), meta.name, wrong))
  const namespacePath = child(path, 'namespace')
  if (!namespaced) {
    if (meta.namespace) errors.push(forbidden(namespacePath, 'not allowed on this type'))
  } else if (!meta.namespace) errors.push(required(namespacePath))
  else for (const wrong of isDNS1123Label(meta.namespace)) errors.push(invalid(namespacePath, meta.namespace, wrong))
  errors.push(...validateLabels(meta.labels, child(path, 'labels')))
  errors.push(...validateAnnotations(meta.annotations, child(path, 'annotations')))
  return errors
}

// apimachinery: pkg/apis/meta/v1/validation/validation.go ValidateLabels (v1.36)
export function validateLabels(labels: Readonly<Record<string, string>> | undefined, path: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const near = keyed(path, key)
    return [
      ...isQualifiedName(key).map((wrong) => ({ ...invalid(path, key, wrong), near })),
      ...isValidLabelValue(value).map((wrong) => ({ ...invalid(path, value, wrong), near })),
    ]
  })
}

// apimachinery: pkg/api/validation/objectmeta.go ValidateAnnotations (v1.36)
export function validateAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: string,
): FieldError[] {
  const errors: FieldError[] = []
  let size = 0
  for (const [key, value] of Object.entries(annotations ?? {})) {
    // Upstream lowers the key: upper case is allowed in the prefix.
    const near = keyed(path, key)
    errors.push(...isQualifiedName(key.toLowerCase()).map((wrong) => ({ ...invalid(path, key, wrong), near })))
    size += byteLength(key) + byteLength(value)
  }
  if (size > MOST_ANNOTATION_BYTES) errors.push(tooLong(path, MOST_ANNOTATION_BYTES))
  return errors
}
