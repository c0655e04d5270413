import { setOwn } from './own.ts'

/** A copy of plain data that shares nothing with it; fields without a value are left out. */
export function copyOf<T>(value: T): T {
  return copy(value) as T
}

// Several times as fast as through the text of its JSON.
function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const fields = value as Record<string, unknown>
  const result: Record<string, unknown> = {}
  for (const key in fields) {
    const field = fields[key]
    if (field === undefined) continue
    if (key === '__proto__') setOwn(result, key, copy(field))
    else result[key] = typeof field === 'object' ? copy(field) : field
  }
  return result
}
