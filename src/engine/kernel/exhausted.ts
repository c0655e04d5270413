import type { Time } from '../../lib/time.ts'
import type { Cut, ProcessAtWork } from '../../trace/cut.ts'

/**
 * How much is simulated. No cluster that a person wants to look at comes near: two thousand Pods take some 40,000 steps
 * at their busiest instant. A step takes microseconds, so that the first limit ends a loop that never lets time go on
 * within a second or so. `work` is what programs make the simulator do (`work.ts`): a loop that counts to thirty thousand
 * comes to two thirds of it, a fork bomb that meets the limit of processes to nine tenths.
 */
export const MOST = { instant: 300_000, steps: 30_000_000, entries: 1_000_000, work: 600_000 } as const

/**
 * A long run may have more work: so many units for every simulated second. A process takes about a hundred, with what it
 * does: loops that start twenty in every second, as one that prints the date ten times, go on however long the run is.
 */
export const WORK_PER_SECOND = 2200

/** How much of it is simulated up to a time. */
export function mostWork(now: Time): number {
  return MOST.work + Math.floor(now / 1000) * WORK_PER_SECOND
}

/** More than is simulated: ends the run, which keeps what it has. */
export class Exhausted extends Error {
  override name = 'Exhausted'
  readonly cut: Cut

  constructor(limit: Cut['limit'], at: ProcessAtWork | undefined, most: number = MOST[limit]) {
    super(`more than ${most} ${limit}`)
    this.cut = { limit, most, ...(at === undefined ? {} : { at }) }
  }
}
