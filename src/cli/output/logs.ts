import type { LogLine } from '../../trace/entry.ts'
import type { Writer } from './writer.ts'

/** The containers' lines in the order of time; where there are several containers, prefixed as `kubectl logs --prefix` does. */
export const writeLogs: Writer = (chunks, out) => {
  const lines: LogLine[] = []
  const writers = new Set<string>()
  for (const { entries } of chunks) {
    for (const entry of entries) {
      if (entry.kind !== 'log') continue
      lines.push(entry)
      writers.add(prefixOf(entry))
    }
  }
  for (const line of lines) out.write(writers.size > 1 ? `${prefixOf(line)} ${line.line}\n` : `${line.line}\n`)
}

// kubectl: pkg/cmd/logs/logs.go addPrefixIfNeeded (v1.36)
function prefixOf({ pod, container }: LogLine): string {
  return `[pod/${pod.name}/${container}]`
}
