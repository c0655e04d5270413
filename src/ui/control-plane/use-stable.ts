import { useState } from 'react'

/** The value as it was, for as long as its key says the same: what depends on it is not made anew at each tick. */
export function useStable<T>(value: T, keyOf: (value: T) => string): T {
  const key = keyOf(value)
  const [kept, keep] = useState({ value, key })
  if (kept.key === key) return kept.value
  keep({ value, key })
  return value
}
