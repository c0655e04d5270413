import type { Outcome } from './outcome.ts'

/** One input that once came out wrong, and what has to be true of its run. */
export interface Fault {
  /** Its file, without `.yaml`. */
  readonly input: string
  /** How long to simulate; the input's own end where nothing is said. */
  readonly until?: string
  /** What is right, claim by claim. */
  readonly claims: Readonly<Record<string, (outcome: Outcome) => boolean>>
}

/** The claims that do not hold. A claim that cannot be judged, since the run has nothing of the kind, does not hold. */
export function brokenClaims({ claims }: Fault, outcome: Outcome): readonly string[] {
  return Object.entries(claims)
    .filter(([, holds]) => {
      try {
        return !holds(outcome)
      } catch {
        return true
      }
    })
    .map(([claim]) => claim)
}
