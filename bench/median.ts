export const RUNS = 5

/** ms on the wall. */
export function timed(body: () => void): number {
  const start = performance.now()
  body()
  return performance.now() - start
}

export function median(measure: () => number): number {
  return middle(Array.from({ length: RUNS }, measure))
}

export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}
