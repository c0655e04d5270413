import { Composer, type CST, type Document, Lexer, Parser } from 'yaml'

/** Nothing that anybody means is deeper. */
export const MAX_DEPTH = 100

/** What one piece holds, however much of it can be read. */
export interface Composed {
  readonly document: Document.Parsed
  readonly values: number
}

/**
 * The first document of a piece: of more the parser of kubectl reads nothing. `offset` is where the piece begins, `most`
 * how many values there may be.
 */
export function composePiece(piece: string, offset: number, most: number): Composed | 'too-deep' | 'too-many' {
  const read = tokensOf(piece, offset)
  if (read === undefined) return 'too-deep'
  const tokens = firstDocument(read)
  const values = countValues(tokens)
  if (values === undefined) return 'too-deep'
  if (values > most) return 'too-many'
  return { document: compose(tokens, offset + piece.length), values }
}

/** Undefined: nested so deep that the parser, which looks down its whole stack at each line, would be slow. */
function tokensOf(piece: string, offset: number): CST.Token[] | undefined {
  const parser = new Parser()
  parser.offset = offset
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(piece)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    // A level is on the stack twice: as what it is in, and as itself.
    if (parser.stack.length > 2 * MAX_DEPTH + 10) return undefined
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

/**
 * After a line of dots, or behind a second document, go-yaml reads no further. Behind a token that fits nowhere nothing
 * is read at all: a text of a million of them is one mistake.
 */
function firstDocument(tokens: readonly CST.Token[]): CST.Token[] {
  const first: CST.Token[] = []
  let isOpen = false
  for (const token of tokens) {
    if (token.type === 'doc-end' || (token.type === 'document' && isOpen)) break
    isOpen ||= token.type === 'document'
    first.push(token)
    if (token.type === 'error') break
  }
  return first
}

/** The YAML that kubectl reads is 1.1 with go-yaml's habits: yes is true, 0644 is octal, but 12:30 stays text. */
function compose(tokens: readonly CST.Token[], end: number): Document.Parsed {
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
  // What is wrong without being in a document is told with an empty one.
  const [document] = composer.compose(tokens, true, end)
  return document as Document.Parsed
}

/**
 * How many values there are before anything is composed; undefined: too deep. The composer recurses and the token tree
 * does not, and everything later may then walk, copy and spread what there is.
 */
function countValues(tokens: readonly CST.Token[]): number | undefined {
  let level: CST.Token[] = [...tokens]
  let values = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return undefined
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
    level = next
  }
  return values
}
