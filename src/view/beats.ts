import type { Duration, Time } from '../lib/time.ts'
import type { PodRef } from '../trace/entry.ts'
import type { Trace } from '../trace/trace.ts'
import { historiesOf } from './history/histories.ts'
import type { Lane } from './lanes/lane.ts'
import { type Moment, momentsOf } from './lanes/moments.ts'

/** One step of a story that is told: what has happened up to `at` since `from` is looked at as one. */
export interface Beat {
  readonly at: Time
  /** Of the instants that belong to it those that weigh most, each once, in order. */
  readonly instants: readonly Time[]
}

/** A story has so many beats, where as much happens. */
const FEWEST = 7
const MOST = 12
/** To the eye one and the same; in a short story less is. */
const AT_ONCE: Duration = 1_000
const SHORTEST: Duration = 200
/** Below this a moment is a beat only where there would be too few. */
const WEIGHTY = 2
/** So much of a run after its last beat is worth an own one: it stays as it is. */
const REST = 0.08

/**
 * The beats of a run: its beginning, what changes in STATUS and READY, exits, thresholds, steps, and its end. What comes
 * again and again is told of at its first times; a story of little is told in smaller steps.
 */
export function beatsOf(trace: Trace, lanes: readonly Lane[]): readonly Beat[] {
  const moments = weighed(trace, lanes).sort((a, b) => a.at - b.at)
  let told = group(
    moments.filter(({ weight }) => weight >= WEIGHTY),
    AT_ONCE,
  )
  for (let atOnce = AT_ONCE; told.length < FEWEST - 1 && atOnce >= SHORTEST; atOnce /= 2) {
    const finer = group(moments, atOnce)
    if (finer.length > told.length) told = finer
  }
  const rest = trace.ending !== 'running' && trace.endMs - (told.at(-1)?.at ?? 0) > trace.endMs * REST
  const room = MOST - 1 - (rest ? 1 : 0)
  const heaviest = new Set([...told].sort((a, b) => b.weight - a.weight || a.at - b.at).slice(0, room))
  const beats = told.filter((beat) => heaviest.has(beat))
  return [
    { at: 0, instants: [0] },
    ...beats.map(({ at, instants }) => ({ at, instants: instants.length > 0 ? instants : [at] })),
    ...(rest ? [{ at: trace.endMs, instants: [] }] : []),
  ]
}

/** The beat that has been reached at an instant: how many there are up to then. */
export function beatsUpTo(beats: readonly Beat[], at: Time): number {
  return beats.filter((beat) => beat.at <= at).length
}

/** The next beat after an instant, or the last one before it. */
export function neighbourBeat(beats: readonly Beat[], at: Time, direction: 1 | -1): Time | undefined {
  return (direction === 1 ? beats.find((beat) => beat.at > at) : beats.findLast((beat) => beat.at < at))?.at
}

/** All that happens, after the beginning; what is like something before weighs less. */
function weighed(trace: Trace, lanes: readonly Lane[]): Moment[] {
  const familyOf = families(trace)
  const all = lanes
    .flatMap((lane) => momentsOf(lane, familyOf))
    .filter(({ at }) => at > 0 && at <= trace.endMs)
    .sort((a, b) => a.at - b.at)
  const seen = new Map<string, number>()
  return all.map((moment) => {
    const times = (seen.get(moment.like) ?? 0) + 1
    seen.set(moment.like, times)
    return { ...moment, weight: moment.weight / times }
  })
}

function families(trace: Trace): (pod: PodRef) => string {
  const owners = new Map<string, string>()
  for (const { ref, versions } of historiesOf(trace)) {
    const owner = versions[0]?.pod.metadata.ownerReferences?.find(({ controller }) => controller)
    owners.set(ref.uid, owner?.uid ?? ref.uid)
  }
  return ({ uid }) => owners.get(uid) ?? uid
}

interface Group extends Beat {
  readonly weight: number
}

/** Moments within so long of the first of them are one, which stands where the last of them has happened. */
function group(moments: readonly Moment[], atOnce: Duration): readonly Group[] {
  const groups: { from: Time; at: Time; weight: number; instants: Time[] }[] = []
  for (const { at, weight } of moments) {
    const last = groups.at(-1)
    if (last && at - last.from <= atOnce) {
      last.at = at
      last.weight = Math.max(last.weight, weight) + Math.min(last.weight, weight) / 10
      if (weight >= WEIGHTY && last.instants.at(-1) !== at) last.instants.push(at)
    } else groups.push({ from: at, at, weight, instants: weight >= WEIGHTY ? [at] : [] })
  }
  return groups
}
