import type { MemoryTrack } from '../../trace/memory-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { isOfLife, lifeOf } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { MEMORY_LANE, MEMORY_LIMIT_Y } from './geometry.ts'
import type { Burst, MemoryLane } from './lane.ts'
import type { LaneWords } from './words-en.ts'

/** Memory against its request and its limit. A container without either has nothing to be measured against, and no lane. */
export function memoryLane(
  trace: Trace,
  history: PodHistory,
  container: string,
  words: LaneWords,
): MemoryLane | undefined {
  const track = trace.memory.find((each) => each.container === container && each.pod.uid === history.onNode.uid)
  if (!track || track.columns.length === 0) return undefined
  const limits = limitsOf(track)
  const { requestBytes } = track
  if (limits.length === 0 && requestBytes === undefined) return undefined
  const peak = track.columns.bytes.subarray(0, track.columns.length).reduce((a, b) => Math.max(a, b), 0)
  return {
    kind: 'memory',
    id: `memory/${history.ref.uid}/${container}`,
    name: words.names.memory,
    note: limits.length > 0 ? words.limitNote(limits.map(bytesText)) : words.requestNote(bytesText(requestBytes ?? 0)),
    mono: false,
    indent: true,
    ruled: false,
    height: MEMORY_LANE,
    pod: history.ref,
    container,
    nodeUid: history.onNode.uid,
    track,
    topBytes: limits.length > 0 ? Math.max(...limits) : Math.max(requestBytes ?? 0, peak),
    requestBytes,
    life: lifeOf(trace, history, container),
    marks: burstsOf(trace, track, history),
  }
}

/** The limit at first, and what resizes have made of it. */
function limitsOf({ limitBytes, limits = [] }: MemoryTrack): readonly number[] {
  return [limitBytes, ...limits.map((change) => change.limitBytes)].filter((limit) => limit !== undefined)
}

function burstsOf(trace: Trace, track: MemoryTrack, history: PodHistory): readonly Burst[] {
  const bursts: Burst[] = []
  for (const entry of trace.entries) {
    if (entry.kind !== 'oom' || entry.container !== track.container || !isOfLife(history, entry.pod, entry.at)) continue
    bursts.push({
      kind: 'burst',
      from: entry.at,
      to: entry.at,
      seq: entry.seq,
      y: MEMORY_LIMIT_Y,
      limitBytes: entry.limitBytes,
      pid: entry.pid,
      wholeContainer: entry.wholeContainer,
    })
  }
  return bursts
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti']

/** 104857600 → 100Mi, as a manifest would have it. */
export function bytesText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)}${UNITS[unit]}`
}

/** The memory at an instant, on the straight line between two samples. */
export function memoryAt(track: MemoryTrack, at: number): number {
  const { length, at: times, bytes } = track.columns
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  if (low === 0) return 0
  const [t0, b0] = [times[low - 1] as number, bytes[low - 1] as number]
  if (low === length) return b0
  const [t1, b1] = [times[low] as number, bytes[low] as number]
  return t1 === t0 ? b1 : b0 + ((b1 - b0) * (at - t0)) / (t1 - t0)
}
