import { stepsOf } from '../../manifest/path.ts'
import { parseManifest } from '../../manifest/text/parse.ts'

/** Where a field stands in the text. */
export interface FieldLine {
  /** From 1. */
  readonly line: number
  /** False: the field itself is not in the text (its default counts), and this is the nearest thing around it. */
  readonly exact: boolean
}

/** A larger text is not read again on the page's own thread for the sake of a highlight. */
const LARGEST = 200_000

let parsed: { readonly text: string; readonly documents: ReturnType<typeof parseManifest>['documents'] } | undefined

/** The line of a field (spec.containers[0].livenessProbe.periodSeconds) in a document of the text. */
export function fieldLine(text: string, document: number, field: string): FieldLine | undefined {
  if (text.length > LARGEST) return undefined
  // Several links of a chain ask about one text, one after the other.
  if (parsed?.text !== text) parsed = { text, documents: parseManifest(text).documents }
  const range = parsed.documents.find((each) => each.index === document)?.source.keyRangeOf(field)
  if (range === undefined) return undefined
  const last = stepsOf(field).at(-1) as string
  const found = text.slice(range.start, range.end).replace(/^["']|["']$/g, '')
  return { line: range.line, exact: found === last || /^\d+$/.test(last) }
}
