import type { Time } from '../lib/time.ts'
import type { EventWritten, LogLine, ObjectWritten } from './entry.ts'
import type { MemoryTrack } from './memory-track.ts'
import { PROBE_OUTCOMES, type ProbeOutcome, type ProbeTrack } from './probe-track.ts'
import { countColumnUpTo, countUpTo, countWhile } from './search.ts'
import type { Span, Trace } from './trace.ts'

/** Everything at one instant, what happened at that instant included. */
export interface Moment {
  readonly at: Time
  /** The current version of each object that exists, by objectKey. */
  readonly objects: ReadonlyMap<string, ObjectWritten>
  readonly openSpans: readonly Span[]
  /** The last write of each Event, in the order in which they first came. */
  readonly events: readonly EventWritten[]
  readonly logs: readonly LogLine[]
  /** By track of trace.probes. */
  readonly probes: readonly ProbeMoment[]
  /** Bytes, by track of trace.memory; undefined before its first sample. */
  readonly memory: readonly (number | undefined)[]
}

/** A panel that needs only a part asks for the part: each has its own function below. */
export function stateAt(trace: Trace, at: Time): Moment {
  return {
    at,
    objects: objectsAt(trace, at),
    openSpans: openSpansAt(trace, at),
    events: eventsAt(trace, at),
    logs: logsUpTo(trace, at),
    probes: trace.probes.map((track) => probeAt(track, at)),
    memory: trace.memory.map((track) => memoryAt(track, at)),
  }
}

export function objectsAt(trace: Trace, at: Time): Map<string, ObjectWritten> {
  const objects = new Map<string, ObjectWritten>()
  for (const key of trace.objects.keys()) {
    const version = objectAt(trace, key, at)
    if (version) objects.set(key, version)
  }
  return objects
}

/** The current version of an object; undefined before its creation and after its end. */
export function objectAt(trace: Trace, key: string, at: Time): ObjectWritten | undefined {
  const version = lastVersionAt(trace, key, at)
  return version?.change === 'DELETED' ? undefined : version
}

/** The newest version, even if it is the one that says that the object is gone. */
export function lastVersionAt(trace: Trace, key: string, at: Time): ObjectWritten | undefined {
  const versions = trace.objects.get(key)
  return versions?.[countUpTo(versions, at) - 1]
}

const BLOCK = 256
const openAtBlock = new WeakMap<readonly Span[], (readonly Span[])[]>()

/** Spans that have begun and not ended: of a span that ends at the instant, no longer. In the order of their beginning. */
export function openSpansAt(trace: Trace, at: Time): Span[] {
  const { spans } = trace
  const begun = countWhile(spans.length, (index) => (spans[index] as Span).start <= at)
  const block = Math.floor(begun / BLOCK)
  const open = blocksOf(spans)[block] ?? []
  return [...open, ...spans.slice(block * BLOCK, begun)].filter((span) => span.end === undefined || span.end > at)
}

/** For every 256th span those before it that were still open when it began, so that no question scans the whole trace. */
function blocksOf(spans: readonly Span[]): readonly (readonly Span[])[] {
  let blocks = openAtBlock.get(spans)
  if (blocks === undefined) {
    blocks = [[]]
    for (let start = BLOCK; start <= spans.length; start += BLOCK) {
      const lastStart = (spans[start - 1] as Span).start
      const before = [...(blocks.at(-1) as readonly Span[]), ...spans.slice(start - BLOCK, start)]
      blocks.push(before.filter((span) => span.end === undefined || span.end > lastStart))
    }
    openAtBlock.set(spans, blocks)
  }
  return blocks
}

const lastEvents = new WeakMap<readonly EventWritten[], { count: number; byKey: Map<string, EventWritten> }>()

/** The last write of each Event up to an instant, in the order in which they first came. */
export function eventsAt(trace: Trace, at: Time): EventWritten[] {
  const { events } = trace
  const count = countUpTo(events, at)
  let known = lastEvents.get(events)
  // Time mostly moves on: what was known a moment ago is only added to.
  if (known === undefined || known.count > count) known = { count: 0, byKey: new Map() }
  for (let i = known.count; i < count; i++) {
    const event = events[i] as EventWritten
    known.byKey.set(event.key, event)
  }
  known.count = count
  lastEvents.set(events, known)
  return [...known.byKey.values()]
}

function logsUpTo(trace: Trace, at: Time): readonly LogLine[] {
  return trace.logs.slice(0, countUpTo(trace.logs, at))
}

/** Bytes; undefined before the first sample. */
export function memoryAt({ columns }: MemoryTrack, at: Time): number | undefined {
  const after = countColumnUpTo(columns.at, columns.length, at)
  if (after === 0) return undefined
  const before = columns.bytes[after - 1] as number
  if (after === columns.length) return before
  const from = columns.at[after - 1] as number
  const to = columns.at[after] as number
  return before + (((columns.bytes[after] as number) - before) * (at - from)) / (to - from)
}

/** What a prober knows at an instant. An attempt counts from its end. */
export interface ProbeMoment {
  /** Index of the last attempt that has ended; -1 if none. */
  readonly index: number
  readonly outcome: ProbeOutcome | undefined
  /** How many of this outcome in a row. */
  readonly run: number
  readonly restart: number | undefined
  readonly endAt: Time | undefined
  readonly message: string | undefined
  /** Index of the last attempt of the same run of the container that changed the result; -1 if none. */
  readonly decisive: number
  /** Index of the attempt that is under way; -1 if none. */
  readonly underWay: number
}

export function probeAt({ columns, messages }: ProbeTrack, at: Time): ProbeMoment {
  const ended = countColumnUpTo(columns.endAt, columns.length, at)
  const begun = countColumnUpTo(columns.at, columns.length, at)
  const index = ended - 1
  const underWay = begun > ended ? begun - 1 : -1
  if (index < 0) {
    const nothing = { outcome: undefined, restart: undefined, endAt: undefined, message: undefined }
    return { index, run: 0, decisive: -1, underWay, ...nothing }
  }
  const restart = columns.restart[index] as number
  let decisive = index
  while (decisive >= 0 && columns.restart[decisive] === restart && columns.decisive[decisive] !== 1) decisive--
  return {
    index,
    outcome: PROBE_OUTCOMES[columns.outcome[index] as number],
    run: columns.run[index] as number,
    restart,
    endAt: columns.endAt[index] as number,
    message: messages.get(index),
    decisive: decisive >= 0 && columns.restart[decisive] === restart ? decisive : -1,
    underWay,
  }
}
