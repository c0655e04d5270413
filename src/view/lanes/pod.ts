import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { PodHistory, PodVersion } from '../history/pod-history.ts'
import { toneOfStatus } from '../history/tone.ts'
import { PHASE_Y, POD_LANE, RESTARTS_TOP, SHUT_POD_LANE, SHUT_STATUS_TOP, STATUS_TOP } from './geometry.ts'
import type { Line, Mark, PodLane, StatusBlock, Tick } from './lane.ts'
import type { LaneWords } from './words-en.ts'

interface Columns {
  readonly word: string
  readonly ready: string
  readonly restarts: number
  readonly phase: string
}

// A version never changes, and a growing trace asks for the same ones again and again.
const printed = new WeakMap<ObjectWritten, Columns>()

function columnsOf({ written, pod, at }: PodVersion): Columns {
  let columns = printed.get(written)
  if (!columns) {
    const row = podRow(pod, at)
    columns = {
      word: row.status,
      ready: row.ready,
      restarts: Number.parseInt(row.restarts, 10) || 0,
      phase: pod.status?.phase ?? 'Unknown',
    }
    printed.set(written, columns)
  }
  return columns
}

/** STATUS and READY as blocks, RESTARTS as ticks, the phase as a thin line: three things that are often taken for one. */
export function podLane(history: PodHistory, words: LaneWords, shut = false): PodLane {
  const statuses: StatusBlock[] = []
  const ticks: Tick[] = []
  const phases: Line[] = []
  let before: Columns | undefined
  for (const version of history.versions) {
    if (version.written.change === 'DELETED') break
    const columns = columnsOf(version)
    const { at, written } = version
    if (columns.word !== before?.word || columns.ready !== before.ready) {
      close(statuses, at)
      statuses.push({
        kind: 'status',
        from: at,
        to: history.until,
        seq: written.seq,
        word: columns.word,
        ready: columns.ready,
        tone: toneOfStatus(columns.word, columns.ready),
      })
    }
    if (before && columns.restarts > before.restarts) {
      ticks.push({
        kind: 'tick',
        from: at,
        to: at,
        seq: written.seq,
        top: RESTARTS_TOP,
        text: String(columns.restarts),
        message: undefined,
      })
    }
    if (columns.phase !== before?.phase) {
      close(phases, at)
      phases.push({
        kind: 'line',
        from: at,
        to: history.until,
        seq: written.seq,
        y: PHASE_Y,
        weight: 2,
        tone: 't2',
        dotted: false,
        label: words.phase(columns.phase),
        state: words.phase(columns.phase),
      })
    }
    before = columns
  }
  // In one lane there is room for STATUS, and for where it was interrupted by a restart.
  const marks: Mark[] = [...statuses.filter(lasts), ...ticks, ...(shut ? [] : phases.filter(lasts))]
  return {
    kind: 'pod',
    id: `pod/${history.ref.uid}`,
    name: words.names.pod,
    note: history.ref.name,
    mono: false,
    indent: false,
    ruled: true,
    height: shut ? SHUT_POD_LANE : POD_LANE,
    statusTop: shut ? SHUT_STATUS_TOP : STATUS_TOP,
    pod: history.ref,
    life: { from: history.createdAt, to: history.until, ended: history.deletedAt !== undefined },
    marks: marks.sort((a, b) => a.from - b.from),
  }
}

/** Two versions of one instant: nobody could have seen the first. */
function lasts(mark: { from: number; to: number }): boolean {
  return mark.to > mark.from
}

/** Ends the last stretch of a list where the next begins. */
export function close<M extends { readonly from: number; readonly to: number }>(marks: M[], at: number): void {
  const last = marks.at(-1)
  if (last) marks[marks.length - 1] = { ...last, to: at }
}
