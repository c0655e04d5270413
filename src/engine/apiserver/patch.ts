import { applyPatch, type Operation } from 'rfc6902'

/**
 * Applies a patch to a copy. Undefined: a JSON patch does not fit the object. Lists in a strategic merge patch go
 * together by the items' names, as most lists of a Pod do; all others are replaced.
 */
// apimachinery: pkg/util/strategicpatch, evanphx/json-patch (v1.36)
export function patched<T>(object: T, type: 'strategic' | 'merge' | 'json', patch: unknown): T | undefined {
  if (type !== 'json') return merge(object, patch, type === 'strategic') as T
  const copy = JSON.parse(JSON.stringify(object)) as T
  const failures = applyPatch(copy, patch as Operation[]).filter((failure) => failure !== null)
  return failures.length > 0 ? undefined : copy
}

// RFC 7396
function merge(target: unknown, patch: unknown, strategic: boolean): unknown {
  if (strategic && Array.isArray(target) && Array.isArray(patch) && patch.every(isNamed) && target.every(isNamed)) {
    const kept = target.map((item) => {
      const change = patch.find((each) => each.name === item.name)
      return change ? merge(item, change, strategic) : item
    })
    const added = patch.filter((each) => !target.some((item) => item.name === each.name))
    return [...kept, ...added]
  }
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = merge(result[key], value, strategic)
  }
  return result
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isNamed(value: unknown): value is { name: string } {
  return isObject(value) && typeof value['name'] === 'string'
}
