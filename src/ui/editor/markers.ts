import type { Severity } from '../../manifest/problem.ts'
import type { Problem } from '../../scenario/problem.ts'

/** As Monaco's IMarkerData; apart from Monaco, so that it can be read and tested without it. */
export interface Marker {
  readonly severity: 1 | 2 | 4 | 8
  readonly message: string
  readonly code: string
  readonly startLineNumber: number
  readonly startColumn: number
  readonly endLineNumber: number
  readonly endColumn: number
}

const SEVERITIES: Readonly<Record<Severity, Marker['severity']>> = { error: 8, warning: 4, info: 2 }

/** More squiggles than anybody reads would only slow the editor down. */
const MOST = 500

/** A problem of the text as a whole is marked on its first line. */
export function markersOf(problems: readonly Problem[], say: (problem: Problem) => string): Marker[] {
  return problems.slice(0, MOST).map((problem) => markerOf(problem, say(problem)))
}

function markerOf({ severity, code, range }: Problem, message: string): Marker {
  return {
    severity: SEVERITIES[severity],
    message,
    code,
    startLineNumber: range?.line ?? 1,
    startColumn: range?.column ?? 1,
    endLineNumber: range?.endLine ?? 1,
    // Something that is missing has no width, and would not be seen.
    endColumn:
      range === undefined ? 1_000 : Math.max(range.endColumn, range.line === range.endLine ? range.column + 1 : 1),
  }
}
