/** A jq program as a tree. */
export type Filter =
  | { readonly kind: 'identity' }
  | { readonly kind: 'recurse' }
  | { readonly kind: 'field'; readonly of: Filter; readonly name: Filter }
  | { readonly kind: 'slice'; readonly of: Filter; readonly from?: Filter; readonly to?: Filter }
  | { readonly kind: 'iterate'; readonly of: Filter }
  | { readonly kind: 'try'; readonly body: Filter; readonly handler?: Filter }
  | { readonly kind: 'literal'; readonly value: null | boolean | number }
  | { readonly kind: 'text'; readonly format: string | undefined; readonly parts: readonly (string | Filter)[] }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'array'; readonly items: Filter | undefined }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Filter, value: Filter])[] }
  | { readonly kind: 'negative'; readonly of: Filter }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'if'; readonly when: Filter; readonly yes: Filter; readonly no: Filter | undefined }
  | { readonly kind: 'bind'; readonly source: Filter; readonly name: string; readonly body: Filter }
  | {
      readonly kind: 'reduce'
      readonly source: Filter
      readonly name: string
      readonly init: Filter
      readonly update: Filter
    }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[] }

/** The program cannot be read: in jq's words, but for what is not simulated. */
export class JqSyntax extends Error {}

const IDENTITY: Filter = { kind: 'identity' }

