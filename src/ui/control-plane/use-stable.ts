import { useState } from 'react'

/** The value as it was, for as long as nothing about it is other: what depends on it is not made anew at each tick. */
export function useStable<T extends object | undefined>(value: T, same: (a: T, b: T) => boolean): T {
  const [kept, keep] = useState(value)
  if (kept === value || same(kept, value)) return kept
  keep(value)
  return value
}
