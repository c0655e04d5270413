import type { Cut } from '../../trace/cut.ts'

/**
 * How much is simulated. No cluster that a person wants to look at comes near: two thousand Pods take some 40,000 steps
 * at their busiest instant. A step takes microseconds, so that the first limit ends a loop that never lets time go on
 * within a second or so.
 */
export const MOST = { instant: 300_000, steps: 30_000_000, entries: 1_000_000 } as const

/** More than is simulated: ends the run, which keeps what it has. */
export class Exhausted extends Error {
  override name = 'Exhausted'
  readonly cut: Cut

  constructor(limit: Cut['limit'], who: string | undefined) {
    super(`more than ${MOST[limit]} ${limit}`)
    this.cut = { limit, most: MOST[limit], ...(who === undefined ? {} : { who }) }
  }
}
