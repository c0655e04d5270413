import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Trace } from '../../trace/trace.ts'

/** What becomes of Pods behind an instant and up to another: kubectl's row, whenever it says something new. */
export function podNews(trace: Trace, from: Time, to: Time): readonly { readonly at: Time; readonly text: string }[] {
  const news: { at: Time; text: string }[] = []
  for (const versions of trace.objects.values()) {
    let last = ''
    for (const { objectKind, object, at, change } of versions) {
      if (objectKind !== 'Pod') break
      const { name, ready, status, restarts } = podRow(object as Pod, at)
      const text = change === 'DELETED' ? `${name} is gone` : `${name}  ${ready}  ${status}  ${restarts}`
      if (text !== last && at > from && at <= to) news.push({ at, text })
      last = text
    }
  }
  return news.sort((a, b) => a.at - b.at)
}
