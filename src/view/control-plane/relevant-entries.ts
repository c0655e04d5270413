import type { Seq, TraceEntry } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Trace } from '../../trace/trace.ts'
import { isOfLife } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'

export interface Relevant {
  readonly entry: TraceEntry
  /** About the Pod itself; otherwise it led to something about it, or followed from it. */
  readonly own: boolean
}

/**
 * What belongs to a Pod's story, in the order of happening: everything about it; what led there, as far back as
 * another Pod's story; and what others wrote because of it (endpoints, the Job that owns it, a budget).
 */
export function relevantEntries(trace: Trace, history: PodHistory): readonly Relevant[] {
  const own = new Set<Seq>()
  const opened = new Set<Seq>()
  for (const entry of trace.entries) {
    if (entry.kind === 'spanEnd' ? !opened.has(entry.opened) : !isAbout(history, entry)) continue
    own.add(entry.seq)
    if (entry.kind === 'span') opened.add(entry.seq)
  }
  const ancestors = ancestorsOf(trace, own)
  const effects = new Map<Seq, string>()
  const relevant: Relevant[] = []
  for (const entry of trace.entries) {
    const { seq, cause } = entry
    if (own.has(seq)) relevant.push({ entry, own: true })
    else if (ancestors.has(seq)) relevant.push({ entry, own: false })
    else if (entry.kind === 'object' && entry.objectKind !== 'Pod' && cause !== undefined) {
      if (!own.has(cause) && effects.get(cause) !== entry.by.name) continue
      effects.set(seq, entry.by.name)
      relevant.push({ entry, own: false })
    }
  }
  return relevant
}

function isAbout(history: PodHistory, entry: TraceEntry): boolean {
  const { ref, onNode } = history
  switch (entry.kind) {
    case 'object':
      return entry.objectKind === 'Pod' && entry.object.metadata.uid === ref.uid
    case 'event':
      return entry.regarding.kind === 'Pod' && (entry.regarding.uid === ref.uid || entry.regarding.uid === onNode.uid)
    case 'log':
    case 'step':
    case 'stepOutput':
    case 'stepEnd':
    case 'notSimulated':
    case 'requestsFailed':
    case 'spanEnd':
      return false
    default:
      return entry.pod.uid === ref.uid || isOfLife(history, entry.pod, entry.at)
  }
}

function ancestorsOf(trace: Trace, own: ReadonlySet<Seq>): ReadonlySet<Seq> {
  const ancestors = new Set<Seq>()
  for (const seq of own) {
    let cause = entryOf(trace, seq)?.cause
    while (cause !== undefined && !own.has(cause) && !ancestors.has(cause)) {
      const entry = entryOf(trace, cause)
      if (entry === undefined) break
      ancestors.add(cause)
      // Another Pod's own story is told where that Pod is looked at.
      if ('pod' in entry || (entry.kind === 'object' && entry.objectKind === 'Pod')) break
      cause = entry.cause
    }
  }
  return ancestors
}
