import { editBetween } from '../../../manifest/text/text-edit.ts'
import type { Repair } from '../repair.ts'
import { isBetter, type Standing, standingOf } from '../standing.ts'
import { type Candidate, candidatesFor } from './candidates.ts'

/** Each candidate costs a reading of the document. */
const MOST_CANDIDATES = 160
const LONGEST = 60_000

/**
 * The one change by which a document that is no YAML is read furthest, or one with a line in the wrong place becomes one
 * with fewer mistakes. `at`: where in the piece the mistake was noticed. Undefined: nothing of what is known helps.
 */
export function mendSyntax(piece: string, at: number, offset: number): Repair | undefined {
  // A template is rendered first: then it may be YAML.
  if (piece.length > LONGEST || isTemplate(piece)) return undefined
  const before = standingOf(piece)
  let best: { readonly candidate: Candidate; readonly standing: Standing } | undefined
  let tried = 0
  const seen = new Set([piece])
  for (const candidate of candidatesFor(piece, lineOf(piece, at))) {
    if (seen.has(candidate.text)) continue
    seen.add(candidate.text)
    if (++tried > MOST_CANDIDATES) break
    const standing = standingOf(candidate.text)
    if (!isBetter(standing, before)) continue
    // To take a line away helps always: only where nothing else does.
    if (best && (candidate.title.kind === 'commentOut' || !isBetter(standing, best.standing))) continue
    best = { candidate, standing }
  }
  if (!best) return undefined
  const { start, end, text } = editBetween(piece, best.candidate.text)
  return { title: best.candidate.title, edit: { start: start + offset, end: end + offset, text }, sure: true }
}

/** Whether Helm has to make YAML of it: what stands in its braces is no flow mapping. */
function isTemplate(piece: string): boolean {
  return /\{\{-?\s*(?:\.|\$|include|if|range|with|end|toYaml|default|template|define|end\b|\/\*)/.test(piece)
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length - 1
}
