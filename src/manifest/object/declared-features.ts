import { byteLength } from '../admission/object-size.ts'
import { duplicate, type FieldError, invalid } from '../field-error.ts'
import { item } from '../path.ts'

const MOST_BYTES = 253
const FORM = /^[A-Z][a-zA-Z0-9]*(?:\/[a-zA-Z][a-zA-Z0-9]*)*$/

/** What a kubelet can do that others may not: names, sorted. */
// apis/core/validation: validation.go validateNodeDeclaredFeatures (v1.36)
export function validateDeclaredFeatures(features: readonly string[], path: string): FieldError[] {
  const errors: FieldError[] = []
  for (const [index, feature] of features.entries()) {
    const at = item(path, index)
    const before = features[index - 1]
    if (before === feature) errors.push(duplicate(at, feature))
    else if (before !== undefined && before > feature) {
      errors.push(invalid(at, feature, 'list must be sorted alphabetically'))
    }
    const wrong = nameError(feature)
    if (wrong !== undefined)
      errors.push(invalid(at, feature, `invalid feature name ${JSON.stringify(feature)}: ${wrong}`))
  }
  return errors
}

// apis/core/validation: validation.go validateNodeDeclaredFeatureName (v1.36)
function nameError(feature: string): string | undefined {
  if (byteLength(feature) > MOST_BYTES) return `must be no more than ${MOST_BYTES} characters`
  if (FORM.test(feature)) return undefined
  return "must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric characters and slashes"
}
