import type { YAMLError } from 'yaml'
import type { ManifestNote } from '../note.ts'
import type { Problem, SourceRange } from '../problem.ts'
import { composePiece, MAX_DEPTH } from './compose.ts'
import { LineIndex } from './line-index.ts'
import { holdsSomething, type Piece, piecesOf } from './pieces.ts'
import { repaired } from './quoted-text.ts'
import { SourceMap } from './source-map.ts'
import { plainOf } from './to-plain.ts'
import { describeSyntaxError } from './yaml-error.ts'

/** One document of the text that is good YAML. */
export interface ManifestDocument {
  /** From 0, among the documents that hold something, broken ones too. */
  readonly index: number
  /** Plain data as JSON would have it: whatever the document holds, an object or not. */
  readonly value: unknown
  readonly source: SourceMap
  readonly range: SourceRange
  readonly piece: Piece
  /** Keys that stand twice in one mapping, at the later place. The last one counts, as for kubectl. */
  readonly duplicates: readonly { readonly path: string; readonly range: SourceRange }[]
}

/** One that is no YAML. */
export interface BrokenDocument {
  readonly index: number
  /** What can be read of it all the same: good for a guess what it is about, not to be simulated. */
  readonly value: unknown
  readonly piece: Piece
  readonly problem: Problem
}

export interface ManifestStream {
  readonly text: string
  readonly lines: LineIndex
  /** Those that can be read, wherever they stand. */
  readonly documents: readonly ManifestDocument[]
  readonly broken: readonly BrokenDocument[]
  readonly problems: readonly Problem[]
  /** What kubectl would say about text that is no YAML; it says it of the first document that is broken. */
  readonly syntaxError?: string
}

/** kubectl's own limit is larger; a manifest of a MiB is a paste gone wrong. */
export const MAX_TEXT_LENGTH = 1024 * 1024
const MAX_DOCUMENTS = 500
const MAX_VALUES = 30_000

/** Text → documents. Takes any text, in time that grows with its length; what is wrong with it is a problem. */
export function parseManifest(text: string): ManifestStream {
  const lines = new LineIndex(text)
  const documents: ManifestDocument[] = []
  const broken: BrokenDocument[] = []
  const tooLarge = (note: Excess): ManifestStream => {
    const problem: Problem = { code: 'too-large', severity: 'error', note, path: '', document: 0 }
    return { text, lines, documents: [], broken: [], problems: [problem], syntaxError: KUBECTL_WORDS[note.kind] }
  }
  if (text.length > MAX_TEXT_LENGTH) return tooLarge({ kind: 'textTooLong' })
  let values = 0
  let syntaxError: string | undefined
  for (const piece of piecesOf(text)) {
    if (!holdsSomething(text, piece)) continue
    const index = documents.length + broken.length
    if (index === MAX_DOCUMENTS) return tooLarge({ kind: 'tooManyDocuments', most: MAX_DOCUMENTS })
    const read = readPiece(text.slice(piece.start, piece.end), piece, index, lines, MAX_VALUES - values)
    if (typeof read === 'string') return tooLarge(TOO_LARGE[read])
    values += read.values
    if ('document' in read) documents.push(read.document)
    if (!('broken' in read)) continue
    broken.push(read.broken)
    syntaxError ??= read.syntaxError
  }
  const problems = broken.map(({ problem }) => problem)
  return { text, lines, documents, broken, problems, ...(syntaxError === undefined ? {} : { syntaxError }) }
}

/** The documents that kubectl reads: it stops at the first that is broken. */
export function readByKubectl({ documents, broken }: ManifestStream): readonly ManifestDocument[] {
  const end = broken[0]?.index ?? Number.POSITIVE_INFINITY
  return documents.filter(({ index }) => index < end)
}

type Excess = ManifestNote<'textTooLong' | 'textTooDeep' | 'tooManyDocuments' | 'tooManyValues'>

const TOO_LARGE = {
  'too-deep': { kind: 'textTooDeep', most: MAX_DEPTH },
  'too-many': { kind: 'tooManyValues', most: MAX_VALUES },
} as const

/** As a mistake that kubectl would find. */
const KUBECTL_WORDS: Readonly<Record<Excess['kind'], string>> = {
  textTooLong: 'the text is longer than 1 MiB',
  textTooDeep: `the text is nested more than ${MAX_DEPTH} levels deep`,
  tooManyDocuments: `the text has more than ${MAX_DOCUMENTS} documents`,
  tooManyValues: `the text has more than ${MAX_VALUES} values`,
}

type ReadPiece =
  | keyof typeof TOO_LARGE
  | { readonly values: number }
  | { readonly values: number; readonly document: ManifestDocument }
  | { readonly values: number; readonly broken: BrokenDocument; readonly syntaxError: string }

function readPiece(given: string, piece: Piece, index: number, lines: LineIndex, most: number): ReadPiece {
  const written = mayNeedRepair(given) ? repaired(given, firstError) : given
  const composed = composePiece(written, piece.start, most)
  if (typeof composed === 'string') return composed
  const { document, values } = composed
  const plain = plainOf(document.contents)
  const brokenBy = (problem: Problem, syntaxError: string): ReadPiece => {
    const value = 'problem' in plain ? undefined : plain.value
    return { values, broken: { index, value, piece, problem }, syntaxError }
  }
  if (document.errors.length > 0) {
    const { problem, syntaxError } = describeSyntaxError(document.errors, given, piece, lines, index)
    return brokenBy(problem, syntaxError)
  }
  if ('problem' in plain) {
    const message = PLAIN_PROBLEMS[plain.problem]
    const code = plain.problem === 'excessive-aliasing' ? 'too-large' : 'yaml-syntax'
    const range = lines.range(plain.at, plain.at + 1)
    return brokenBy({ code, severity: 'error', message, path: '', document: index, range }, `yaml: ${message}`)
  }
  const node = document.contents
  if (!node || plain.value === null) return { values }
  return {
    values,
    document: {
      index,
      value: plain.value,
      source: new SourceMap(node, plain.anchors, lines),
      range: lines.range(node.range[0], node.range[1]),
      piece,
      duplicates: plain.duplicates.map(({ path, start, end }) => ({ path, range: lines.range(start, end) })),
    },
  }
}

/** Two things that are rare, and cost another reading. */
function mayNeedRepair(piece: string): boolean {
  return piece.length < 100_000 && (piece.includes("\\'") || /["'][^"'\n]*\n[^\s#-]/.test(piece))
}

function firstError(piece: string): YAMLError | undefined {
  const composed = composePiece(piece, 0, MAX_VALUES)
  return typeof composed === 'string' ? undefined : composed.document.errors[0]
}

const PLAIN_PROBLEMS = {
  'excessive-aliasing': 'document contains excessive aliasing',
  'unknown-anchor': 'unknown anchor referenced',
  'complex-key': 'unsupported map key: it has to be a word',
  'alias-loop': 'an anchor contains itself',
} as const