/** From loose to tight; what stands alone on its level binds to the right. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  [','],
  ['//'],
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]
const RIGHT = new Set(['|', '//'])

const TOKEN =
  /\s+|#[^\n]*|\?\/\/|\/\/=|[|+\-*/%]=|[=!<>]=|\/\/|\.\.|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|@[a-z0-9]+|\$__loc__|\$?[A-Za-z_][A-Za-z0-9_]*|[.[\](){}|,:;=<>+\-*/%?$"]/y

/** Programs deeper than this are nobody's. */
const MOST_DEPTH = 100

export function parseJq(source: string): Filter {
  return new Parser(source).program()
}

class Parser {
  readonly #source: string
  #at = 0
  #token = ''
  #depth = 0

  constructor(source: string) {
    this.#source = source
    this.#next()
  }

  program(): Filter {
    if (this.#token === '') return IDENTITY
    const filter = this.#pipe()
    if (this.#token !== '') throw this.#unexpected()
    return filter
  }

  #next(): void {
    for (;;) {
      if (this.#at >= this.#source.length) {
        this.#token = ''
        return
      }
      TOKEN.lastIndex = this.#at
      const match = TOKEN.exec(this.#source)
      if (!match) throw new JqSyntax('syntax error, unexpected INVALID_CHARACTER')
      this.#at = TOKEN.lastIndex
      if (/^(?:\s|#)/.test(match[0])) continue
      this.#token = match[0]
      return
    }
  }

  #unexpected(): JqSyntax {
    return new JqSyntax(
      `syntax error, unexpected ${this.#token === '' ? 'end of file' : /^\w/.test(this.#token) ? this.#token : `'${this.#token}'`}`,
    )
  }

  #take(token: string): boolean {
    if (this.#token !== token) return false
    this.#next()
    return true
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#unexpected()
  }

  #pipe(level = 0): Filter {
    if (++this.#depth > MOST_DEPTH * LEVELS.length) throw new JqSyntax('not simulated: a program as deep as this')
    const filter = this.#level(level)
    this.#depth--
    return filter
  }

  #level(level: number): Filter {
    const operators = LEVELS[level]
    if (!operators) return this.#unary()
    let left = this.#pipe(level + 1)
    while (operators.includes(this.#token)) {
      const operator = this.#token
      this.#next()
      const right = this.#pipe(RIGHT.has(operator) ? level : level + 1)
      left = { kind: 'binary', operator, left, right }
    }
    return left
  }

  #unary(): Filter {
    if (this.#take('-')) return { kind: 'negative', of: this.#postfix() }
    const filter = this.#postfix()
    if (!this.#take('as')) return filter
    const name = this.#variable()
    this.#expect('|')
    return { kind: 'bind', source: filter, name, body: this.#pipe() }
  }

  #variable(): string {
    const token = this.#token
    if (!/^\$\w/.test(token)) throw new JqSyntax('not simulated: patterns of variables')
    this.#next()
    return token.slice(1)
  }

  #postfix(): Filter {
    let filter = this.#primary()
    for (;;) {
      if (this.#take('?')) filter = { kind: 'try', body: filter }
      else if (this.#token === '.' && !/\s/.test(this.#source[this.#at] ?? ' ')) {
        this.#next()
        filter = (this.#token as string) === '[' ? filter : this.#field(filter)
      } else if (this.#take('[')) filter = this.#index(filter)
      else return filter
    }
  }

  #field(of: Filter): Filter {
    if (this.#token === '"') return { kind: 'field', of, name: this.#text(undefined) }
    if (!/^[A-Za-z_]/.test(this.#token)) throw this.#unexpected()
    const name = this.#token
    this.#next()
    return { kind: 'field', of, name: plain(name) }
  }

  #index(of: Filter): Filter {
    if (this.#take(']')) return { kind: 'iterate', of }
    if (this.#take(':')) {
      const to = this.#pipe()
      this.#expect(']')
      return { kind: 'slice', of, to }
    }
    const from = this.#pipe()
    if (this.#take(':')) {
      if (this.#take(']')) return { kind: 'slice', of, from }
      const to = this.#pipe()
      this.#expect(']')
      return { kind: 'slice', of, from, to }
    }
    this.#expect(']')
    return { kind: 'field', of, name: from }
  }

  #primary(): Filter {
    const token = this.#token
    if (token === '"') return this.#text(undefined)
    if (token === '(') {
      this.#next()
      const filter = this.#pipe()
      this.#expect(')')
      return filter
    }
    if (token === '.') return this.#dot()
    if (token === '[') {
      this.#next()
      if (this.#take(']')) return { kind: 'array', items: undefined }
      const items = this.#pipe()
      this.#expect(']')
      return { kind: 'array', items }
    }
    if (token === '{') return this.#object()
    this.#next()
    if (token === '..') return { kind: 'recurse' }
    if (/^[\d.]/.test(token)) return { kind: 'literal', value: Number(token) }
    if (token.startsWith('@')) {
      return this.#token === '"' ? this.#text(token.slice(1)) : { kind: 'format', name: token.slice(1) }
    }
    if (/^\$\w/.test(token)) return { kind: 'variable', name: token.slice(1) }
    if (/^[A-Za-z_]/.test(token)) return this.#word(token)
    this.#token = token
    throw this.#unexpected()
  }

  /** `.`, `.name`, `."name"`, `.[…]`: a name follows without a blank. */
  #dot(): Filter {
    const after = this.#source[this.#at] ?? ''
    this.#next()
    if (/[A-Za-z_"]/.test(after)) return this.#field(IDENTITY)
    return IDENTITY
  }

  #word(word: string): Filter {
    if (NOT_HERE.has(word)) throw new JqSyntax(`not simulated: ${word}`)
    switch (word) {
      case 'true':
      case 'false':
        return { kind: 'literal', value: word === 'true' }
      case 'null':
        return { kind: 'literal', value: null }
      case 'if':
        return this.#condition()
      case 'try': {
        const body = this.#postfix()
        return this.#take('catch') ? { kind: 'try', body, handler: this.#postfix() } : { kind: 'try', body }
      }
      case 'reduce': {
        const source = this.#postfix()
        this.#expect('as')
        const name = this.#variable()
        this.#expect('(')
        const init = this.#pipe()
        this.#expect(';')
        const update = this.#pipe()
        this.#expect(')')
        return { kind: 'reduce', source, name, init, update }
      }
      case 'then':
      case 'elif':
      case 'else':
      case 'end':
      case 'as':
      case 'and':
      case 'or':
      case 'catch':
        this.#token = word
        throw this.#unexpected()
      default: {
        const args: Filter[] = []
        if (this.#take('(')) {
          do args.push(this.#pipe())
          while (this.#take(';'))
          this.#expect(')')
        }
        return { kind: 'call', name: word, args }
      }
    }
  }

  #condition(): Filter {
    const when = this.#pipe()
    this.#expect('then')
    const yes = this.#pipe()
    let no: Filter | undefined
    if (this.#take('elif')) no = this.#condition()
    else {
      if (this.#take('else')) no = this.#pipe()
      this.#expect('end')
    }
    return { kind: 'if', when, yes, no }
  }

  #object(): Filter {
    this.#next()
    const entries: (readonly [Filter, Filter])[] = []
    while (!this.#take('}')) {
      entries.push(this.#entry())
      if (!this.#take(',') && this.#token !== '}') throw this.#unexpected()
    }
    return { kind: 'object', entries }
  }

  #entry(): readonly [Filter, Filter] {
    const token = this.#token
    let key: Filter
    let value: Filter | undefined
    if (token === '(') {
      this.#next()
      key = this.#pipe()
      this.#expect(')')
    } else if (token === '"') {
      key = this.#text(undefined)
      value = { kind: 'field', of: IDENTITY, name: key }
    } else if (/^\$\w/.test(token)) {
      this.#next()
      key = plain(token.slice(1))
      value = { kind: 'variable', name: token.slice(1) }
    } else if (/^\w/.test(token)) {
      this.#next()
      key = plain(token)
      value = { kind: 'field', of: IDENTITY, name: key }
    } else throw this.#unexpected()
    // A value is tighter than a comma and a pipe.
    if (this.#take(':')) value = this.#entryValue()
    if (!value) throw this.#unexpected()
    return [key, value]
  }

  #entryValue(): Filter {
    const first = this.#pipe(2)
    return this.#take('|') ? { kind: 'binary', operator: '|', left: first, right: this.#entryValue() } : first
  }

  /** A string with what is filled into it; the token is its opening quote. */
  #text(format: string | undefined): Filter {
    const parts: (string | Filter)[] = []
    let text = ''
    for (;;) {
      const char = this.#source[this.#at]
      if (char === undefined) throw new JqSyntax('syntax error, unexpected end of file')
      this.#at++
      if (char === '"') break
      if (char !== '\\') {
        text += char
        continue
      }
      const escaped = this.#source[this.#at++] ?? ''
      if (escaped === '(') {
        if (text !== '') parts.push(text)
        text = ''
        this.#next()
        parts.push(this.#pipe())
        if (this.#token !== ')') throw this.#unexpected()
      } else if (escaped === 'u') {
        text += String.fromCharCode(Number.parseInt(this.#source.slice(this.#at, this.#at + 4), 16) || 0xfffd)
        this.#at += 4
      } else text += ESCAPES.get(escaped) ?? escaped
    }
    if (text !== '' || parts.length === 0) parts.push(text)
    this.#next()
    return { kind: 'text', format, parts }
  }
}

/** Words of the language that are not followed. */
const NOT_HERE = new Set('def foreach label import include'.split(' '))

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
])

function plain(text: string): Filter {
  return { kind: 'text', format: undefined, parts: [text] }
}
