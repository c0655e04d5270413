import { ownValue } from './own.ts'

/** Whether two pieces of plain data say the same: the order of fields does not count, nor do fields without a value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!sameValue(a[index], b[index])) return false
    return true
  }
  if (Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in left) if (!sameValue(left[key], ownValue(right, key))) return false
  for (const key in right) if (right[key] !== undefined && ownValue(left, key) === undefined) return false
  return true
}
