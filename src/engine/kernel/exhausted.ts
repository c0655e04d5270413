import type { Cut, ProcessAtWork } from '../../trace/cut.ts'

/**
 * How much is simulated: nobody waits for ten minutes of a cluster's life for more than a second or two. Whoever asks
 * for a day waits longer, and sees what there is so far.
 *
 * - `instant`: timers without time going on. Two thousand Pods take some 40,000 at their busiest instant.
 * - `steps`: what the cluster does by itself, as probes and restarts: a timer is one, what it writes down is more.
 *   The Pods that a text asks for are not begrudged: each may take some more.
 * - `work`: what programs make the simulator do (`work.ts`). Loops that start ten thousand things in no time come to it,
 *   and so does a container that starts ten processes in each second, after some half an hour.
 * - `entries`: of the trace.
 */
export const MOST = { instant: 90_000, steps: 100_000, entries: 1_000_000, work: 500_000 } as const

/** So much more for each second of the run: three processes, or probes of some containers. */
export const MORE_A_SECOND = { steps: 10, work: 200 } as const

/** An entry of the trace counts for so many steps: it is recorded, handed on and shown. */
export const STEPS_AN_ENTRY = 4

/** So many steps more for each Pod that there is … */
export const STEPS_A_POD = 400
/** … up to so many Pods. What lies beyond takes as many away: a number of replicas is quickly written. */
export const PODS = 2500

/** So many steps more for each request of the traffic that a text asks for, whose number is bounded there; and so much work. */
export const STEPS_A_REQUEST = 12
export const WORK_A_REQUEST = 60

/** So much work more for each that is there from the beginning or has a controller: what an entrypoint script takes … */
export const WORK_A_POD = 5_000
/** … up to so many Pods. Those that a line makes one by one get none: loops of such lines have to end. */
export const PODS_AT_WORK = 400

/** More than is simulated: ends the run, which keeps what it has. */
export class Exhausted extends Error {
  override name = 'Exhausted'
  readonly cut: Cut

  constructor(limit: Cut['limit'], at: ProcessAtWork | undefined, most: number = MOST[limit]) {
    super(`more than ${most} ${limit}`)
    this.cut = { limit, most, ...(at === undefined ? {} : { at }) }
  }
}
