import type { FixTitle, ManifestNote } from './note.ts'

/** Where something stands in the text: offsets in UTF-16 code units, lines and columns from 1. `end` is exclusive. */
export interface SourceRange {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export type Severity = 'error' | 'warning' | 'info'

/**
 * Something about the user's text. A value: collected and shown, never thrown. What the API server or kubectl would say is
 * a message in their words; what we say is a note, which is put into words where it is shown. `code` is for machines.
 */
export type ProblemOf<N> = ProblemFacts<N> & Said<N>

export type Problem = ProblemOf<ManifestNote>

export type Said<N> =
  | { readonly message: string; readonly note?: never }
  | { readonly note: N; readonly message?: never }

interface ProblemFacts<N> {
  readonly code: ProblemCode
  readonly severity: Severity
  /** What else helps, beyond what kubectl and the API server say. */
  readonly hint?: N
  /** The path within the object, as Kubernetes writes it: spec.containers[0].image. Empty for the document as a whole. */
  readonly path: string
  /** Which document of the stream, from 0. */
  readonly document: number
  readonly range?: SourceRange
  /** A replacement of `range` that would mend it: shown as a button. */
  readonly fix?: Fix
}

export interface Fix {
  readonly title: FixTitle
  readonly range: SourceRange
  readonly text: string
}

export type ProblemCode =
  | 'yaml-syntax'
  | 'too-large'
  | 'unknown-kind'
  | 'missing-kind'
  | 'unknown-field'
  | 'duplicate-field'
  | 'wrong-type'
  | 'required'
  | 'invalid'
  | 'not-supported'
  | 'duplicate'
  | 'not-found'
  | 'forbidden'
  | 'too-long'
  | 'too-many'
  | 'not-simulated'
  | 'not-applied'
  | 'scenario'
