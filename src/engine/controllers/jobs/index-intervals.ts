/** A run of completion indexes; lists of them are in order and apart from each other. */
export interface Interval {
  readonly first: number
  readonly last: number
}

/** "1,3-5,7" → intervals, without what is not below `completions`. */
// controller-manager: pkg/controller/job/indexed_job_utils.go parseIndexesFromString (v1.36)
export function parseIndexes(text: string | undefined, completions: number): Interval[] {
  const found: Interval[] = []
  for (const part of (text ?? '').split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part)
    if (!match) continue
    const first = Number(match[1])
    const last = Math.min(Number(match[2] ?? first), completions - 1)
    if (first >= completions) break
    const before = found.at(-1)
    if (before && first <= before.last + 1) found[found.length - 1] = { first: before.first, last }
    else found.push({ first, last })
  }
  return found
}

/** Two neighbours are listed, more are a range. */
// controller-manager: pkg/controller/job/indexed_job_utils.go orderedIntervals.String (v1.36)
export function formatIndexes(intervals: readonly Interval[]): string {
  return intervals
    .map(({ first, last }) => (first === last ? `${first}` : `${first}${last - first > 1 ? '-' : ','}${last}`))
    .join(',')
}

export function countIndexes(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0)
}

export function hasIndex(intervals: readonly Interval[], index: number): boolean {
  return intervals.some(({ first, last }) => first <= index && index <= last)
}

export function withIndexes(intervals: readonly Interval[], indexes: Iterable<number>): Interval[] {
  const single = [...indexes].map((index) => ({ first: index, last: index }))
  const merged: Interval[] = []
  for (const next of [...intervals, ...single].sort((a, b) => a.first - b.first)) {
    const before = merged.at(-1)
    if (before && next.first <= before.last + 1) {
      merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, next.last) }
    } else merged.push(next)
  }
  return merged
}

/** How many indexes are in both. */
export function countCommon(a: readonly Interval[], b: readonly Interval[]): number {
  let common = 0
  for (const one of a) {
    for (const other of b) {
      common += Math.max(0, Math.min(one.last, other.last) - Math.max(one.first, other.first) + 1)
    }
  }
  return common
}

/** The lowest `count` indexes below `completions` that are in none of the intervals. */
export function firstMissing(intervals: readonly Interval[], count: number, completions: number): number[] {
  const missing: number[] = []
  let candidate = 0
  for (const { first, last } of [...intervals, { first: completions, last: completions }]) {
    for (; candidate < Math.min(first, completions) && missing.length < count; candidate++) missing.push(candidate)
    candidate = last + 1
  }
  return missing
}
