import type { Trace } from '../trace/trace.ts'
import type { Candidate, FixSubject } from '../view/fixes/fix.ts'
import type { DocumentOf } from '../view/fixes/patient.ts'
import { proposals } from '../view/fixes/proposals.ts'
import { tryText } from './preview.ts'
import { appStore } from './store.ts'

/** A cure that may be taken. */
export interface Offer {
  readonly candidate: Candidate
  /** The run of the mended text, where it was tried. */
  readonly run: Trace | undefined
}

/** A run of more than this is not made several times over for the sake of an offer. */
const MOST_ENTRIES = 20_000
const MOST_ATTEMPTS = 60_000

/** The first cure that a run of it bears out; of a long run one that needs no trying. Undefined: nothing is known to help. */
export async function findFix(trace: Trace, text: string, subject: FixSubject): Promise<Offer | undefined> {
  const isCheap =
    trace.entries.length <= MOST_ENTRIES &&
    trace.probes.reduce((sum, { columns }) => sum + columns.length, 0) <= MOST_ATTEMPTS
  for (const proposal of proposals(trace, text, documentOf, subject)) {
    if (!isCheap) {
      if (proposal.kind === 'ready') return { candidate: proposal.candidate, run: undefined }
      continue
    }
    const explored = proposal.kind === 'explore' ? await tryText(proposal.text) : undefined
    const candidate = proposal.kind === 'ready' ? proposal.candidate : explored && proposal.conclude(explored)
    if (candidate === undefined || candidate.text === text) continue
    const run = await tryText(candidate.text)
    if (run && candidate.cures(run)) return { candidate, run }
  }
  return undefined
}

const documentOf: DocumentOf = (kind, namespace, name) =>
  appStore.getState().objects.find((each) => each.kind === kind && each.name === name && each.namespace === namespace)
    ?.document

/** Keeps the run before for comparison, and mends the text: diagnosis, cure and proof. */
export function takeFix({ candidate }: Offer, text: string): void {
  const { text: now, pin, edit } = appStore.getState()
  if (now !== text) return
  pin()
  edit(candidate.text)
}
