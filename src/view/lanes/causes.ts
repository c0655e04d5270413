import type { Time } from '../../lib/time.ts'
import type { Seq, TraceEntry } from '../../trace/entry.ts'
import type { ProbeTrack } from '../../trace/probe-track.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { Trace } from '../../trace/trace.ts'
import {
  BADGE,
  BADGE_BELOW,
  BAR,
  FOOT,
  MEMORY_LIMIT_Y,
  PROBE_BASELINE,
  SETUP_TRIES_Y,
  STATUS_BLOCK,
} from './geometry.ts'
import type { Lane } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'

/** An attempt of a probe, or an entry: what a number of the trace stands for. */
export type Found =
  | { readonly kind: 'entry'; readonly entry: TraceEntry }
  | { readonly kind: 'attempt'; readonly track: number; readonly index: number }

/** Numbers rise over entries and columns together, so each is looked for by halving. */
export function findSeq(trace: Trace, seq: Seq): Found | undefined {
  const { entries } = trace
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as TraceEntry).seq < seq) low = middle + 1
    else high = middle
  }
  const entry = entries[low]
  if (entry?.seq === seq) return { kind: 'entry', entry }
  for (const [track, { columns }] of trace.probes.entries()) {
    const index = lowerBound(columns.seq, columns.length, seq)
    if (index < columns.length && columns.seq[index] === seq) return { kind: 'attempt', track, index }
  }
  return undefined
}

/** Where on the screen something stands: in which lane, when, and how far below the lane's top. */
export interface Anchor {
  readonly seq: Seq
  readonly lane: string
  readonly at: Time
  readonly y: number
  /** The clear edges of what stands there, for arrows that arrive from below or leave sideways. */
  readonly bottom: number
  readonly part: 'mark' | 'signal' | 'exit' | 'ramp'
  /** By which rules it came from what stands before it in its chain. */
  readonly rules?: readonly RuleId[]
}

/** The longest chain that is drawn: more would be a thicket. */
const LONGEST = 12

/** What led to the selected thing, the thing itself last. Only what is on the screen; what lies between is passed over. */
export function causeChain(trace: Trace, lanes: readonly Lane[], from: Found): readonly Anchor[] {
  const chain: Anchor[] = []
  let current: Found | undefined = from
  for (let steps = 0; current && steps < 64 && chain.length < LONGEST; steps += 1) {
    const anchor = anchorOf(trace, lanes, current)
    const next = chain[0]
    if (anchor && !(next && next.lane === anchor.lane && next.at === anchor.at && next.y === anchor.y))
      chain.unshift(anchor)
    const cause: Seq | undefined = current.kind === 'entry' ? causeOf(current.entry) : undefined
    current = cause === undefined ? undefined : findSeq(trace, cause)
  }
  return chain
}

/** The end of a span was caused by what its entry says, or else by its beginning. */
export function causeOf(entry: TraceEntry): Seq | undefined {
  return entry.cause ?? (entry.kind === 'spanEnd' ? entry.opened : undefined)
}

export function anchorOf(trace: Trace, lanes: readonly Lane[], found: Found): Anchor | undefined {
  if (found.kind === 'attempt') return attemptAnchor(trace.probes[found.track] as ProbeTrack, found, lanes)
  const { entry } = found
  const { seq, at } = entry
  switch (entry.kind) {
    case 'step': {
      const lane = lanes.find((each) => each.kind === 'steps')
      return lane && { seq, lane: lane.id, at, y: 14, bottom: 28, part: 'mark' }
    }
    case 'event':
      return objectAnchor(lanes, entry.regarding, seq, at)
    case 'object': {
      if (entry.objectKind !== 'Pod') return objectAnchor(lanes, { kind: entry.objectKind, name: entry.name }, seq, at)
      const lane = lanes.find((each) => each.id === `pod/${entry.object.metadata.uid ?? ''}`)
      if (lane?.kind !== 'pod' || !lane.marks.some((mark) => mark.seq === seq)) return undefined
      return {
        seq,
        lane: lane.id,
        at,
        y: lane.statusTop + STATUS_BLOCK / 2,
        bottom: lane.statusTop + STATUS_BLOCK,
        part: 'mark',
      }
    }
    case 'requestsFailed': {
      const lane = lanes.find((each) => each.kind === 'traffic' && each.trackIndex === entry.track)
      return lane && { seq, lane: lane.id, at, y: 6, bottom: 12, part: 'mark' }
    }
    case 'oom': {
      const lane = laneOf(lanes, 'memory', entry.pod.uid, entry.container, at)
      return lane && { seq, lane: lane.id, at, y: MEMORY_LIMIT_Y, bottom: MEMORY_LIMIT_Y + 9, part: 'mark' }
    }
    case 'signal':
      return containerAnchor(lanes, entry.pod.uid, entry.container, seq, at, 'signal')
    case 'decision':
      return entry.decision === 'schedule' ? setupAnchor(lanes, entry.pod.uid, seq, at) : undefined
    case 'span': {
      const { kind } = entry.span
      if (entry.container === undefined) return setupAnchor(lanes, entry.pod.uid, seq, at)
      // Where a grace period begins, its signal stands.
      if (kind === 'grace') return containerAnchor(lanes, entry.pod.uid, entry.container, seq, at, 'signal')
      return containerAnchor(lanes, entry.pod.uid, entry.container, seq, at, kind === 'backOff' ? 'ramp' : 'mark')
    }
    case 'spanEnd': {
      const opened = findSeq(trace, entry.opened)
      if (opened?.kind !== 'entry' || opened.entry.kind !== 'span' || opened.entry.container === undefined)
        return undefined
      if (opened.entry.span.kind !== 'run') return undefined
      return containerAnchor(lanes, opened.entry.pod.uid, opened.entry.container, seq, at, 'exit')
    }
    default:
      return undefined
  }
}

