import type { Time } from '../lib/time.ts'
import type { Scenario, Step } from './scenario.ts'

/** A line that somebody has typed who only looks on: it is run with the text, and is no part of it. */
export interface WatchingLine {
  readonly at: Time
  readonly line: string
  /** When Ctrl-C was pressed. */
  readonly interruptAt?: Time
}

const BRINGS_NOTHING = { objects: [], images: [] }

/** The scenario with what people look at beside it: steps that are no part of its text, and change nothing. */
export function withLines(scenario: Scenario, lines: readonly WatchingLine[]): Scenario {
  if (lines.length === 0) return scenario
  const steps = lines.map(
    ({ at, line, interruptAt }): Step => ({
      atMs: at,
      text: line,
      action: { kind: 'run', line, brings: BRINGS_NOTHING, ...(interruptAt === undefined ? {} : { interruptAt }) },
      aside: true,
    }),
  )
  return { ...scenario, steps: [...scenario.steps, ...steps] }
}
