import { RegexTooCostly, Work } from './budget.ts'
import { type Match, Regex, regexOf } from './regex.ts'

export interface PerlMatch {
  /** The whole, then its groups. */
  readonly groups: readonly (string | undefined)[]
  readonly named: Readonly<Record<string, string>>
}

/** More ways than this are not tried one after the other: the browser's matcher goes back without a bound. */
const MOST_WAYS = 1e8

/** What the linear matcher is asked, and how many ways a matcher that goes back may have to try. */
interface Reading {
  /** The same set of texts as an extended expression; undefined: it looks ahead or back, or refers back. */
  readonly extended: string | undefined
  /** For each group of the pattern, its number in the extended expression. */
  readonly groups: readonly number[]
  readonly names: readonly (string | undefined)[]
  /** Parts that can be as long as the text. */
  readonly loops: number
  /** Parts that can be one thing or another. */
  readonly choices: number
}

/**
 * An expression in PCRE's notation. Whether and where it matches is found in a time that grows with the text only; what
 * its groups hold is asked of the browser's matcher where that cannot take long, and else is the longest from the left.
 */
export class PerlPattern {
  readonly #expression: RegExp
  readonly #sticky: RegExp
  readonly #reading: Reading
  readonly #linear: Regex | undefined

  /** Throws a SyntaxError where it is no expression. */
  constructor(source: string, ignoreCase = false) {
    const insensitive = ignoreCase || source.startsWith('(?i)')
    const plain = source.replace(/^\(\?i\)/, '')
    const text = plain
      .replace(/\(\?P</g, '(?<')
      .replace(/\\([AZz])/g, (_, anchor: string) => (anchor === 'A' ? '^' : '$'))
    const flags = insensitive ? 'i' : ''
    this.#expression = new RegExp(text, flags)
    this.#sticky = new RegExp(text, `${flags}y`)
    this.#reading = readingOf(plain)
    const { extended } = this.#reading
    const linear =
      extended === undefined
        ? undefined
        : regexOf(extended, { kind: 'extended', escapes: 'awk', library: 'musl', ignoreCase: insensitive })
    this.#linear = linear instanceof Regex ? linear : undefined
  }

  /** False: it looks around or refers back, and how long that takes has no bound. It never matches. */
  get isBounded(): boolean {
    return this.#linear !== undefined || this.#ways(100) <= MOST_WAYS
  }

  match(subject: string): PerlMatch | undefined {
    if (!this.#linear) {
      const found = this.#ways(subject.length) * subject.length > MOST_WAYS ? null : this.#expression.exec(subject)
      return found ? { groups: [...found], named: found.groups ?? {} } : undefined
    }
    const found = foundIn(this.#linear, subject)
    if (!found) return undefined
    if (this.#ways(subject.length) <= MOST_WAYS) {
      this.#sticky.lastIndex = found.start
      const precise = this.#sticky.exec(subject)
      if (precise) return { groups: [...precise], named: precise.groups ?? {} }
    }
    const { groups, names } = this.#reading
    const named: Record<string, string> = Object.create(null)
    for (const [index, name] of names.entries()) {
      const text = found.groups[groups[index] as number]
      if (name !== undefined && text !== undefined) named[name] = text
    }
    return { groups: [found.text, ...groups.map((group) => found.groups[group])], named }
  }

  #ways(length: number): number {
    const { loops, choices } = this.#reading
    return Math.max(2, length) ** loops * 2 ** choices
  }
}

/** Undefined also where it is too long for a browser: a server gives up at its own limit, and takes it for no match. */
function foundIn(linear: Regex, subject: string): Match | undefined {
  try {
    return linear.exec(subject, new Work())
  } catch (error) {
    if (error instanceof RegexTooCostly) return undefined
    throw error
  }
}

const CLASS_IN_BRACKETS = new Map([
  ['d', '0-9'],
  ['w', 'A-Za-z0-9_'],
  ['s', ' \\t\\n\\r\\f\\v'],
])

/** Goes through the pattern once. */
function readingOf(source: string): Reading {
  let extended = ''
  let isRegular = true
  let [loops, choices, opened] = [0, 0, 0]
  const groups: number[] = []
  const names: (string | undefined)[] = []
  /** For each open group, and at last for the one just closed: can it match in more ways than one? */
  const open: boolean[] = [false]
  let closed = false
  for (let i = 0; i < source.length; ) {
    const char = source[i] as string
    const wasClosed = closed
    closed = false
    const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?/.exec(source.slice(i, i + 16))?.[0]
    if (repeat !== undefined && i > 0) {
      const bounds = repeat.length > 1 && /[?+]$/.test(repeat) ? repeat.slice(0, -1) : repeat
      extended += bounds
      if (repeat.endsWith('+') && repeat.length > 1) isRegular = false
      const isOnce = bounds === '?'
      if (wasClosed && !isOnce) loops = Number.POSITIVE_INFINITY
      if (isOnce) choices++
      else if (!/^\{\d+\}$/.test(bounds)) loops++
      open[open.length - 1] = true
      i += repeat.length
    } else if (char === '(') {
      const start = /^\((?:\?(?::|P?<([A-Za-z_]\w*)>))?/.exec(source.slice(i, i + 80)) as RegExpExecArray
      opened++
      if (start[0].startsWith('(?') && start[1] === undefined && start[0] !== '(?:') isRegular = false
      else if (start[0] === '(' && source[i + 1] === '?') isRegular = false
      if (start[0] !== '(?:') {
        groups.push(opened)
        names.push(start[1])
      }
      extended += '('
      open.push(false)
      i += start[0].length
    } else if (char === ')') {
      const varies = (open.length > 1 ? open.pop() : false) ?? false
      closed = varies
      if (varies) open[open.length - 1] = true
      extended += ')'
      i++
    } else if (char === '[') {
      const end = endOfBracket(source, i)
      extended += source.slice(i, end).replace(/\\([dws])/g, (_, name: string) => CLASS_IN_BRACKETS.get(name) as string)
      if (/\\[DWShHvVRpPxbBQEcN0-9]/.test(source.slice(i, end))) isRegular = false
      i = end
    } else if (char === '\\') {
      const next = source[i + 1] ?? ''
      if (/[dDwWsSbBntrfva]/.test(next)) extended += `\\${next}`
      else if (/[AZz]/.test(next)) extended += next === 'A' ? '^' : '$'
      else if (/[A-Za-z0-9]/.test(next)) isRegular = false
      else extended += /[<>`']/.test(next) ? next : `\\${next}`
      i += 2
    } else {
      if (char === '|') {
        choices++
        open[open.length - 1] = true
      }
      extended += char
      i++
    }
  }
  return { extended: isRegular ? extended : undefined, groups, names, loops, choices }
}

/** Behind the bracket that closes the one at `from`; one that comes first is an ordinary character. */
function endOfBracket(source: string, from: number): number {
  let i = from + 1
  if (source[i] === '^') i++
  if (source[i] === ']') i++
  for (; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source.startsWith('[:', i)) i = Math.max(i, source.indexOf(':]', i) + 1)
    else if (source[i] === ']') return i + 1
  }
  return source.length
}
