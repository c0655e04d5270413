import { ownValue } from './own.ts'

/** Whether two pieces of plain data say the same: the order of fields does not count, nor do fields without a value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, index) => sameValue(each, b[index]))
  }
  if (Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key of Object.keys(left)) if (!sameValue(left[key], ownValue(right, key))) return false
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined && ownValue(left, key) === undefined) return false
  }
  return true
}
