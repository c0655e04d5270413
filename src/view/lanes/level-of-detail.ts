import type { StateTone } from '../history/tone.ts'

/** Nothing that happened is narrower than this. */
export const SLIVER = 2
/** Narrower than this, a block has no inside: it is drawn as a sliver. */
export const BLOCK = 6

export type StatusDetail = 'wordAndReady' | 'word' | 'block' | 'sliver'

/** How much of STATUS and READY a block of this width can say. */
export function statusDetail(width: number, wordWidth: number, readyWidth: number): StatusDetail {
  if (width >= wordWidth + readyWidth + 28) return 'wordAndReady'
  if (width >= wordWidth + 12) return 'word'
  return width >= BLOCK ? 'block' : 'sliver'
}

export interface Extent {
  readonly left: number
  readonly right: number
}

export interface BadgeSource {
  /** The exit's pixel. */
  readonly x: number
  readonly code: number
  readonly tone: StateTone
}

export interface Badge {
  readonly text: string
  readonly tone: StateTone
  /** The middle of the badge. */
  readonly x: number
  /** The first and the last exit that it speaks of. */
  readonly from: number
  readonly to: number
  readonly count: number
}

/** OOM beats not 0 beats 0. */
export const RANK: Readonly<Record<StateTone, number>> = {
  oom: 2,
  exitNonZero: 1,
  exitZero: 0,
  waiting: 0,
  starting: 0,
  notReady: 0,
  ready: 0,
}

/**
 * Badges that would touch become one under a bracket: 137 ×3, or 1, 137 ×3 for mixed codes.
 * None begins left of `leastLeft` or ends right of `mostRight`.
 */
export function mergeBadges(
  exits: readonly BadgeSource[],
  widthOf: (text: string) => number,
  leastLeft = Number.NEGATIVE_INFINITY,
  mostRight = Number.POSITIVE_INFINITY,
): readonly Badge[] {
  const badgeOf = (group: readonly BadgeSource[]) => badgeFor(group, widthOf, leastLeft, mostRight)
  const groups: BadgeSource[][] = []
  for (const exit of exits) {
    const group = groups.at(-1)
    if (group && right(badgeOf(group), widthOf) + 4 > exit.x - widthOf(String(exit.code)) / 2) group.push(exit)
    else groups.push([exit])
    // A group that grew may now touch the one before it.
    while (groups.length > 1) {
      const [before, last] = [groups.at(-2) as BadgeSource[], groups.at(-1) as BadgeSource[]]
      if (right(badgeOf(before), widthOf) + 4 <= left(badgeOf(last), widthOf)) break
      groups.splice(-2, 2, [...before, ...last])
    }
  }
  return groups.map(badgeOf)
}

function badgeFor(
  group: readonly BadgeSource[],
  widthOf: (text: string) => number,
  leastLeft: number,
  mostRight: number,
): Badge {
  const [first, last] = [group[0] as BadgeSource, group.at(-1) as BadgeSource]
  const worst = group.reduce((a, b) => (RANK[b.tone] > RANK[a.tone] ? b : a))
  const codes = [...new Set(group.map((exit) => exit.code))]
  const named = codes.length > 3 ? `${codes.slice(0, 3).join(', ')} …` : codes.join(', ')
  const text = group.length === 1 ? String(first.code) : `${named} ×${group.length}`
  const half = widthOf(text) / 2
  const x = Math.max(Math.min((first.x + last.x) / 2, mostRight - half), leastLeft + half)
  return { text, tone: worst.tone, x, from: first.x, to: last.x, count: group.length }
}

function left(badge: Badge, widthOf: (text: string) => number): number {
  return badge.x - widthOf(badge.text) / 2
}

function right(badge: Badge, widthOf: (text: string) => number): number {
  return badge.x + widthOf(badge.text) / 2
}

export type ProbeDetail = 'counts' | 'threshold' | 'density'

/** What can be told of a probe whose attempts stand this far apart. */
export function probeDetail(apartPx: number): ProbeDetail {
  if (apartPx < 4) return 'density'
  return apartPx < 20 ? 'threshold' : 'counts'
}

/** Under 24 px apart flags are poles: no pennants that would lie upon each other. */
export function pennantsFit(apartPx: number): boolean {
  return apartPx >= 24
}

/** Of a grace period that was hardly begun nothing is told: its signal and its exit say all. */
export function graceIsTold(usedMs: number, graceMs: number, early: boolean, usedPx: number): boolean {
  return !early || (usedPx >= 6 && usedMs > graceMs / 100)
}

/** A ramp narrower than this is a line without an area. */
export function rampIsLine(width: number): boolean {
  return width < 12
}

export interface DensityColumn {
  readonly x: number
  readonly total: number
  readonly failed: number
  readonly decisive: number
}

/** Times, with what came of each, made ready for "how many of them until here?". */
export interface DensityIndex {
  readonly at: ArrayLike<number>
  /** How many of the first i failed, and how many decided by it. */
  readonly failed: Uint32Array
  readonly decisive: Uint32Array
}

/** Sums instead of levels of detail made beforehand: they serve every zoom alike. */
export function densityIndex(
  at: ArrayLike<number>,
  outcome: ArrayLike<number>,
  decisive: ArrayLike<number>,
  length: number,
): DensityIndex {
  const index = { at, failed: new Uint32Array(length + 1), decisive: new Uint32Array(length + 1) }
  for (let i = 0; i < length; i += 1) {
    const failed = outcome[i] === 1 || outcome[i] === 2 ? 1 : 0
    index.failed[i + 1] = (index.failed[i] as number) + failed
    index.decisive[i + 1] = (index.decisive[i] as number) + (failed === 1 && decisive[i] === 1 ? 1 : 0)
  }
  return index
}

/**
 * Attempts per column of `columnPx`: its height is the share that failed. `at` rises; only first ≤ i < end is looked at,
 * and of these only where a column begins.
 */
export function densityColumns(
  { at, failed, decisive }: DensityIndex,
  first: number,
  end: number,
  scale: { readonly left: number; readonly fromMs: number; readonly pxPerMs: number },
  columnPx: number,
): readonly DensityColumn[] {
  const result: DensityColumn[] = []
  const perMs = scale.pxPerMs / columnPx
  // Columns keep to multiples of their width on the screen, so that they do not shimmer while the picture moves.
  const shift = scale.left / columnPx - scale.fromMs * perMs
  const columnOf = (i: number) => Math.floor(shift + (at[i] as number) * perMs)
  for (let i = first; i < end; ) {
    const column = columnOf(i)
    // In growing steps to the first one beyond, then back by halving: neighbours are near.
    let step = 1
    let low = i
    while (low + step < end && columnOf(low + step) === column) {
      low += step
      step *= 2
    }
    let high = Math.min(end, low + step)
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (columnOf(middle) === column) low = middle
      else high = middle
    }
    result.push({
      x: column * columnPx,
      total: high - i,
      failed: (failed[high] as number) - (failed[i] as number),
      decisive: (decisive[high] as number) - (decisive[i] as number),
    })
    i = high
  }
  return result
}

/** The first index whose value is not below `value`, in a rising column of `length`. */
export function lowerBound(column: ArrayLike<number>, length: number, value: number, from = 0): number {
  let low = from
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((column[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
