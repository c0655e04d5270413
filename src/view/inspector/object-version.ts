import type { Time } from '../../lib/time.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import { countUpTo } from '../../trace/search.ts'
import { objectAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'

/** An object at an instant, and the versions beside it. Of several versions of one instant the last is what is seen. */
export interface ObjectVersion {
  readonly written: ObjectWritten
  readonly before: ObjectWritten | undefined
  /** When the next other version, or the end of the object, comes. */
  readonly nextAt: Time | undefined
  /** From 1, of those that can be seen. */
  readonly index: number
  readonly count: number
}

export function objectVersionAt(trace: Trace, key: string, at: Time): ObjectVersion | undefined {
  const versions = trace.objects.get(key) ?? []
  const seen = versions.filter((version, index) => version.at !== versions[index + 1]?.at)
  const upTo = countUpTo(seen, at)
  const written = seen[upTo - 1]
  if (written === undefined || written.change === 'DELETED') return undefined
  const before = seen[upTo - 2]
  return {
    written,
    before: before?.change === 'DELETED' ? undefined : before,
    nextAt: seen[upTo]?.at,
    index: upTo,
    count: seen.length,
  }
}

/** Pod/default/web: the objects that exist, Pods first, by kind and name. */
export function objectKeysAt(trace: Trace, at: Time): readonly string[] {
  return [...trace.objects.keys()].filter((key) => objectAt(trace, key, at) !== undefined).sort(byKind)
}

function byKind(a: string, b: string): number {
  const [podA, podB] = [a.startsWith('Pod/'), b.startsWith('Pod/')]
  if (podA !== podB) return podA ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
