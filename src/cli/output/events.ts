import { printGetEvents } from '../../kubectl/printers/events.ts'
import type { EventWritten } from '../../trace/entry.ts'
import type { Writer } from './writer.ts'

/** What `kubectl get events` prints at the end of the simulated time. */
export const writeEvents: Writer = (chunks, out) => {
  const latest = new Map<string, EventWritten>()
  let endMs = 0
  for (const chunk of chunks) {
    endMs = chunk.endMs
    for (const entry of chunk.entries) if (entry.kind === 'event') latest.set(entry.key, entry)
  }
  if (latest.size > 0) out.write(printGetEvents([...latest.values()], endMs))
}
