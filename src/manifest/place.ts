import { child } from './path.ts'
import type { Fix, ProblemCode, ProblemOf, Said, Severity, SourceRange } from './problem.ts'
import { addDocumentBefore } from './text/add-document.ts'
import type { ManifestDocument, ManifestStream } from './text/parse.ts'

/** Where an object stands in the text: makes problems that know their place. */
export interface Place {
  readonly document: number
  rangeOf(path: string): SourceRange | undefined
  keyRangeOf(path: string): SourceRange | undefined
  /** How a document is written in front of the one that it is in. */
  inFront?(document: string): Omit<Fix, 'title'>
}

export function placeOf(document: ManifestDocument, { text, lines }: ManifestStream): Place {
  return {
    document: document.index,
    rangeOf: (path) => document.source.rangeOf(path) ?? document.range,
    keyRangeOf: (path) => document.source.keyRangeOf(path) ?? document.range,
    inFront: (written) => {
      const edit = addDocumentBefore(text, document.piece, written)
      return { range: lines.range(edit.start, edit.end), text: edit.text }
    },
  }
}

/** An object within a document: an item of a List, what a step applies. */
export function placeWithin(outer: Place, base: string): Place {
  const at = (path: string): string => (path === '' ? base : path.startsWith('[') ? base + path : child(base, path))
  return {
    ...outer,
    rangeOf: (path) => outer.rangeOf(at(path)),
    keyRangeOf: (path) => outer.keyRangeOf(at(path)),
  }
}

/** An object in a text within the text, where no finer place is known. */
export function placeAt(document: number, range: SourceRange | undefined): Place {
  return { document, rangeOf: () => range, keyRangeOf: () => range }
}

export type ProblemParts<N> = Said<N> & {
  readonly code: ProblemCode
  readonly severity: Severity
  readonly path: string
  /** Whether the key is to blame, or the value. */
  readonly at: 'key' | 'value'
  /** What the key or the value should be. */
  readonly meant?: string
  readonly hint?: N
}

export function problemAt<N = never>(place: Place, parts: ProblemParts<N>): ProblemOf<N> {
  const { at, meant, ...rest } = parts
  const range = at === 'key' ? place.keyRangeOf(parts.path) : place.rangeOf(parts.path)
  return {
    ...rest,
    document: place.document,
    ...(range ? { range } : {}),
    ...(range && meant !== undefined ? { fix: { title: { kind: 'changeTo', meant }, range, text: meant } } : {}),
  }
}
