import type { Activity } from '../client/api-client.ts'
import type { Terminal } from '../client/terminal.ts'

/** Lines on stderr. */
export function* warn({ stderr }: Terminal, lines: string | readonly string[]): Activity<void> {
  for (const line of typeof lines === 'string' ? [lines] : lines) yield* stderr.write(`${line}\n`)
}

/** What the API server warns of, each once. */
export function* warnOf(terminal: Terminal, warnings: readonly string[]): Activity<void> {
  yield* warn(
    terminal,
    [...new Set(warnings)].map((text) => `Warning: ${text}`),
  )
}
