import type { StateTone, Tone } from '../history/tone.ts'
import type { Mark } from './lane.ts'

/** What of several things in one place is told: the worst. */
const BADNESS: Readonly<Record<StateTone, number>> = {
  ready: 1,
  exitZero: 2,
  starting: 3,
  notReady: 4,
  waiting: 5,
  exitNonZero: 6,
  oom: 7,
}

const badnessOf = (tone: Tone): number => (tone === 't1' || tone === 't2' || tone === 't3' ? 0 : BADNESS[tone])

export interface ToneRun {
  readonly tone: Tone
  /** In columns. */
  readonly from: number
  readonly to: number
}

/**
 * Of several rows of states, column by column the worst that there is in it; columns of one tone together. `columnOf`
 * rises. What ends with an error is seen in its column, however short.
 */
export function worstRuns(
  rows: readonly (readonly Mark[])[],
  columnOf: (at: number) => number,
  columns: number,
): readonly ToneRun[] {
  const worst: (Tone | undefined)[] = Array.from({ length: columns })
  const put = (column: number, tone: Tone) => {
    const there = worst[column]
    if (column >= 0 && column < columns && (there === undefined || badnessOf(tone) > badnessOf(there)))
      worst[column] = tone
  }
  for (const marks of rows) {
    for (const mark of marks) {
      if (mark.kind === 'exit') put(Math.floor(columnOf(mark.from)), mark.tone)
      if (mark.kind !== 'bar' && mark.kind !== 'status') continue
      const [from, to] = [Math.floor(columnOf(mark.from)), Math.ceil(columnOf(mark.to))]
      for (let column = Math.max(0, from); column < Math.min(columns, Math.max(to, from + 1)); column += 1)
        put(column, mark.tone)
    }
  }
  const runs: ToneRun[] = []
  for (const [column, tone] of worst.entries()) {
    const last = runs.at(-1)
    if (tone === undefined) continue
    if (last?.tone === tone && last.to === column) runs[runs.length - 1] = { ...last, to: column + 1 }
    else runs.push({ tone, from: column, to: column + 1 })
  }
  return runs
}

/** Things in as many groups of neighbours as there is room for, none left out. */
export function inGroups<Of>(things: readonly Of[], most: number): readonly (readonly Of[])[] {
  const size = Math.max(1, Math.ceil(things.length / Math.max(1, most)))
  return Array.from({ length: Math.ceil(things.length / size) }, (_, i) => things.slice(i * size, (i + 1) * size))
}
