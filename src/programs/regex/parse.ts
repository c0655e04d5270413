import {
  ANY,
  type CharSet,
  charSet,
  classRanges,
  DIGIT_CHARS,
  NOT_DIGIT_CHARS,
  NOT_SPACE_CHARS,
  NOT_WORD_CHARS,
  type Range,
  SPACE_CHARS,
  singleChar,
  WORD_CHARS,
} from './char-set.ts'
import { type Assertion, EMPTY, type Node, RegexMistake } from './syntax.ts'

export interface Syntax {
  /** Basic expressions have ( ) { } | + ? with a backslash, extended ones without. */
  readonly kind: 'basic' | 'extended' | 'fixed'
  readonly ignoreCase?: boolean
  /** sed and awk know \n and \t; awk takes a backslash between brackets for one, too. */
  readonly escapes?: 'none' | 'sed' | 'awk'
  /** musl knows \d, which is a d for glibc. */
  readonly library?: 'glibc' | 'musl'
}

/** RE_DUP_MAX */
const MOST_REPEATS = 32_767
/** Parentheses inside each other. */
const MOST_DEPTH = 250

const ASSERTIONS = new Map<string, Assertion>([
  ['<', 'wordStart'],
  ['>', 'wordEnd'],
  ['b', 'wordBoundary'],
  ['B', 'notWordBoundary'],
  ['`', 'start'],
  ["'", 'end'],
])

const CHAR_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
])

/** `firstGroup`: the number of its first parenthesis, where it is one of several patterns. */
export function parseRegex(pattern: string, syntax: Syntax, firstGroup = 1): { node: Node; nextGroup: number } {
  const parser = new Parser(pattern, syntax, firstGroup)
  return { node: parser.all(), nextGroup: parser.nextGroup }
}

class Parser {
  readonly #text: string
  readonly #syntax: Syntax
  readonly #basic: boolean
  #at = 0
  #depth = 0
  nextGroup: number
  readonly #closed = new Set<number>()

  constructor(text: string, syntax: Syntax, firstGroup: number) {
    this.#text = text
    this.#syntax = syntax
    this.#basic = syntax.kind === 'basic'
    this.nextGroup = firstGroup
  }

