import { Composer, type CST, type Document, Lexer, Parser, type YAMLError } from 'yaml'
import { LineIndex } from './line-index.ts'
import type { Problem, SourceRange } from './problem.ts'
import { repaired } from './quoted-text.ts'
import { SourceMap } from './source-map.ts'
import { plainOf } from './to-plain.ts'
import { describeSyntaxError } from './yaml-error.ts'

/** One non-empty document of the stream. */
export interface ManifestDocument {
  /** From 0, among the documents that hold something. */
  readonly index: number
  /** Plain data as JSON would have it: whatever the document holds, an object or not. */
  readonly value: unknown
  readonly source: SourceMap
  readonly range: SourceRange
  /** Keys that stand twice in one mapping, at the later place. The last one counts, as for kubectl. */
  readonly duplicates: readonly { readonly path: string; readonly range: SourceRange }[]
}

export interface ManifestStream {
  readonly documents: readonly ManifestDocument[]
  readonly problems: readonly Problem[]
  /** What kubectl would say about text that is no YAML. Documents before it are there all the same. */
  readonly syntaxError?: string
}

/** kubectl's own limit is larger; a manifest of a MiB is a paste gone wrong. */
export const MAX_TEXT_LENGTH = 1024 * 1024
const MAX_DOCUMENTS = 500
const MAX_DEPTH = 100
const MAX_VALUES = 30_000
const TOO_DEEP = `the text is nested more than ${MAX_DEPTH} levels deep`

/** Text → documents. Takes any text, in time that grows with its length; what is wrong with it is a problem. */
export function parseManifest(given: string): ManifestStream {
  if (given.length > MAX_TEXT_LENGTH) return tooLarge('the text is longer than 1 MiB')
  const lines = new LineIndex(given)
  const text = mayNeedRepair(given) ? repaired(given, firstError) : given
  const read = tokensOf(text)
  if (read === undefined) return tooLarge(TOO_DEEP)
  const tokens = withoutEnded(read)
  const excess = excessOf(tokens)
  if (excess !== undefined) return tooLarge(excess)

  const documents: ManifestDocument[] = []
  for (const document of compose(text, tokens)) {
    if (document.errors.length > 0) {
      return { documents, ...describeSyntaxError(document.errors, text, lines, documents.length) }
    }
    const anchored = plainOf(document.contents)
    if ('problem' in anchored) {
      const range = lines.range(anchored.at, anchored.at + 1)
      const problem: Problem = {
        code: anchored.problem === 'excessive-aliasing' ? 'too-large' : 'yaml-syntax',
        severity: 'error',
        message: PLAIN_PROBLEMS[anchored.problem],
        path: '',
        document: documents.length,
        range,
      }
      return { documents, problems: [problem], syntaxError: `yaml: ${problem.message}` }
    }
    if (anchored.value === null) continue
    if (documents.length === MAX_DOCUMENTS) {
      return { ...tooLarge(`the text has more than ${MAX_DOCUMENTS} documents`), documents }
    }
    const node = document.contents
    const [start, end] = node?.range ?? document.range
    documents.push({
      index: documents.length,
      value: anchored.value,
      source: new SourceMap(node, anchored.anchors, lines),
      range: lines.range(start, end),
      duplicates: anchored.duplicates.map(({ path, start, end }) => ({ path, range: lines.range(start, end) })),
    })
  }
  return { documents, problems: [] }
}

/** Two things that are rare, and cost another reading. */
function mayNeedRepair(text: string): boolean {
  return text.length < 100_000 && (text.includes("\\'") || /["'][^"'\n]*\n[^\s#-]/.test(text))
}

function firstError(text: string): YAMLError | undefined {
  const read = tokensOf(text)
  if (read === undefined) return undefined
  const tokens = withoutEnded(read)
  if (excessOf(tokens) !== undefined) return undefined
  for (const { errors } of compose(text, tokens)) if (errors[0]) return errors[0]
  return undefined
}

const PLAIN_PROBLEMS = {
  'excessive-aliasing': 'document contains excessive aliasing',
  'unknown-anchor': 'unknown anchor referenced',
  'complex-key': 'unsupported map key: it has to be a word',
  'alias-loop': 'an anchor contains itself',
} as const

/** Undefined: nested so deep that the parser, which looks down its whole stack at each line, would be slow. */
function tokensOf(text: string): CST.Token[] | undefined {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    // A level is on the stack twice: as what it is in, and as itself.
    if (parser.stack.length > 2 * MAX_DEPTH + 10) return undefined
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

/** The YAML that kubectl reads is 1.1 with go-yaml's habits: yes is true, 0644 is octal, but 12:30 stays text. */
function* compose(text: string, tokens: readonly CST.Token[]): Generator<Document.Parsed> {
  const composer = new Composer({
    version: '1.1',
    uniqueKeys: false,
    customTags: (tags) =>
      tags.filter(
        (tag) =>
          typeof tag === 'string' ||
          (tag.tag !== 'tag:yaml.org,2002:timestamp' && !('format' in tag && tag.format === 'TIME')),
      ),
  })
  for (const token of tokens) yield* composer.next(token) as Generator<Document.Parsed>
  yield* composer.end(false, text.length) as Generator<Document.Parsed>
}

/**
 * After a line of dots go-yaml reads no further, and kubectl goes on at the next line of dashes. Behind a token that
 * fits nowhere nothing is read at all: a text of a million of them is one mistake.
 */
function withoutEnded(tokens: readonly CST.Token[]): CST.Token[] {
  let ended = false
  const broken = tokens.findIndex(({ type }) => type === 'error')
  return (broken < 0 ? tokens : tokens.slice(0, broken + 1)).filter((token) => {
    if (token.type === 'doc-end') {
      ended = true
      return false
    }
    if (token.type === 'document' && token.start.some(({ type }) => type === 'doc-start')) ended = false
    return !ended
  })
}

function tooLarge(message: string): ManifestStream {
  const problem: Problem = { code: 'too-large', severity: 'error', message, path: '', document: 0 }
  return { documents: [], problems: [problem], syntaxError: message }
}

/**
 * What is too much of a text before it is composed; undefined: nothing. The composer recurses and the token tree does
 * not, and everything later may then walk, copy and spread what there is.
 */
function excessOf(tokens: readonly CST.Token[]): string | undefined {
  let level: CST.Token[] = [...tokens]
  let values = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return TOO_DEEP
    const next: CST.Token[] = []
    for (const token of level) {
      if (token.type === 'document' && token.value) next.push(token.value)
      if (!('items' in token)) continue
      values += token.items.length
      for (const { key, value } of token.items) {
        if (key) next.push(key)
        if (value) next.push(value)
      }
    }
    if (values > MAX_VALUES) return `the text has more than ${MAX_VALUES} values`
    level = next
  }
  return undefined
}
