import type { Scenario, Step } from '../scenario/scenario.ts'
import type { WatchingLine } from './protocol.ts'

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
