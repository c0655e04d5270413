import { SLIVER } from './level-of-detail.ts'

/** A stretch of a row on the screen: where its time begins and ends. Stretches come in the order of their beginnings. */
export interface Stretched {
  readonly x0: number
  readonly x1: number
}

/** How much of a column's time one of the stretches takes. */
export interface Share {
  /** Which of the stretches handed in. */
  readonly index: number
  readonly share: number
}

export interface Column {
  readonly left: number
  readonly right: number
  readonly shares: readonly Share[]
  /** Of its time, what no stretch takes; with the shares it is 1. */
  readonly empty: number
}

/** One stretch, drawn as what it is. */
export interface DrawnBar {
  readonly kind: 'bar'
  readonly index: number
  readonly left: number
  readonly right: number
}

/** Stretches that stand too close for that: what each pixel's time was made of. */
export interface DrawnShares {
  readonly kind: 'shares'
  readonly left: number
  readonly right: number
  /** The first of them, and the one after the last. */
  readonly first: number
  readonly end: number
  readonly columns: readonly Column[]
  /** A crowd is looked at as a whole; else only a few slivers share their pixels. */
  readonly crowd: boolean
}

export type Drawn = DrawnBar | DrawnShares

/** Narrower than this, stretches beside one another can no longer be told apart. */
const CLOSE = 10
/** So many of them in a row are a crowd: it is told by shares, not one by one. */
const CROWD = 6

/** What of the row is looked at, and how wide a column is: whole pixels of the device. */
export interface RowView {
  readonly left: number
  readonly right: number
  readonly column: number
}

/**
 * Places the stretches of one row. Nothing is moved by more than a pixel: what is narrower than a sliver is widened
 * around its middle, and where slivers would lie upon each other, and in crowds, each column says what its time was made
 * of.
 */
export function placeRow(stretches: readonly Stretched[], view: RowView): readonly Drawn[] {
  const drawn: Drawn[] = []
  for (let i = 0; i < stretches.length; ) {
    const end = endOfClose(stretches, i)
    if (end - i >= CROWD) {
      drawn.push(crowd(stretches, i, end, view))
      i = end
    } else {
      const until = Math.max(end, i + 1)
      placeFew(stretches, i, until, drawn, view)
      i = until
    }
  }
  return drawn
}

/** The end of the run of narrow stretches that begins at an index, without a wide one or a gap between them. */
function endOfClose(stretches: readonly Stretched[], from: number): number {
  let i = from
  for (; i < stretches.length; i += 1) {
    const { x0, x1 } = stretches[i] as Stretched
    if (x1 - x0 >= CLOSE) break
    if (i > from && x0 - (stretches[i - 1] as Stretched).x1 >= CLOSE) break
  }
  return i
}

/** Slivers whose pixels would be the same share them. */
function placeFew(stretches: readonly Stretched[], from: number, end: number, drawn: Drawn[], view: RowView): void {
  for (let i = from; i < end; ) {
    const { x0, x1 } = stretches[i] as Stretched
    if (x1 - x0 >= SLIVER) {
      // The pixel's gap tells it from the next one, which may be of the same colour.
      drawn.push({ kind: 'bar', index: i, left: x0, right: x1 - 1 })
      i += 1
      continue
    }
    let last = i
    while (last + 1 < end) {
      const [now, next] = [stretches[last] as Stretched, stretches[last + 1] as Stretched]
      if (next.x1 - next.x0 >= SLIVER || next.x0 >= Math.max(now.x1, now.x0 + SLIVER)) break
      last += 1
    }
    if (last === i) {
      const middle = (x0 + x1) / 2
      drawn.push({ kind: 'bar', index: i, left: middle - SLIVER / 2, right: middle + SLIVER / 2 })
    } else drawn.push(few(stretches, i, last + 1, view))
    i = last + 1
  }
}

/** A handful of slivers: one column, where two pixels hold them all. */
function few(stretches: readonly Stretched[], first: number, end: number, view: RowView): DrawnShares {
  const [x0, x1] = extentOf(stretches, first, end)
  if (x1 - x0 >= SLIVER) return { ...crowd(stretches, first, end, view), crowd: false }
  const middle = (x0 + x1) / 2
  const [left, right] = [middle - SLIVER / 2, middle + SLIVER / 2]
  const lengths = stretches.slice(first, end).map((each) => each.x1 - each.x0)
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const shares = lengths.map((length, i) => ({
    index: first + i,
    share: whole === 0 ? 1 / lengths.length : length / whole,
  }))
  return { kind: 'shares', left, right, first, end, columns: [{ left, right, shares, empty: 0 }], crowd: false }
}

function crowd(stretches: readonly Stretched[], first: number, end: number, view: RowView): DrawnShares {
  const [left, right] = extentOf(stretches, first, end)
  return { kind: 'shares', left, right, first, end, columns: columnsOf(stretches, first, end, view), crowd: true }
}

function extentOf(stretches: readonly Stretched[], first: number, end: number): readonly [x0: number, x1: number] {
  const x0 = (stretches[first] as Stretched).x0
  let x1 = x0
  for (let i = first; i < end; i += 1) x1 = Math.max(x1, (stretches[i] as Stretched).x1)
  return [x0, x1]
}

/** Columns stand on the grid of the screen, so that they do not shimmer while the picture moves. */
function columnsOf(stretches: readonly Stretched[], first: number, end: number, view: RowView): readonly Column[] {
  const [x0, x1] = extentOf(stretches, first, end)
  const [from, to] = [Math.max(x0, view.left), Math.min(x1, view.right)]
  const columns: Column[] = []
  let i = first
  for (let n = Math.floor(from / view.column); n * view.column <= to; n += 1) {
    const [left, right] = [n * view.column, (n + 1) * view.column]
    while (i < end && (stretches[i] as Stretched).x1 < left) i += 1
    const shares: { index: number; share: number }[] = []
    let sum = 0
    for (let j = i; j < end && (stretches[j] as Stretched).x0 < right; j += 1) {
      const stretch = stretches[j] as Stretched
      const share = (Math.min(stretch.x1, right) - Math.max(stretch.x0, left)) / view.column
      // Something that took no time at all happened nevertheless.
      if (share < 0 || (share === 0 && stretch.x1 > stretch.x0)) continue
      shares.push({ index: j, share })
      sum += share
    }
    if (shares.length === 0) continue
    const over = Math.max(1, sum)
    columns.push({
      left,
      right,
      shares: shares.map(({ index, share }) => ({ index, share: share / over })),
      empty: Math.max(0, 1 - sum),
    })
  }
  return columns
}

/** What of several things takes which part of a column, from the foot up, in an order of their own. */
export interface Layer<Of> {
  readonly of: Of
  readonly from: number
  readonly to: number
}

/** Shares of one kind lie together. The order is that of `order`: what lives stands on the foot. */
export function layersOf<Of>(
  { shares }: Column,
  kindOf: (index: number) => Of,
  order: readonly Of[],
): readonly Layer<Of>[] {
  const sums = new Map<Of, number>()
  for (const { index, share } of shares) sums.set(kindOf(index), (sums.get(kindOf(index)) ?? 0) + share)
  const layers: Layer<Of>[] = []
  let from = 0
  for (const of of order) {
    const share = sums.get(of)
    if (share === undefined) continue
    layers.push({ of, from, to: from + share })
    from += share
  }
  return layers
}
