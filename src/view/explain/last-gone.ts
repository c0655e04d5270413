import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import type { PodHistory } from '../history/pod-history.ts'

/** The Pod that went last, up to an instant: what one asks about where none is left. */
export function lastGone(trace: Trace, at: Time): PodHistory | undefined {
  let last: PodHistory | undefined
  for (const history of historiesOf(trace)) {
    const { deletedAt } = history
    if (deletedAt !== undefined && deletedAt <= at && deletedAt >= (last?.deletedAt ?? 0)) last = history
  }
  return last
}
