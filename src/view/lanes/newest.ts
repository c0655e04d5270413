import type { Time } from '../../lib/time.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { PROBE_BASELINE } from './geometry.ts'
import type { Lane, Mark, ProbeLane } from './lane.ts'
import { lowerBound } from './level-of-detail.ts'
import { marksWithin } from './mark-index.ts'
import { bandOf } from './pointed.ts'

/** What has come about last, and where in its lane it stands. */
export interface Newest {
  readonly lane: string
  readonly at: Time
  readonly band: readonly [top: number, bottom: number]
}

/** Of what comes in one instant the first of these is what one looks at. */
const FIRST: readonly Mark['kind'][] = ['exit', 'burst', 'pin', 'flag', 'gate', 'try', 'status', 'ramp', 'bar']

/** Of all that began after one instant and up to another the last thing; of one instant's things the weightiest. */
export function newestOf(lanes: readonly Lane[], after: Time, upTo: Time): Newest | undefined {
  let best: { readonly newest: Newest; readonly rank: number } | undefined
  for (const lane of lanes) {
    const found = lane.kind === 'probe' ? newestAttempt(lane, after, upTo) : newestMark(lane, after, upTo)
    if (!found) continue
    const { newest, rank } = found
    const isLater = best === undefined || newest.at > best.newest.at
    if (isLater || (newest.at === best?.newest.at && rank < best.rank)) best = found
  }
  return best?.newest
}

interface Found {
  readonly newest: Newest
  readonly rank: number
}

function newestMark(lane: Lane, after: Time, upTo: Time): Found | undefined {
  const [first, end] = marksWithin(lane.marks, after, upTo)
  let best: { readonly mark: Mark; readonly rank: number } | undefined
  for (let i = end - 1; i >= first; i -= 1) {
    const mark = lane.marks[i] as Mark
    const rank = FIRST.indexOf(mark.kind)
    if (rank < 0 || mark.from <= after) continue
    if (best && mark.from < best.mark.from) break
    if (!best || rank < best.rank) best = { mark, rank }
  }
  if (!best) return undefined
  const { mark, rank } = best
  return { newest: { lane: lane.id, at: mark.from, band: bandOf(mark, lane) ?? [4, lane.height - 4] }, rank }
}

/** Of a probe only what fails, or decides: successes come and come. */
function newestAttempt({ id, track: { columns } }: ProbeLane, after: Time, upTo: Time): Found | undefined {
  for (let i = lowerBound(columns.endAt, columns.length, upTo + 1) - 1; i >= 0; i -= 1) {
    const at = columns.endAt[i] as number
    if (at <= after) return undefined
    const counts = columns.decisive[i] === 1 || PROBE_OUTCOMES[columns.outcome[i] as number] !== 'success'
    if (counts) return { newest: { lane: id, at, band: [PROBE_BASELINE - 10, PROBE_BASELINE + 16] }, rank: 2.5 }
  }
  return undefined
}
