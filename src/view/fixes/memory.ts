import type { Trace } from '../../trace/trace.ts'
import { type Bed, explore } from './bed.ts'
import type { Proposal } from './fix.ts'

const MEBIBYTE = 2 ** 20
/** Nothing that needs more than this is cured by more. */
const MOST_BYTES = 8 * 2 ** 30
/** Room for what a run does not show. */
const MARGIN = 1.25
const STEP = 16

/** What it needs where nobody holds it back, and a quarter more. */
export function memoryProposal(bed: Bed): readonly Proposal[] {
  const { container, path, isMine } = bed
  if (container === undefined) return []
  const mine = (run: Trace) => run.memory.filter((track) => isMine(track.pod) && track.container === container.name)
  return explore(
    bed,
    `${path}.resources.limits.memory`,
    undefined,
    (run) => {
      const peak = Math.max(0, ...mine(run).flatMap(({ columns }) => [...columns.bytes.subarray(0, columns.length)]))
      if (peak === 0 || peak > MOST_BYTES) return undefined
      const value = `${Math.ceil((peak * MARGIN) / MEBIBYTE / STEP) * STEP}Mi`
      return { path: `${path}.resources.limits.memory`, value }
    },
    (run) =>
      mine(run).length > 0 &&
      !run.entries.some((entry) => entry.kind === 'oom' && isMine(entry.pod) && entry.container === container.name),
  )
}
