import { type Piece, piecesOf, TemplateMistake, type Token } from './tokens.ts'

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipe: Pipe }
  | Block
  | { readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | undefined }
  | { readonly kind: 'break' | 'continue' }

export interface Block {
  readonly kind: 'if' | 'with' | 'range'
  readonly pipe: Pipe
  readonly then: readonly Node[]
  readonly otherwise: readonly Node[]
}

export interface Pipe {
  /** What the value is kept as, `$k, $v :=` of a range in this order. */
  readonly names: readonly string[]
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

export interface Command {
  readonly operands: readonly Operand[]
  /** Where it stands in the template. */
  readonly start: number
  readonly end: number
}

export type Operand =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'function'; readonly name: string }
  /** The dot, a variable or a pipe in parentheses, and fields of it. */
  | {
      readonly kind: 'path'
      readonly from: { readonly dot: true } | { readonly variable: string } | { readonly pipe: Pipe }
      readonly fields: readonly string[]
    }

export interface Template {
  readonly text: string
  readonly main: readonly Node[]
  readonly defined: ReadonlyMap<string, readonly Node[]>
}

/** Deeper than anybody nests. */
const MOST_DEPTH = 100

/** Throws a TemplateMistake. `functions`: the names that there are. */
// text/template/parse: parse.go (Go 1.25)
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
  const parser = new Parser(piecesOf(text), functions)
  const { nodes, end } = parser.list(0)
  if (end !== undefined) throw new TemplateMistake(`${end.line}: unexpected {{${end.word}}}`)
  return { text, main: nodes, defined: parser.defined }
}

interface End {
  readonly word: string
  readonly rest: readonly Token[]
  readonly line: number
}

class Parser {
  readonly defined = new Map<string, readonly Node[]>()
  readonly #pieces: readonly Piece[]
  readonly #functions: ReadonlySet<string>
  #at = 0
  #variables: string[] = ['']

  constructor(pieces: readonly Piece[], functions: ReadonlySet<string>) {
    this.#pieces = pieces
    this.#functions = functions
  }

