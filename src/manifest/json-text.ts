/** JSON text → its value, or what Go's decoder says of it. */
// encoding/json: scanner.go, decode.go (Go 1.25)
export function readJSON(text: string): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { error: syntaxError(text) }
  }
}

/** The first letter that cannot be: found by the longest beginning that is still the beginning of JSON. */
function syntaxError(text: string): string {
  const scanner = new Scanner(text)
  const at = scanner.value()
  if (at.kind === 'end') return 'unexpected end of JSON input'
  if (at.kind === 'wrong') return `invalid character ${quoted(text[at.index] ?? '')} ${at.context}`
  const rest = scanner.skipSpace(at.index)
  return `invalid character ${quoted(text[rest] ?? '')} after top-level value`
}

function quoted(letter: string): string {
  if (letter === "'") return `'\\''`
  if (letter === '"') return `'"'`
  return `'${JSON.stringify(letter).slice(1, -1)}'`
}

type Found =
  | { readonly kind: 'value'; readonly index: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'wrong'; readonly index: number; readonly context: string }

const END: Found = { kind: 'end' }
const BEGINNING = 'looking for beginning of value'

/** Walks as Go's scanner does, without recursion: a hostile text is deep. */
class Scanner {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  value(): Found {
    const open: ('{' | '[')[] = []
    let at = this.skipSpace(0)
    let wanted: 'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' = 'value'
    for (;;) {
      at = this.skipSpace(at)
      const letter = this.#text[at]
      if (letter === undefined) return END
      const inside = open.at(-1)
      if ((wanted === 'keyOrClose' && letter === '}') || (wanted === 'valueOrClose' && letter === ']')) {
        open.pop()
        at++
        if (open.length === 0) return { kind: 'value', index: at }
        wanted = 'commaOrClose'
      } else if (wanted === 'key' || wanted === 'keyOrClose') {
        if (letter !== '"') return { kind: 'wrong', index: at, context: 'looking for beginning of object key string' }
        const string = this.#string(at)
        if (string.kind !== 'value') return string
        at = string.index
        wanted = 'colon'
      } else if (wanted === 'colon') {
        if (letter !== ':') return { kind: 'wrong', index: at, context: 'after object key' }
        at++
        wanted = 'value'
      } else if (wanted === 'commaOrClose') {
        if (letter === ',') wanted = inside === '{' ? 'key' : 'value'
        else if (letter === (inside === '{' ? '}' : ']')) {
          open.pop()
          if (open.length === 0) return { kind: 'value', index: at + 1 }
        } else {
          const context = inside === '{' ? 'after object key:value pair' : 'after array element'
          return { kind: 'wrong', index: at, context }
        }
        at++
      } else if (letter === '{' || letter === '[') {
        open.push(letter)
        at++
        wanted = letter === '{' ? 'keyOrClose' : 'valueOrClose'
      } else {
        const scalar = letter === '"' ? this.#string(at) : this.#word(at)
        if (scalar.kind !== 'value') return scalar
        at = scalar.index
        if (open.length === 0) return { kind: 'value', index: at }
        wanted = 'commaOrClose'
      }
    }
  }

  skipSpace(from: number): number {
    let at = from
    while (at < this.#text.length && ' \t\r\n'.includes(this.#text[at] as string)) at++
    return at
  }

  #string(from: number): Found {
    for (let at = from + 1; at < this.#text.length; at++) {
      const letter = this.#text[at] as string
      if (letter === '"') return { kind: 'value', index: at + 1 }
      if (letter < ' ') return { kind: 'wrong', index: at, context: 'in string literal' }
      if (letter !== '\\') continue
      const escaped = this.#text[++at]
      if (escaped === undefined) return END
      if (!'bfnrt\\/"u'.includes(escaped)) return { kind: 'wrong', index: at, context: 'in string escape code' }
    }
    return END
  }

  #word(from: number): Found {
    const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
    number.lastIndex = from
    const found = number.exec(this.#text)
    if (found) return { kind: 'value', index: from + found[0].length }
    for (const word of ['true', 'false', 'null']) {
      if (this.#text[from] !== word[0]) continue
      for (let index = 1; index < word.length; index++) {
        const letter = this.#text[from + index]
        if (letter === undefined) return END
        if (letter !== word[index]) {
          const context = `in literal ${word} (expecting '${word[index]}')`
          return { kind: 'wrong', index: from + index, context }
        }
      }
      return { kind: 'value', index: from + word.length }
    }
    return { kind: 'wrong', index: from, context: BEGINNING }
  }
}
