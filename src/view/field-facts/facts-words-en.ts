import type { Duration } from '../../lib/time.ts'
import type { Widen } from '../../lib/widen.ts'
import { bytesText } from '../lanes/memory.ts'
import { durationText } from '../time/time-scale.ts'

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const tenth = (ms: Duration): string => durationText(ms < 60_000 ? Math.ceil(ms / 100) * 100 : ms)

/** Beside a field, what came of it. */
export const FACTS_EN = {
  failed: (count: number, inARow: number) =>
    count === inARow
      ? `failed ${times(count)}${count > 1 ? ' in a row' : ''}`
      : `failed ${times(count)}, at most ${inARow} in a row`,
  neverFailed: (attempts: number) => `never failed in ${attempts} ${attempts === 1 ? 'try' : 'tries'}`,
  slowest: (ms: Duration) => `slowest ${tenth(ms)}`,
  firstSuccess: (ms: Duration) => `first success after ${tenth(ms)}`,
  peak: (bytes: number) => `peak ${bytesText(bytes)}`,
  graceUsed: (ms: Duration, killed: boolean) => (killed ? `used up, then SIGKILL` : `used ${tenth(ms)}`),
  restarts: (count: number) => `restarted ${times(count)}`,
  pulled: (ms: Duration) => `pulled in ${tenth(ms)}`,
  selects: (pods: number) => (pods === 0 ? 'selects no Pod' : pods === 1 ? 'selects 1 Pod' : `selects ${pods} Pods`),
  of: (field: string, fact: string) => `${field} ${fact}`,
}

export type FactWords = Widen<typeof FACTS_EN>
