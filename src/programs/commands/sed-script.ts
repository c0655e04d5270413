import type { Sys } from '../../engine/program-api/program.ts'
import { type Regex, regexFor } from './posix-regex.ts'

export type Address =
  | { readonly kind: 'line'; readonly number: number }
  /** first~step */
  | { readonly kind: 'every'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  /** Without: that which matched last. */
  | { readonly kind: 'regex'; readonly regex: Regex | undefined }
  /** addr,+N */
  | { readonly kind: 'more'; readonly count: number }

export interface Instruction {
  readonly from: Address | undefined
  readonly to: Address | undefined
  readonly negated: boolean
  readonly command: string
  readonly regex?: Regex | undefined
  /** What is put in, a label, or a file. */
  readonly text: string
  readonly print?: boolean
  /** Replaces this match; with `all` this and those after it. */
  readonly which?: number
  readonly all?: boolean
  /** Writes what was replaced to this file. */
  readonly file?: string
  /** Where a block ends, or a branch leads. */
  to_: number
  /** The range that it stands in has begun; until which line, where that is known. */
  active: boolean
  until: number
}

export class SedProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

export function readScript(sys: Sys, text: string, kind: 'basic' | 'extended'): Instruction[] {
  return new ScriptReader(sys, text, kind).read()
}

const PLAIN = 'pPdDnNgGhHxq=lQzF'

class ScriptReader {
  readonly #sys: Sys
  readonly #text: string
  readonly #kind: 'basic' | 'extended'
  #at = 0

  constructor(sys: Sys, text: string, kind: 'basic' | 'extended') {
    this.#sys = sys
    this.#text = text
    this.#kind = kind
  }

  read(): Instruction[] {
    const program: Instruction[] = []
    const open: number[] = []
    for (;;) {
      while (/[\s;]/.test(this.#text[this.#at] ?? '')) this.#at++
      if (this.#text[this.#at] === '#') {
        this.#line()
        continue
      }
      if (this.#at >= this.#text.length) break
      const instruction = this.#instruction()
      if (instruction.command === '{') open.push(program.length)
      if (instruction.command === '}') {
        const start = open.pop()
        if (start === undefined) throw new SedProblem("unexpected '}'")
        ;(program[start] as Instruction).to_ = program.length
      }
      program.push(instruction)
    }
    if (open.length > 0) throw new SedProblem('unmatched {')
    this.#link(program)
    return program
  }

  #link(program: readonly Instruction[]): void {
    for (const instruction of program) {
      if (!'bt T'.includes(instruction.command) || instruction.command === '') continue
      const target = program.findIndex(({ command, text }) => command === ':' && text === instruction.text)
      if (target < 0 && instruction.text !== '')
        throw new SedProblem(`can't find label for jump to '${instruction.text}'`)
      instruction.to_ = instruction.text === '' ? program.length : target
    }
  }

  #instruction(): Instruction {
    const from = this.#address(false)
    let to: Address | undefined
    this.#skipBlanks()
    if (from && this.#text[this.#at] === ',') {
      this.#at++
      this.#skipBlanks()
      to = this.#address(true)
      if (!to) throw new SedProblem('unexpected ,')
    }
    this.#skipBlanks()
    const negated = this.#text[this.#at] === '!'
    while (/[! \t]/.test(this.#text[this.#at] ?? '')) this.#at++
    const command = this.#text[this.#at++] ?? ''
    const common = { from, to, negated, command, text: '', active: false, to_: 0, until: 0 }
    if (command === 's') return this.#substitution(common)
    if (command === 'y') {
      const delimiter = this.#text[this.#at++]
      if (delimiter === undefined) throw new SedProblem('command y: strings have different lengths')
      const [before, after] = [this.#until(delimiter), this.#until(delimiter)].map(plain) as [string, string]
      if ([...before].length !== [...after].length)
        throw new SedProblem('strings for `y` command are different lengths')
      return { ...common, text: before + after }
    }
    if (command !== '' && 'iac'.includes(command)) return { ...common, text: this.#inserted() }
    if (command !== '' && ':btTrw'.includes(command)) {
      // GNU ends a label at a semicolon; a file's name goes on to the end of the line.
      const text = 'rw'.includes(command) ? this.#line() : this.#until_(/[;\n}]/)
      return { ...common, text: text.trim() }
    }
    if (command === '{' || command === '}') return common
    if (command === '' || !PLAIN.includes(command)) throw new SedProblem(`unsupported command ${command}`)
    if (command === 'q' || command === 'Q') {
      this.#skipBlanks()
      const code = /^\d+/.exec(this.#text.slice(this.#at, this.#at + 10))?.[0] ?? ''
      this.#at += code.length
      return { ...common, text: code }
    }
    return common
  }

  /** The text of a, i and c: on the same line, or on the next ones after a backslash; a backslash keeps a newline. */
  #inserted(): string {
    this.#skipBlanks()
    if (this.#text[this.#at] === '\\') {
      this.#at++
      this.#skipBlanks()
      if (this.#text[this.#at] === '\n') this.#at++
    }
    let text = ''
    for (; this.#at < this.#text.length && this.#text[this.#at] !== '\n'; this.#at++) {
      if (this.#text[this.#at] === '\\') this.#at++
      text += this.#text[this.#at] ?? ''
    }
    return text
  }

  #substitution(common: Omit<Instruction, 'regex'>): Instruction {
    const delimiter = this.#text[this.#at++]
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') {
      throw new SedProblem('bad option in substitution expression')
    }
    const pattern = this.#until(delimiter)
    const text = this.#until(delimiter)
    const flags = /^[gpiIeMm0-9]*/.exec(this.#text.slice(this.#at, this.#at + 40))?.[0] ?? ''
    this.#at += flags.length
    const file = this.#text[this.#at] === 'w' ? this.#line().slice(1).trim() : undefined
    const end = this.#text[this.#at]
    if (end !== undefined && !/[\s;}#]/.test(end)) throw new SedProblem('unknown option to s')
    const regex = this.#regex(pattern, /i/i.test(flags))
    return {
      ...common,
      regex,
      text,
      which: Number(/\d+/.exec(flags)?.[0] ?? 1),
      all: flags.includes('g'),
      print: flags.includes('p'),
      ...(file === undefined ? {} : { file }),
    }
  }

  #regex(pattern: string, ignoreCase: boolean): Regex | undefined {
    if (pattern === '') return undefined
    const regex = regexFor(this.#sys, pattern, { kind: this.#kind, ignoreCase, escapes: 'sed' })
    if (typeof regex === 'string') throw new SedProblem(`bad regex '${pattern}': ${regex}`)
    return regex
  }

  /** Up to the delimiter, which loses its backslash; not inside of brackets. */
  #until(delimiter: string): string {
    let text = ''
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] as string
      if (char === delimiter) {
        this.#at++
        return text
      }
      if (char === '\\' && this.#text[this.#at + 1] === delimiter) text += this.#text[++this.#at]
      else if (char === '\\') text += char + (this.#text[++this.#at] ?? '')
      else text += char
    }
    throw new SedProblem('unmatched delimiter')
  }

  #until_(end: RegExp): string {
    const from = this.#at
    while (this.#at < this.#text.length && !end.test(this.#text[this.#at] as string)) this.#at++
    return this.#text.slice(from, this.#at)
  }

  #line(): string {
    return this.#until_(/\n/)
  }

  #address(second: boolean): Address | undefined {
    const number = /^\d+/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0]
    if (number !== undefined) {
      this.#at += number.length
      if (this.#text[this.#at] !== '~') return { kind: 'line', number: Number(number) }
      this.#at++
      return { kind: 'every', first: Number(number), step: this.#number() }
    }
    const char = this.#text[this.#at]
    if (char === '$') {
      this.#at++
      return { kind: 'last' }
    }
    if (second && char === '+') {
      this.#at++
      return { kind: 'more', count: this.#number() }
    }
    if (char !== '/' && char !== '\\') return undefined
    if (char === '\\') this.#at++
    const delimiter = this.#text[this.#at++] ?? '/'
    const pattern = this.#until(delimiter)
    const ignoreCase = this.#text[this.#at] === 'I'
    if (ignoreCase) this.#at++
    return { kind: 'regex', regex: this.#regex(pattern, ignoreCase) }
  }

  #number(): number {
    const digits = /^\d*/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0] ?? ''
    this.#at += digits.length
    return Number(digits)
  }

  #skipBlanks(): void {
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}

function plain(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char))
}
