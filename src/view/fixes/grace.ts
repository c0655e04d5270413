import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { runEnd } from '../diagnosis/run-end.ts'
import { type Bed, explore } from './bed.ts'
import type { Proposal } from './fix.ts'

const LONG_SECONDS = 600
const FIELD = 'spec.terminationGracePeriodSeconds'

/** As long as it takes to end by itself, where it does. */
export function graceProposal(bed: Bed): readonly Proposal[] {
  const { pod, isMine } = bed
  const ends = (run: Trace) =>
    run.spans.filter((span) => span.detail.kind === 'run' && isMine(span.pod) && span.end !== undefined)
  const forced = (run: Trace) => ends(run).some((span) => runEnd(run, span)?.graceMs !== undefined)
  return explore(
    bed,
    FIELD,
    LONG_SECONDS,
    (run) => {
      const asked = askedAt(run, pod)
      const last = Math.max(0, ...ends(run).map(({ end = 0 }) => end))
      if (asked === undefined || last < asked || forced(run)) return undefined
      return { path: FIELD, value: Math.ceil((last - asked) / 1000) + 1 }
    },
    (run) => askedAt(run, pod) !== undefined && !forced(run),
  )
}

function askedAt(run: Trace, pod: { readonly namespace: string; readonly name: string }): Time | undefined {
  return run.objects
    .get(`Pod/${pod.namespace}/${pod.name}`)
    ?.find(({ object }) => object.metadata.deletionTimestamp !== undefined)?.at
}
