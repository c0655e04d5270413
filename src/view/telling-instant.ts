import { podRow } from '../kubectl/printers/pod-row.ts'
import type { Duration, Time } from '../lib/time.ts'
import type { Trace } from '../trace/trace.ts'
import { historiesOf } from './history/histories.ts'
import { type Tone, toneOfStatus } from './history/tone.ts'

/** What somebody comes for: how much it has to say for itself. */
const WEIGHT: Readonly<Partial<Record<Tone, number>>> = {
  oom: 6,
  exitNonZero: 5,
  waiting: 4,
  notReady: 3,
  t2: 2,
  ready: 1,
}
/** Trouble that Pods begin with is none. */
const BEGINNING = new Set(['Pending', 'ContainerCreating', 'PodInitializing', 'SchedulingGated'])
const AMID = 3
const LASTS = 2
/** Not at the edge of what happened. */
const SOON: Duration = 4_000
const TENTH: Duration = 100

/**
 * The instant at which a run has most to say: trouble in what kubectl shows, that lasts long enough to be looked at, and
 * that something is to be seen on both sides of.
 */
export function tellingInstant(trace: Trace): Time {
  let best = { at: 0, weight: 0 }
  for (const { versions, until } of historiesOf(trace)) {
    let before = ''
    for (const [i, { at, pod, written }] of versions.entries()) {
      if (written.change === 'DELETED') continue
      const { status, ready } = podRow(pod, at)
      const said = `${status} ${ready}`
      if (said === before) continue
      before = said
      const end = versions[i + 1]?.at ?? until
      const share = at / Math.max(1, trace.endMs)
      const weight =
        (BEGINNING.has(status) ? 0 : (WEIGHT[toneOfStatus(status, ready)] ?? 0)) +
        (share > 0.1 && share < 0.85 ? AMID : 0) +
        (end - at > trace.endMs * 0.02 ? LASTS : 0)
      const soon = Math.min(SOON, Math.max(0, (end - at) / 3))
      if (weight > best.weight) best = { at: soon > TENTH ? Math.floor((at + soon) / TENTH) * TENTH : at, weight }
    }
  }
  return Math.min(best.at, trace.endMs)
}