function setupAnchor(lanes: readonly Lane[], uid: string, seq: Seq, at: Time): Anchor | undefined {
  const lane = lanes.find((each) => each.kind === 'setup' && each.pod.uid === uid)
  const mark = lane?.marks.find((each) => each.seq === seq)
  if (!lane || !mark) return undefined
  const y = mark.kind === 'bar' ? mark.top + mark.height / 2 : SETUP_TRIES_Y
  return { seq, lane: lane.id, at, y, bottom: y + 8, part: 'mark' }
}

function objectAnchor(
  lanes: readonly Lane[],
  of: { readonly kind: string; readonly name: string },
  seq: Seq,
  at: Time,
): Anchor | undefined {
  // Names are alike in several namespaces; numbers are not.
  const lane = lanes.find(
    (each) =>
      (of.kind === 'Node'
        ? each.kind === 'node' && each.node === of.name
        : each.kind === 'object' && each.objectKind === of.kind && each.object === of.name) &&
      each.marks.some((mark) => mark.seq === seq),
  )
  const mark = lane?.marks.find((each) => each.seq === seq)
  if (!lane || !mark) return undefined
  const [top, bottom] =
    mark.kind === 'bar'
      ? [mark.top, mark.top + mark.height]
      : mark.kind === 'flag'
        ? [mark.foot - mark.pole, mark.foot]
        : mark.kind === 'tick'
          ? [mark.top, mark.top + 8]
          : [0, lane.height]
  return { seq, lane: lane.id, at, y: (top + bottom) / 2, bottom, part: 'mark' }
}

function attemptAnchor(
  track: ProbeTrack,
  { track: trackIndex, index }: { readonly track: number; readonly index: number },
  lanes: readonly Lane[],
): Anchor | undefined {
  const { seq, endAt } = track.columns
  const at = endAt[index] as number
  const all = lanes.filter((each) => each.kind === 'probe' && each.trackIndex === trackIndex)
  const lane = all.find(({ life }) => at >= life.from && at <= life.to) ?? all.at(-1)
  return (
    lane && {
      seq: seq[index] as number,
      lane: lane.id,
      at,
      y: PROBE_BASELINE,
      bottom: PROBE_BASELINE,
      part: 'mark',
    }
  )
}

/** The lane of a container at an instant: a static Pod has one for every mirror that it ever had. */
function laneOf(
  lanes: readonly Lane[],
  kind: 'container' | 'memory',
  uid: string,
  container: string,
  at: Time,
): Lane | undefined {
  const all = lanes.filter((each) => each.kind === kind && each.nodeUid === uid && each.container === container)
  return all.find(({ life }) => at >= life.from && at <= life.to) ?? all.at(-1)
}

function containerAnchor(
  lanes: readonly Lane[],
  uid: string,
  container: string,
  seq: Seq,
  at: Time,
  part: Anchor['part'],
): Anchor | undefined {
  const lane = laneOf(lanes, 'container', uid, container, at)
  if (lane?.kind !== 'container') return undefined
  const foot = lane.barTop + BAR
  const y = part === 'exit' ? foot + BADGE_BELOW + BADGE / 2 : part === 'ramp' ? foot - FOOT / 2 : lane.barTop + BAR / 2
  return { seq, lane: lane.id, at, y, bottom: foot, part }
}

/** An arrow from the attempt that failed for the last time to the stop signal that it brought about. */
export interface KillArrow {
  readonly fromLane: string
  readonly toLane: string
  readonly at: Time
  readonly seq: Seq
}

const arrows = new WeakMap<readonly Lane[], readonly KillArrow[]>()

export function killArrows(trace: Trace, lanes: readonly Lane[]): readonly KillArrow[] {
  const known = arrows.get(lanes)
  if (known) return known
  const found: KillArrow[] = []
  for (const lane of lanes) {
    if (lane.kind !== 'container') continue
    for (const mark of lane.marks) {
      if (mark.kind !== 'flag' || mark.solid || mark.seq === undefined) continue
      const attempt = originAttempt(trace, mark.seq)
      const from = attempt && lanes.find((each) => each.kind === 'probe' && each.trackIndex === attempt.track)
      if (from) found.push({ fromLane: from.id, toLane: lane.id, at: mark.from, seq: mark.seq })
    }
  }
  arrows.set(lanes, found)
  return found
}

/** A kill follows from an attempt within a few steps: result, decision, kill, signal. */
function originAttempt(trace: Trace, seq: Seq): { readonly track: number; readonly index: number } | undefined {
  let current = findSeq(trace, seq)
  for (let steps = 0; current && steps < 8; steps += 1) {
    if (current.kind === 'attempt') return current
    const cause = causeOf(current.entry)
    current = cause === undefined ? undefined : findSeq(trace, cause)
  }
  return undefined
}
