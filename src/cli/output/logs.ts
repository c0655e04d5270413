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
  // Streams whose last piece was not the end of a line: the next one goes on there.
  const open = new Set<string>()
  for (const line of lines) {
    const stream = `${prefixOf(line)} ${line.stream}`
    const head = writers.size > 1 && !open.has(stream) ? `${prefixOf(line)} ` : ''
    out.write(`${head}${line.line}${line.partial ? '' : '\n'}`)
    if (line.partial) open.add(stream)
    else open.delete(stream)
  }
}

// kubectl: pkg/cmd/logs/logs.go addPrefixIfNeeded (v1.36)
function prefixOf({ pod, container }: LogLine): string {
  return `[pod/${pod.name}/${container}]`
}
