import type { Dialect } from './dialect.ts'
import { Complaint, type Token, TokenReader } from './syntax-tokens.ts'
import { inWordsOf, type SyntaxMistake, type Wrong } from './syntax-words.ts'

/** Words that mean something where a command begins; those that end a list of commands. */
const ENDING = new Set(['then', 'do', 'done', 'fi', 'elif', 'else', 'esac', '}'])
const SEPARATORS = new Set([';', '&', 'newline'])
const REDIRECTIONS = new Set('< > >> << <<- <<< >& <& >| <> &> &>>'.split(' '))
const MOST_DEPTH = 400

/**
 * What a shell's reader says of a script that it cannot read; undefined: nothing is found to be wrong. The parser that
 * programs run by knows that something is wrong, but no shell's own words for it.
 */
export function syntaxMistake(source: string, dialect: Dialect): SyntaxMistake | undefined {
  try {
    new Grammar(source, dialect).script()
    return undefined
  } catch (error) {
    if (error instanceof Complaint) return inWordsOf(error.wrong, dialect)
    throw error
  }
}

class Grammar {
  readonly #dialect: Dialect
  readonly #tokens: TokenReader
  #peeked: Token | undefined
  #depth = 0

  constructor(source: string, dialect: Dialect) {
    this.#dialect = dialect
    this.#tokens = new TokenReader(source, dialect, (from) => this.#substitution(from))
  }

  script(): void {
    this.#list(true)
    const token = this.#peek()
    if (token.kind !== 'end') throw this.#unexpected(token)
  }

