import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Trace } from '../../trace/trace.ts'

/**
 * The first instant from `from` on at which a Pod is what the word says: a condition (Ready), or what kubectl's STATUS
 * says of it (Running, CrashLoopBackOff, Completed). undefined: it never comes to that.
 */
export function whenPodIs(trace: Trace, word: string, from: Time): Time | undefined {
  let first: Time | undefined
  for (const versions of trace.objects.values()) {
    for (const [index, { objectKind, object, at, change }] of versions.entries()) {
      if (objectKind !== 'Pod') break
      if (change === 'DELETED' || !is(object as Pod, word, at)) continue
      const next = versions[index + 1]?.at ?? Number.POSITIVE_INFINITY
      const since = Math.max(at, from)
      if (since < next && (first === undefined || since < first)) first = since
    }
  }
  return first
}

function is(pod: Pod, word: string, at: Time): boolean {
  const wanted = word.toLowerCase()
  const condition = pod.status?.conditions?.find(({ type }) => type.toLowerCase() === wanted)
  return condition ? condition.status === 'True' : podRow(pod, at).status.toLowerCase() === wanted
}
