import type { Cut, ProcessAtWork } from '../../trace/cut.ts'

/**
 * How much is simulated: nobody waits for a run for more than a second or two, however long the time is that it covers.
 *
 * - `instant`: timers without time going on. Two thousand Pods take some 40,000 at their busiest instant.
 * - `steps`: what the cluster does by itself, as probes and restarts: a timer is one, what it writes down is more.
 *   The Pods that a text asks for are not begrudged: each may take some more.
 * - `work`: what programs make the simulator do (`work.ts`). Loops that start a hundred thousand things come to it, and
 *   so do three containers that start ten processes in a second, after some ten minutes.
 * - `entries`: of the trace.
 */
export const MOST = { instant: 90_000, steps: 100_000, entries: 1_000_000, work: 620_000 } as const

/** An entry of the trace counts for so many steps: it is recorded, handed on and shown. */
export const STEPS_AN_ENTRY = 4

/** So many steps more for each Pod that there is … */
export const STEPS_A_POD = 400
/** … up to so many Pods. */
export const PODS = 2500

/** More than is simulated: ends the run, which keeps what it has. */
export class Exhausted extends Error {
  override name = 'Exhausted'
  readonly cut: Cut

  constructor(limit: Cut['limit'], at: ProcessAtWork | undefined, most: number = MOST[limit]) {
    super(`more than ${most} ${limit}`)
    this.cut = { limit, most, ...(at === undefined ? {} : { at }) }
  }
}
