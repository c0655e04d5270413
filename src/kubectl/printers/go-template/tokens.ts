/** A piece of a template: text as it stands, or what stands between `{{` and `}}`. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[]; readonly line: number }

export interface Token {
  readonly kind: 'word' | 'field' | 'variable' | 'string' | 'number' | 'sign'
  /** Of a field and a variable without its dot or dollar, of a string what it says. */
  readonly text: string
  /** It follows the token before without a blank, as `.a.b` and `$x.y` do. */
  readonly joined: boolean
  /** Where it stands in the template. */
  readonly start: number
  readonly end: number
}

/** The text is no template: Go's words for it. */
export class TemplateMistake extends Error {}

const TRIM_LEFT = /^-[ \t\r\n]/
const TRIM_RIGHT = /[ \t\r\n]-$/

// text/template/parse: lex.go (Go 1.25)
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let trimNext = false
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{{', at)
    const plain = text.slice(at, open < 0 ? undefined : open)
    const trimsBefore = open >= 0 && TRIM_LEFT.test(text.slice(open + 2, open + 4))
    const left = trimNext ? plain.trimStart() : plain
    const kept = trimsBefore ? left.trimEnd() : left
    if (kept !== '') pieces.push({ kind: 'text', text: kept })
    if (open < 0) break
    const line = text.slice(0, open).split('\n').length
    const start = open + 2 + (trimsBefore ? 1 : 0)
    const close = endOfAction(text, start, line)
    let inside = text.slice(start, close)
    trimNext = TRIM_RIGHT.test(inside)
    if (trimNext) inside = inside.slice(0, -1)
    if (!/^\s*\/\*.*\*\/\s*$/s.test(inside))
      pieces.push({ kind: 'action', tokens: tokensOf(inside, start, line), line })
    at = close + 2
  }
  return pieces
}

/** Where the closing braces stand that are in no string. */
function endOfAction(text: string, start: number, line: number): number {
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const letter = text[at] as string
    if (quote !== '') {
      if (letter === '\\' && quote !== '`') at++
      else if (letter === quote) quote = ''
      else if (letter === '\n' && quote === '"') throw new TemplateMistake(`${line}: unterminated quoted string`)
    } else if (letter === '"' || letter === '`' || letter === "'") quote = letter
    else if (letter === '}' && text[at + 1] === '}') return at
  }
  throw new TemplateMistake(`${line}: ${quote === '' ? 'unclosed action' : 'unterminated quoted string'}`)
}

const TOKEN =
  /(?<field>\.[A-Za-z_]\w*)|(?<variable>\$\w*)|(?<string>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<char>'(?:[^'\\]|\\.)+')|(?<number>[+-]?\d[\w.]*)|(?<word>[A-Za-z_]\w*)|(?<sign>:=|[|(),=.])/sy

function tokensOf(inside: string, offset: number, line: number): Token[] {
  const tokens: Token[] = []
  let joined = false
  for (let at = 0; at < inside.length; ) {
    if (/\s/.test(inside[at] as string)) {
      joined = false
      at++
      continue
    }
    TOKEN.lastIndex = at
    const match = TOKEN.exec(inside)
    const groups = match?.groups
    if (!match || !groups) {
      throw new TemplateMistake(`${line}: unexpected ${JSON.stringify(inside[at])} in command`)
    }
    const add = (kind: Token['kind'], text: string) =>
      tokens.push({ kind, text, joined, start: offset + at, end: offset + TOKEN.lastIndex })
    const { field, variable, string, char, number, word, sign } = groups
    if (field !== undefined) add('field', field.slice(1))
    else if (variable !== undefined) add('variable', variable.slice(1))
    else if (string !== undefined) add('string', unquoted(string, line))
    else if (char !== undefined) add('number', String(unquoted(`"${char.slice(1, -1)}"`, line).codePointAt(0) ?? 0))
    else if (number !== undefined) add('number', number)
    else if (word !== undefined) add('word', word)
    else add('sign', sign as string)
    at = TOKEN.lastIndex
    joined = true
  }
  return tokens
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '"': '"', "'": "'", '\\': '\\' }),
)

function unquoted(literal: string, line: number): string {
  if (literal.startsWith('`')) return literal.slice(1, -1)
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-7]{3})|(.))/gs, (_, u, x, octal, one) => {
      if (one !== undefined) {
        const letter = ESCAPES.get(one)
        if (letter === undefined) throw new TemplateMistake(`${line}: invalid syntax`)
        return letter
      }
      return String.fromCharCode(octal === undefined ? Number.parseInt(u ?? x, 16) : Number.parseInt(octal, 8))
    })
}
