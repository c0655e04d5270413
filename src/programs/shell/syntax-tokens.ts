import type { Dialect } from './dialect.ts'
import type { Wrong } from './syntax-words.ts'

export interface Token {
  /** An operator's own text; `word`, `newline` or `end`. */
  readonly kind: string
  readonly text: string
  readonly position: number
  readonly end: number
}

const OPERATORS = '&& || ;;& ;; ;& |& &>> &> <<< <<- << >> >& <& >| <> ; & | ( ) < >'.split(' ')
const BLANK = /[ \t]/
const ENDS_WORD = /[ \t\n;&|()<>]/

/** Thrown to get out of the reader. */
export class Complaint {
  readonly wrong: Wrong

  constructor(wrong: Wrong) {
    this.wrong = wrong
  }
}

/** Cuts a script into tokens, as far as its reader has to know them. */
export class TokenReader {
  readonly source: string
  readonly #dialect: Dialect
  /** Reads a $(…) whose first character is at this place; where it ends. */
  readonly #readCommands: (from: number) => number
  at = 0
  #waiting: { readonly delimiter: string; readonly tabs: boolean }[] = []

  constructor(source: string, dialect: Dialect, readCommands: (from: number) => number) {
    this.source = source
    this.#dialect = dialect
    this.#readCommands = readCommands
  }

  next(): Token {
    this.#skipBlanks()
    const position = this.at
    const { source } = this
    if (position >= source.length) return { kind: 'end', text: 'newline', position, end: position }
    if (source[position] === '\n') {
      this.at++
      this.#skipDocuments()
      return { kind: 'newline', text: 'newline', position, end: this.at }
    }
    const isSubstitution =
      this.#dialect !== 'dash' && /[<>]/.test(source[position] ?? '') && source[position + 1] === '('
    const operator = isSubstitution ? undefined : OPERATORS.find((each) => source.startsWith(each, position))
    if (operator !== undefined) {
      this.at += operator.length
      return { kind: operator, text: operator, position, end: this.at }
    }
    this.#word()
    return { kind: 'word', text: source.slice(position, this.at), position, end: this.at }
  }

  /** The delimiter of a here-document, whose lines begin after this one. */
  awaitDocument(word: string, tabs: boolean): void {
    this.#waiting.push({ delimiter: word.replace(/['"\\]/g, ''), tabs })
  }

  #skipBlanks(): void {
    const { source } = this
    for (;;) {
      const char = source[this.at]
      if (char !== undefined && BLANK.test(char)) this.at++
      else if (char === '\\' && source[this.at + 1] === '\n') this.at += 2
      else if (char === '#') {
        const end = source.indexOf('\n', this.at)
        this.at = end < 0 ? source.length : end
      } else return
    }
  }

  #skipDocuments(): void {
    for (const { delimiter, tabs } of this.#waiting) {
      while (this.at < this.source.length) {
        const end = this.source.indexOf('\n', this.at)
        const line = this.source.slice(this.at, end < 0 ? undefined : end)
        this.at = end < 0 ? this.source.length : end + 1
        if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break
      }
    }
    this.#waiting = []
  }

  #word(): void {
    const { source } = this
    while (this.at < source.length) {
      const char = source[this.at] as string
      if (/[<>]/.test(char) && source[this.at + 1] === '(' && this.#dialect !== 'dash') {
        this.at = this.#readCommands(this.at + 2)
        continue
      }
      if (ENDS_WORD.test(char)) return
      this.#piece(char)
    }
  }

  #piece(char: string): void {
    const { source } = this
    if (char === '\\') this.at += 2
    else if (char === "'") this.#until("'", this.at + 1)
    else if (char === '"') this.#double()
    else if (char === '`') this.#backquoted()
    else if (char === '$') this.#dollar()
    else this.at++
    if (this.at > source.length) this.at = source.length
  }

  #until(quote: "'", from: number): void {
    const end = this.source.indexOf(quote, from)
    if (end < 0) throw new Complaint({ kind: 'open', position: this.at, what: quote })
    this.at = end + 1
  }

  #double(): void {
    const position = this.at++
    const { source } = this
    for (;;) {
      const char = source[this.at]
      if (char === undefined) throw new Complaint({ kind: 'open', position, what: '"' })
      if (char === '"') {
        this.at++
        return
      }
      if (char === '\\') this.at += 2
      else if (char === '`') this.#backquoted()
      else if (char === '$' && source[this.at + 1] !== "'" && source[this.at + 1] !== '"') this.#dollar()
      else this.at++
    }
  }

  #backquoted(): void {
    const position = this.at++
    for (;;) {
      const char = this.source[this.at]
      if (char === undefined) throw new Complaint({ kind: 'open', position, what: '`' })
      this.at += char === '\\' ? 2 : 1
      if (char === '`') return
    }
  }

  #dollar(): void {
    const { source } = this
    const position = this.at
    if (source.startsWith('$((', position)) this.#arithmetic(position)
    else if (source[position + 1] === '(') this.at = this.#readCommands(position + 2)
    else if (source[position + 1] === '{') this.#braced(position)
    else if (source[position + 1] === "'" && this.#dialect !== 'dash') {
      this.at += 2
      while (source[this.at] !== "'") {
        if (this.at >= source.length) throw new Complaint({ kind: 'open', position, what: "'" })
        this.at += source[this.at] === '\\' ? 2 : 1
      }
      this.at++
    } else this.at++
  }

  #arithmetic(position: number): void {
    let depth = 0
    for (let i = position + 1; i < this.source.length; i++) {
      if (this.source[i] === '(') depth++
      else if (this.source[i] === ')' && --depth === 0) {
        this.at = i + 1
        return
      }
    }
    throw new Complaint({ kind: 'open', position, what: '))' })
  }

  #braced(position: number): void {
    this.at += 2
    const { source } = this
    for (;;) {
      const char = source[this.at]
      if (char === undefined) throw new Complaint({ kind: 'open', position, what: '}' })
      if (char === '}') {
        this.at++
        return
      }
      this.#piece(char)
    }
  }
}
