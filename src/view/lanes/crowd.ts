import type { Duration, Time } from '../../lib/time.ts'
import type { ContainerLane, Lane, Mark } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'
import { marksWithin } from './mark-index.ts'
import type { LaneWords } from './words-en.ts'

/** What is told of a crowd of marks in one line. */
export interface CrowdSummary {
  /** Of a container: how often it ran, and how long in the middle of all. */
  readonly runs: number
  readonly medianMs: Duration | undefined
  /** What most of the time was spent with, the longest first. */
  readonly shares: readonly { readonly what: string; readonly share: number }[]
  /** Of a container: how its runs ended, the most frequent first. */
  readonly exits: readonly { readonly code: number; readonly count: number }[]
}

/** Less than this says nothing beside what there is most of. */
const WORTH_SAYING = 0.1
const MOST_SAID = 3

export function crowdSummary(lane: Lane, from: Time, to: Time, words: LaneWords): CrowdSummary {
  const [first, end] = marksWithin(lane.marks, from, to)
  const marks = lane.marks.slice(first, end)
  const runs = lane.kind === 'container' ? runsIn(lane, from, to) : []
  return {
    runs: runs.length,
    medianMs: medianOf(runs),
    shares: sharesOf(lane, marks, from, to, words),
    exits: exitsOf(marks, from, to),
  }
}

export function sayCrowd({ runs, medianMs, shares }: CrowdSummary, words: LaneWords): string {
  const said = shares.filter(({ share }, i) => i === 0 || share >= WORTH_SAYING).slice(0, MOST_SAID)
  return words.crowd(
    runs > 0 ? runs : undefined,
    runs > 1 && medianMs !== undefined ? words.duration(rounded(medianMs)) : undefined,
    said.map(({ what, share }) => [percentText(share), what]),
  )
}

/** The same with what ended, for a column under the pointer. */
export function sayCrowdAt(lane: Lane, from: Time, to: Time, words: LaneWords): string {
  const summary = crowdSummary(lane, from, to, words)
  const shares = summary.shares.filter(({ share }) => share > 0).slice(0, MOST_SAID + 1)
  const parts = words.crowd(
    undefined,
    undefined,
    shares.map(({ what, share }) => [percentText(share), what]),
  )
  return words.crowdAt(parts, summary.exits.slice(0, MOST_SAID))
}

/** Whole percents; what is there is never nothing, and what is not all is not 100. */
export function percentText(share: number): string {
  if (share >= 1) return '100'
  if (share <= 0) return '0'
  if (share < 0.01) return '<1'
  return String(Math.min(99, Math.round(share * 100)))
}

function rounded(ms: Duration): Duration {
  return ms < 10_000 ? Math.round(ms / 100) * 100 : Math.round(ms / 1000) * 1000
}

const ALIVE: ReadonlySet<string> = new Set(['ready', 'notReady', 't2'])

/** How long each run lasted that touches a stretch of time: its whole length, though it may begin before. */
function runsIn({ marks }: ContainerLane, from: Time, to: Time): readonly Duration[] {
  const lengths: Duration[] = []
  let open: { from: Time; to: Time } | undefined
  const shut = () => {
    if (open && open.to >= from && open.from < to) lengths.push(open.to - open.from)
    open = undefined
  }
  for (const mark of marks) {
    if (mark.from >= to && !open) break
    if (mark.kind !== 'bar') continue
    if (!ALIVE.has(mark.tone)) shut()
    else if (open && mark.from <= open.to) open.to = Math.max(open.to, mark.to)
    else {
      shut()
      open = { from: mark.from, to: mark.to }
    }
  }
  shut()
  return lengths
}

function medianOf(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}

function sharesOf(lane: Lane, marks: readonly Mark[], from: Time, to: Time, words: LaneWords): CrowdSummary['shares'] {
  const sums = new Map<string, number>()
  let whole = 0
  for (const mark of marks) {
    const what = wordOf(lane, mark, words)
    if (what === undefined) continue
    const time = Math.max(0, Math.min(mark.to, to) - Math.max(mark.from, from))
    sums.set(what, (sums.get(what) ?? 0) + time)
    whole += time
  }
  return [...sums]
    .map(([what, time]) => ({ what, share: whole === 0 ? 1 / sums.size : time / whole }))
    .sort((a, b) => b.share - a.share)
}

function wordOf(lane: Lane, mark: Mark, words: LaneWords): string | undefined {
  if (mark.kind === 'status') return mark.word
  if (mark.kind === 'line') return lane.kind === 'conditions' ? mark.state : undefined
  if (mark.kind !== 'bar') return undefined
  if (lane.kind !== 'container') return mark.state
  return mark.tone === 't1' || mark.tone === 't2' || mark.tone === 't3' ? words.tones.ready : words.tones[mark.tone]
}

function exitsOf(marks: readonly Mark[], from: Time, to: Time): CrowdSummary['exits'] {
  const counts = new Map<number, number>()
  for (const mark of marks) {
    if (mark.kind !== 'exit' || mark.from < from || mark.from > to) continue
    counts.set(mark.code, (counts.get(mark.code) ?? 0) + 1)
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count)
}

/** Exits per column of the screen, for a strip whose height is how many there were. */
export interface ExitColumn {
  readonly left: number
  readonly count: number
  /** The first of the worst of them. */
  readonly worst: number
}

/** `xs` rise. `rank`: of each, how bad it is. */
export function exitColumns(xs: readonly number[], rank: readonly number[], column: number): readonly ExitColumn[] {
  const columns: ExitColumn[] = []
  for (let i = 0; i < xs.length; ) {
    const left = Math.floor((xs[i] as number) / column) * column
    const end = lowerBound(xs, xs.length, left + column, i)
    let worst = i
    for (let j = i; j < Math.max(end, i + 1); j += 1) if ((rank[j] ?? 0) > (rank[worst] ?? 0)) worst = j
    columns.push({ left, count: Math.max(end, i + 1) - i, worst })
    i = Math.max(end, i + 1)
  }
  return columns
}