  #peek(): Token {
    this.#peeked ??= this.#tokens.next()
    return this.#peeked
  }

  #take(): Token {
    const token = this.#peek()
    this.#peeked = undefined
    return token
  }

  #is(text: string): boolean {
    const token = this.#peek()
    return token.kind === text || (token.kind === 'word' && token.text === text)
  }

  #unexpected(token: Token, expecting?: string): Complaint {
    const reserved = token.kind === 'word' && (ENDING.has(token.text) || token.text === 'in' || token.text === '!')
    const wrong: Wrong = {
      kind: 'unexpected',
      position: token.position,
      token: reserved ? token.text : token.kind,
      text: token.text,
      ...(expecting === undefined ? {} : { expecting }),
    }
    return new Complaint(wrong)
  }

  #expect(text: string): void {
    if (!this.#is(text)) throw this.#unexpected(this.#peek(), text)
    this.#take()
  }

  #skipNewlines(): void {
    while (this.#peek().kind === 'newline') this.#take()
  }

  /** $(…): a list of commands and a parenthesis. */
  #substitution(from: number): number {
    const { at } = this.#tokens
    const before = this.#peeked
    this.#enter()
    this.#tokens.at = from
    this.#peeked = undefined
    this.#list(true)
    const token = this.#peek()
    if (token.kind === 'end')
      throw new Complaint({
        kind: 'open',
        position: this.#dialect === 'bash' ? Number.POSITIVE_INFINITY : at,
        what: ')',
      })
    if (token.kind !== ')') throw this.#unexpected(token, ')')
    this.#depth--
    this.#peeked = before
    return token.end
  }

  #enter(): void {
    // What is deeper is not looked at: it is somebody's joke.
    if (++this.#depth > MOST_DEPTH) throw new Complaint({ kind: 'open', position: 0, what: ')' })
  }

  #ends(): boolean {
    const token = this.#peek()
    return (
      token.kind === 'end' ||
      token.kind === ')' ||
      token.kind.startsWith(';;') ||
      token.kind === ';&' ||
      this.#reserved(ENDING)
    )
  }

  #reserved(words: ReadonlySet<string>): boolean {
    const token = this.#peek()
    return token.kind === 'word' && words.has(token.text)
  }

  #list(mayBeEmpty = false): void {
    this.#skipNewlines()
    const first = this.#peek()
    if (this.#ends()) {
      if (!mayBeEmpty && first.kind !== 'end') throw this.#unexpected(first)
      return
    }
    for (;;) {
      this.#andOr()
      const separator = this.#peek()
      if (!SEPARATORS.has(separator.kind)) return
      this.#take()
      this.#skipNewlines()
      if (this.#ends()) return
    }
  }

  #andOr(): void {
    for (;;) {
      this.#pipeline()
      if (!this.#is('&&') && !this.#is('||')) return
      this.#take()
      this.#skipNewlines()
    }
  }

  #pipeline(): void {
    if (this.#dialect !== 'bash') {
      if (this.#is('!')) this.#take()
    } else while (this.#is('!') || this.#is('time')) this.#take()
    for (;;) {
      this.#command()
      if (!this.#is('|') && !this.#is('|&')) return
      this.#take()
      this.#skipNewlines()
    }
  }

  #command(): void {
    this.#enter()
    const token = this.#peek()
    if (token.kind === '(') this.#parenthesized(token)
    else if (token.kind !== 'word') this.#simple()
    else if (!this.#compound(token.text)) {
      if (ENDING.has(token.text) || token.text === '!') throw this.#unexpected(token)
      this.#simple()
      this.#depth--
      return
    }
    while (REDIRECTIONS.has(this.#peek().kind)) this.#redirection()
    this.#depth--
  }

  /** True: it was one, but for what is redirected. */
  #compound(word: string): boolean {
    switch (word) {
      case 'if':
        this.#take()
        this.#if()
        return true
      case 'while':
      case 'until':
        this.#take()
        this.#list()
        this.#expect('do')
        this.#list()
        this.#expect('done')
        return true
      case 'for':
      case 'select':
        if (word === 'select' && this.#dialect !== 'bash') return false
        this.#take()
        this.#for()
        return true
      case 'case':
        this.#take()
        this.#case()
        return true
      case '{':
        this.#take()
        this.#list()
        this.#expect('}')
        return true
      case '[[':
        if (this.#dialect === 'dash') return false
        this.#test(this.#take())
        return true
      case 'function':
        if (this.#dialect === 'dash') return false
        this.#take()
        this.#name()
        if (this.#is('(')) this.#function()
        else this.#body(true)
        return true
      default:
        return false
    }
  }

  #if(): void {
    this.#list()
    this.#expect('then')
    this.#list()
    while (this.#is('elif')) {
      this.#take()
      this.#list()
      this.#expect('then')
      this.#list()
    }
    if (this.#is('else')) {
      this.#take()
      this.#list()
    }
    this.#expect('fi')
  }

  #word(expecting?: string): Token {
    const token = this.#peek()
    if (token.kind !== 'word') throw this.#unexpected(token, expecting)
    return this.#take()
  }

  /** A word that has to stand on this line: for bash the end of a text is one of a line, too. */
  #name(): Token {
    const token = this.#peek()
    if (token.kind === 'end' && this.#dialect === 'bash') throw this.#unexpected({ ...token, kind: 'newline' })
    return this.#word()
  }

  #for(): void {
    if (this.#is('(') && this.#dialect === 'bash') {
      this.#skipParentheses(this.#take())
      if (this.#is(';')) this.#take()
    } else {
      this.#word()
      this.#skipNewlines()
      if (this.#is('in')) {
        this.#take()
        while (this.#peek().kind === 'word') this.#take()
        const end = this.#peek()
        if (end.kind !== ';' && end.kind !== 'newline')
          throw this.#unexpected(end, end.kind === 'end' ? 'do' : undefined)
        this.#take()
      } else if (this.#is(';')) this.#take()
    }
    this.#skipNewlines()
    this.#expect('do')
    this.#list()
    this.#expect('done')
  }

  #case(): void {
    this.#word()
    this.#skipNewlines()
    this.#expect('in')
    for (;;) {
      this.#skipNewlines()
      if (this.#is('esac')) break
      if (this.#peek().kind === 'end') throw this.#unexpected(this.#peek(), ')')
      if (this.#is('(')) this.#take()
      this.#word()
      while (this.#is('|')) {
        this.#take()
        this.#word()
      }
      this.#expect(')')
      this.#list(true)
      if (!this.#peek().kind.startsWith(';;') && this.#peek().kind !== ';&') break
      this.#take()
    }
    this.#expect('esac')
  }

  #parenthesized(token: Token): void {
    this.#take()
    if (this.#dialect !== 'dash' && this.#tokens.source[token.end] === '(' && this.#closesTwice(token.position)) {
      this.#skipParentheses(token)
      return
    }
    this.#list()
    this.#expect(')')
  }

  /** ((…)) is arithmetic where its parentheses close together. */
  #closesTwice(position: number): boolean {
    let depth = 0
    const { source } = this.#tokens
    for (let i = position; i < source.length; i++) {
      if (source[i] === '(') depth++
      else if (source[i] === ')' && --depth === 0) return source[i - 1] === ')'
    }
    return false
  }

  #skipParentheses(open: Token): void {
    let depth = 0
    const { source } = this.#tokens
    for (let i = open.position; i < source.length; i++) {
      if (source[i] === '(') depth++
      else if (source[i] === ')' && --depth === 0) {
        this.#tokens.at = i + 1
        this.#peeked = undefined
        return
      }
    }
    throw new Complaint({ kind: 'open', position: open.position, what: ')' })
  }

  #test(open: Token): void {
    for (;;) {
      const token = this.#take()
      if (token.kind === 'end') throw new Complaint({ kind: 'open', position: open.position, what: ']]' })
      if (token.kind === 'word' && token.text === ']]') return
    }
  }

  #redirection(): void {
    const operator = this.#take()
    const word = this.#name()
    if (operator.kind === '<<' || operator.kind === '<<-')
      this.#tokens.awaitDocument(word.text, operator.kind === '<<-')
  }

  #simple(): void {
    let words = 0
    let isAssignment = false
    for (let first = true; ; first = false) {
      const token = this.#peek()
      if (REDIRECTIONS.has(token.kind)) {
        this.#redirection()
        continue
      }
      if (token.kind === 'word') {
        this.#take()
        words++
        isAssignment = /^[A-Za-z_]\w*\+?=/.test(token.text)
        if (/^[A-Za-z_]\w*(\[.*\])?\+?=$/.test(token.text) && this.#is('(') && this.#dialect === 'bash') {
          this.#skipParentheses(this.#take())
        }
        continue
      }
      if (token.kind === '(') {
        if (words === 1 && !isAssignment) this.#function()
        else throw this.#unexpected(token)
        return
      }
      if (first) throw this.#unexpected(token)
      return
    }
  }

  #function(): void {
    this.#take()
    this.#expect(')')
    this.#body(this.#dialect === 'bash')
  }

  #body(compound: boolean): void {
    this.#skipNewlines()
    const body = this.#peek()
    if (compound && !/^(?:\{|\(|if|while|until|for|case|select|\[\[)$/.test(body.text)) throw this.#unexpected(body)
    this.#command()
  }
}
