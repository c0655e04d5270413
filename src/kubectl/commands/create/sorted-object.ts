/** A map as Go writes it: by its keys. */
export function sortedObject<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object: Record<string, T> = Object.create(null)
  for (const [key, value] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) object[key] = value
  return object
}