  /** Up to an `end` or `else`, or the end of the text. */
  list(depth: number): { nodes: Node[]; end: End | undefined } {
    if (depth > MOST_DEPTH) throw new TemplateMistake('1: nested too deeply')
    const nodes: Node[] = []
    while (this.#at < this.#pieces.length) {
      const piece = this.#pieces[this.#at++] as Piece
      if (piece.kind === 'text') {
        nodes.push(piece)
        continue
      }
      const { tokens, line } = piece
      const [first, ...rest] = tokens
      const word = first?.kind === 'word' ? first.text : ''
      switch (word) {
        case 'end':
        case 'else':
          return { nodes, end: { word, rest, line } }
        case 'if':
        case 'with':
        case 'range':
          nodes.push(this.#block(word, rest, line, depth))
          break
        case 'define': {
          const kept = this.#variables
          this.#variables = ['']
          const { nodes: body } = this.#untilEnd(depth, line)
          this.#variables = kept
          this.defined.set(rest[0]?.text ?? '', body)
          break
        }
        case 'template':
          nodes.push({
            kind: 'template',
            name: rest[0]?.text ?? '',
            pipe: rest.length > 1 ? new PipeParser(rest.slice(1), line, this.#known()).whole() : undefined,
          })
          break
        case 'break':
        case 'continue':
          nodes.push({ kind: word })
          break
        default:
          if (tokens.length === 0) throw new TemplateMistake(`${line}: missing value for command`)
          nodes.push({ kind: 'print', pipe: new PipeParser(tokens, line, this.#known()).whole() })
      }
    }
    return { nodes, end: undefined }
  }

  #block(kind: 'if' | 'with' | 'range', tokens: readonly Token[], line: number, depth: number): Node {
    const outside = this.#variables.length
    if (tokens.length === 0) throw new TemplateMistake(`${line}: missing value for ${kind}`)
    const pipe = new PipeParser(tokens, line, this.#known()).whole()
    const { nodes: then, end } = this.#untilElseOrEnd(depth, line)
    let otherwise: readonly Node[] = []
    if (end.word === 'else') {
      const [next, ...rest] = end.rest
      if (next?.kind === 'word' && (next.text === 'if' || next.text === 'with')) {
        otherwise = [this.#block(next.text, rest, end.line, depth + 1)]
      } else otherwise = this.#untilEnd(depth, line).nodes
    }
    this.#variables.length = outside
    return { kind, pipe, then, otherwise }
  }

  #untilElseOrEnd(depth: number, line: number): { nodes: Node[]; end: End } {
    const { nodes, end } = this.list(depth + 1)
    if (!end) throw new TemplateMistake(`${line}: unexpected EOF`)
    return { nodes, end }
  }

  #untilEnd(depth: number, line: number): { nodes: Node[] } {
    const { nodes, end } = this.#untilElseOrEnd(depth, line)
    if (end.word !== 'end') throw new TemplateMistake(`${end.line}: expected end; found {{else}}`)
    return { nodes }
  }

  #known() {
    return { functions: this.#functions, variables: this.#variables }
  }
}

interface Known {
  readonly functions: ReadonlySet<string>
  /** Grows with what is declared. */
  readonly variables: string[]
}

class PipeParser {
  readonly #tokens: readonly Token[]
  readonly #line: number
  readonly #known: Known
  #at = 0

  constructor(tokens: readonly Token[], line: number, known: Known) {
    this.#tokens = tokens
    this.#line = line
    this.#known = known
  }

  whole(): Pipe {
    const pipe = this.#pipe(0)
    const left = this.#tokens[this.#at]
    if (left) throw this.#unexpected(left, 'command')
    return pipe
  }

  #pipe(depth: number): Pipe {
    if (depth > MOST_DEPTH) throw new TemplateMistake(`${this.#line}: nested too deeply`)
    const { names, assigns } = this.#declared()
    const commands: Command[] = []
    do {
      const operands: Operand[] = []
      const from = this.#at
      for (let operand = this.#operand(depth); operand; operand = this.#operand(depth)) operands.push(operand)
      if (operands.length === 0) throw new TemplateMistake(`${this.#line}: missing value for command`)
      const [first, last] = [this.#tokens[from] as Token, this.#tokens[this.#at - 1] as Token]
      commands.push({ operands, start: first.start, end: last.end })
    } while (this.#take('|'))
    if (!assigns) this.#known.variables.push(...names)
    return { names, assigns, commands }
  }

  #declared(): { names: string[]; assigns: boolean } {
    const [first, sign, second, later] = this.#tokens.slice(this.#at, this.#at + 4)
    if (first?.kind !== 'variable') return { names: [], assigns: false }
    if (sign?.kind === 'sign' && (sign.text === ':=' || sign.text === '=')) {
      this.#at += 2
      return { names: [first.text], assigns: sign.text === '=' }
    }
    if (sign?.text === ',' && second?.kind === 'variable' && (later?.text === ':=' || later?.text === '=')) {
      this.#at += 4
      return { names: [first.text, second.text], assigns: later.text === '=' }
    }
    return { names: [], assigns: false }
  }

  #operand(depth: number): Operand | undefined {
    const token = this.#tokens[this.#at]
    if (!token || (token.kind === 'sign' && (token.text === '|' || token.text === ')'))) return undefined
    this.#at++
    switch (token.kind) {
      case 'string':
        return { kind: 'value', value: token.text }
      case 'number': {
        const value = Number(token.text.replaceAll('_', ''))
        if (Number.isNaN(value)) throw new TemplateMistake(`${this.#line}: bad number syntax: "${token.text}"`)
        return { kind: 'value', value }
      }
      case 'field':
        return { kind: 'path', from: { dot: true }, fields: [token.text, ...this.#fields()] }
      case 'variable':
        if (!this.#known.variables.includes(token.text)) {
          throw new TemplateMistake(`${this.#line}: undefined variable "$${token.text}"`)
        }
        return { kind: 'path', from: { variable: token.text }, fields: this.#fields() }
      case 'word':
        if (Object.hasOwn(CONSTANTS, token.text)) return { kind: 'value', value: CONSTANTS[token.text] }
        if (!this.#known.functions.has(token.text)) {
          throw new TemplateMistake(`${this.#line}: function "${token.text}" not defined`)
        }
        return { kind: 'function', name: token.text }
      case 'sign':
        if (token.text === '.') return { kind: 'path', from: { dot: true }, fields: [] }
        if (token.text !== '(') throw this.#unexpected(token, 'operand')
        {
          const pipe = this.#pipe(depth + 1)
          if (!this.#take(')')) throw new TemplateMistake(`${this.#line}: unclosed left paren`)
          return { kind: 'path', from: { pipe }, fields: this.#fields() }
        }
    }
  }

  /** The fields that follow without a blank. */
  #fields(): string[] {
    const fields: string[] = []
    for (let next = this.#tokens[this.#at]; next?.kind === 'field' && next.joined; next = this.#tokens[this.#at]) {
      fields.push(next.text)
      this.#at++
    }
    return fields
  }

  #take(sign: string): boolean {
    const next = this.#tokens[this.#at]
    if (next?.kind !== 'sign' || next.text !== sign) return false
    this.#at++
    return true
  }

  #unexpected({ text }: Token, place: string): TemplateMistake {
    return new TemplateMistake(`${this.#line}: unexpected "${text}" in ${place}`)
  }
}

const CONSTANTS: Readonly<Record<string, unknown>> = { true: true, false: false, nil: null }
