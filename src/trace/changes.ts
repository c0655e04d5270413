import type { Time } from '../lib/time.ts'
import type { TraceEntry } from './entry.ts'
import { PROBE_OUTCOMES, type ProbeTrack } from './probe-track.ts'
import { countColumnUpTo } from './search.ts'
import type { Trace } from './trace.ts'

const SUCCESS = PROBE_OUTCOMES.indexOf('success')
const cache = new WeakMap<Trace, Float64Array>()

/**
 * The instants at which something that can be seen changed, each once, in order. What merely goes on (one more
 * success of a probe, another line of a log, the same Event counted up) is no change.
 */
export function changesOf(trace: Trace): Float64Array {
  let changes = cache.get(trace)
  if (changes === undefined) {
    const times: Time[] = []
    for (const entry of trace.entries) if (isChange(entry)) times.push(entry.at)
    for (const track of trace.probes) pushAttempts(track, times)
    changes = distinct(Float64Array.from(times).sort())
    cache.set(trace, changes)
  }
  return changes
}

/** The next change after an instant, or the last one before it. */
export function neighbourChange(trace: Trace, at: Time, direction: 1 | -1): Time | undefined {
  const changes = changesOf(trace)
  const upTo = countColumnUpTo(changes, changes.length, at)
  if (direction === 1) return changes[upTo]
  return changes[upTo - 1] === at ? changes[upTo - 2] : changes[upTo - 1]
}

function isChange(entry: TraceEntry): boolean {
  switch (entry.kind) {
    case 'event':
      return entry.count === 1
    case 'step':
      return !entry.aside
    case 'object':
      return entry.objectKind !== 'Lease'
    case 'log':
    case 'stepOutput':
    case 'stepEnd':
    case 'decision':
    case 'notSimulated':
      return false
    default:
      return true
  }
}

/** A count that rises towards its threshold is seen; beyond it nothing changes any more. */
function pushAttempts({ columns, failureThreshold }: ProbeTrack, times: Time[]): void {
  for (let i = 0; i < columns.length; i++) {
    const run = columns.run[i] as number
    const rises = columns.outcome[i] !== SUCCESS && run <= failureThreshold
    if (rises || run === 1 || columns.decisive[i] === 1) {
      times.push(columns.endAt[i] as number)
    }
  }
}

function distinct(sorted: Float64Array): Float64Array {
  let length = 0
  for (const value of sorted) if (length === 0 || sorted[length - 1] !== value) sorted[length++] = value
  return sorted.slice(0, length)
}
