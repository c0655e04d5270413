import type { Mark } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'

/** The marks of a lane, made ready for "which of them touch this stretch of time?". */
interface MarkIndex {
  readonly from: Float64Array
  /** The latest end of all marks up to this one: rises, so that it can be searched. */
  readonly latestTo: Float64Array
}

const indexes = new WeakMap<readonly Mark[], MarkIndex>()

function indexOf(marks: readonly Mark[]): MarkIndex {
  let index = indexes.get(marks)
  if (!index) {
    const from = new Float64Array(marks.length)
    const latestTo = new Float64Array(marks.length)
    let latest = Number.NEGATIVE_INFINITY
    for (const [i, mark] of marks.entries()) {
      latest = Math.max(latest, endOf(mark))
      from[i] = mark.from
      latestTo[i] = latest
    }
    index = { from, latestTo }
    indexes.set(marks, index)
  }
  return index
}

function endOf(mark: Mark): number {
  if (mark.kind === 'ramp') return Math.max(mark.to, mark.nominalTo)
  return mark.kind === 'grace' ? Math.max(mark.to, mark.deadline) : mark.to
}

/** First and end index of what may be seen between two instants. */
export function marksWithin(marks: readonly Mark[], from: number, to: number): readonly [first: number, end: number] {
  const index = indexOf(marks)
  const first = lowerBound(index.latestTo, marks.length, from)
  let end = lowerBound(index.from, marks.length, to)
  while (end < marks.length && index.from[end] === to) end += 1
  return [first, end]
}
