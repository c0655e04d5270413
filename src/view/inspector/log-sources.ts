import type { LogLine } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'

/** web/app: as it stands before each line. */
export function sourceOf({
  pod,
  container,
}: Pick<LogLine, 'container'> & { readonly pod: { readonly name: string } }): string {
  return `${pod.name}/${container}`
}

const known = new WeakMap<readonly LogLine[], readonly string[]>()

/** Who prints anything at all in this run, by name. */
export function logSources({ logs }: Trace): readonly string[] {
  let sources = known.get(logs)
  if (sources === undefined) {
    sources = [...new Set(logs.map(sourceOf))].sort()
    known.set(logs, sources)
  }
  return sources
}