  all(): Node {
    if (this.#syntax.kind === 'fixed') {
      const items: Node[] = []
      while (this.#at < this.#text.length) items.push(this.#char(this.#take()))
      return joined(items)
    }
    const node = this.#either()
    if (this.#at < this.#text.length) throw new RegexMistake('parentheses')
    return node
  }

  /** The next character, a whole code point. */
  #take(): string {
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) as number)
    this.#at += char.length
    return char
  }

  /** Is the operator here, written as this kind of expression writes it? */
  #isHere(operator: string, at = this.#at): boolean {
    return this.#basic ? this.#text.startsWith(`\\${operator}`, at) : this.#text[at] === operator
  }

  #skip(operator: string): boolean {
    if (!this.#isHere(operator)) return false
    this.#at += this.#basic ? 2 : 1
    return true
  }

  #either(): Node {
    const items = [this.#concat()]
    while (this.#skip('|')) items.push(this.#concat())
    return items.length === 1 ? (items[0] as Node) : { type: 'either', items }
  }

  #concat(): Node {
    const items: Node[] = []
    // A basic expression's star is an ordinary character where nothing is before it; an extended one's means nothing.
    let atStart = true
    while (this.#at < this.#text.length && !this.#isHere('|')) {
      if (this.#isHere(')') && (this.#depth > 0 || this.#basic)) break
      const item = this.#item(atStart)
      if (!item) continue
      if (item.type === 'assert' && item.assertion === 'start') {
        items.push(item)
        continue
      }
      atStart = false
      items.push(this.#repeated(item))
    }
    return joined(items)
  }

  #repeated(start: Node): Node {
    let item = start
    for (;;) {
      if (this.#text[this.#at] === '*') {
        this.#at++
        item = repeat(item, 0, Number.POSITIVE_INFINITY)
      } else if (this.#skip('+')) item = repeat(item, 1, Number.POSITIVE_INFINITY)
      else if (this.#skip('?')) item = repeat(item, 0, 1)
      else if (this.#isHere('{')) {
        const bounds = this.#bounds()
        if (!bounds) return item
        item = repeat(item, bounds[0], bounds[1])
      } else return item
    }
  }

  /** {2}, {2,}, {,4}, {2,4}; undefined: in an extended expression, a brace that begins no interval is itself. */
  #bounds(): readonly [number, number] | undefined {
    const close = this.#basic ? '\\}' : '}'
    const from = this.#at + (this.#basic ? 2 : 1)
    const end = this.#text.indexOf(close, from)
    const inner = end < 0 ? this.#text.slice(from) : this.#text.slice(from, end)
    if (end < 0) {
      if (this.#basic) throw new RegexMistake('braces')
      return undefined
    }
    const match = /^(\d*)(,?)(\d*)$/.exec(inner)
    if (!match || inner === '') {
      if (this.#basic || /^\d+(,\d*)?,/.test(inner)) throw new RegexMistake('badBraces')
      return undefined
    }
    const [, first = '', comma, last = ''] = match
    const least = first === '' ? 0 : Number(first)
    const most = comma === '' ? least : last === '' ? Number.POSITIVE_INFINITY : Number(last)
    if (least > most) throw new RegexMistake('badBraces')
    if (least > MOST_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS)) {
      throw new RegexMistake('size')
    }
    this.#at = end + close.length
    return [least, most]
  }

  #item(atStart: boolean): Node | undefined {
    const char = this.#text[this.#at] as string
    if (this.#isHere('(')) return this.#group()
    if (char === '[') return this.#bracket()
    if (char === '\\') return this.#escape()
    if (char === '.') {
      this.#at++
      return { type: 'set', set: ANY }
    }
    if (char === '^' && this.#anchorsStart(atStart)) {
      this.#at++
      return { type: 'assert', assertion: 'start' }
    }
    if (char === '$' && this.#anchorsEnd()) {
      this.#at++
      return { type: 'assert', assertion: 'end' }
    }
    if (!this.#basic && atStart && (char === '*' || char === '+' || char === '?')) {
      this.#at++
      return undefined
    }
    if (!this.#basic && atStart && char === '{' && this.#bounds()) return undefined
    return this.#char(this.#take())
  }

  #anchorsStart(atStart: boolean): boolean {
    return !this.#basic || atStart
  }

  #anchorsEnd(): boolean {
    if (!this.#basic) return true
    const after = this.#at + 1
    return after >= this.#text.length || this.#isHere('|', after) || (this.#isHere(')', after) && this.#depth > 0)
  }

  #char(char: string): Node {
    return { type: 'set', set: singleChar(char.codePointAt(0) as number, this.#syntax.ignoreCase ?? false), char }
  }

  #group(): Node {
    this.#skip('(')
    if (++this.#depth > MOST_DEPTH) throw new RegexMistake('size')
    const index = this.nextGroup++
    const item = this.#either()
    if (!this.#skip(')')) throw new RegexMistake('parentheses')
    this.#depth--
    this.#closed.add(index)
    return { type: 'group', index, item }
  }

  #escape(): Node {
    this.#at++
    if (this.#at >= this.#text.length) throw new RegexMistake('escape')
    const char = this.#take()
    const { escapes = 'none', library = 'glibc' } = this.#syntax
    if (/[1-9]/.test(char) && escapes !== 'awk') {
      const index = Number(char)
      if (!this.#closed.has(index)) throw new RegexMistake('backReference')
      return { type: 'back', index }
    }
    const assertion = ASSERTIONS.get(char)
    if (assertion) return { type: 'assert', assertion }
    const set = this.#named(char, library)
    if (set) return { type: 'set', set }
    const control = escapes === 'none' && library === 'glibc' ? undefined : CHAR_ESCAPES.get(char)
    if (control !== undefined) return this.#char(control)
    return this.#char(char)
  }

  #named(char: string, library: 'glibc' | 'musl'): CharSet | undefined {
    if (char === 'w') return WORD_CHARS
    if (char === 'W') return NOT_WORD_CHARS
    if (char === 's') return SPACE_CHARS
    if (char === 'S') return NOT_SPACE_CHARS
    if (library === 'musl' && char === 'd') return DIGIT_CHARS
    return library === 'musl' && char === 'D' ? NOT_DIGIT_CHARS : undefined
  }

  #bracket(): Node {
    this.#at++
    const negated = this.#text[this.#at] === '^'
    if (negated) this.#at++
    const ranges: Range[] = []
    for (let first = true; ; first = false) {
      if (this.#at >= this.#text.length) throw new RegexMistake('brackets')
      if (this.#text[this.#at] === ']' && !first) break
      if (this.#text.startsWith('[:', this.#at)) {
        const named = classRanges(this.#until(':]'))
        if (!named) throw new RegexMistake('className')
        ranges.push(...named)
        continue
      }
      if (this.#text.startsWith('[=', this.#at)) {
        const code = only(this.#until('=]'))
        ranges.push([code, code])
        continue
      }
      const low = this.#end()
      if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']' || this.#at + 1 >= this.#text.length) {
        ranges.push([low, low])
        continue
      }
      this.#at++
      const high = this.#end()
      if (high < low) throw new RegexMistake('range')
      ranges.push([low, high])
    }
    this.#at++
    return { type: 'set', set: charSet(ranges, negated, this.#syntax.ignoreCase) }
  }

  /** One end of a range. */
  #end(): number {
    if (this.#text.startsWith('[.', this.#at)) return only(this.#until('.]'))
    const char = this.#take()
    const { escapes } = this.#syntax
    const next = this.#text[this.#at]
    if (char !== '\\' || next === undefined || escapes === undefined || escapes === 'none') {
      return char.codePointAt(0) as number
    }
    const control = CHAR_ESCAPES.get(next)
    if (control === undefined && escapes !== 'awk') return 92
    this.#at++
    return (control ?? next).codePointAt(0) as number
  }

  #until(end: string): string {
    const at = this.#text.indexOf(end, this.#at + 2)
    if (at < 0) throw new RegexMistake('brackets')
    const inner = this.#text.slice(this.#at + 2, at)
    this.#at = at + 2
    return inner
  }
}

function only(text: string): number {
  const [char, more] = [...text]
  if (char === undefined || more !== undefined) throw new RegexMistake('collating')
  return char.codePointAt(0) as number
}

function joined(items: readonly Node[]): Node {
  if (items.length === 0) return EMPTY
  return items.length === 1 ? (items[0] as Node) : { type: 'concat', items }
}

function repeat(item: Node, least: number, most: number): Node {
  // A star of a star is a star.
  const { POSITIVE_INFINITY: many } = Number
  if (item.type === 'repeat' && most === many && item.most === many && least <= 1 && item.least <= 1) {
    return { type: 'repeat', item: item.item, least: Math.min(least, item.least), most: many }
  }
  return { type: 'repeat', item, least, most }
}
