import { Automaton } from './automaton.ts'
import { MOST_STEPS, searchWithReferences } from './back-references.ts'
import type { Work } from './budget.ts'
import { type Instructions, instructionsOf } from './instructions.ts'
import { parseRegex, type Syntax } from './parse.ts'
import { type Spans, search } from './pike.ts'
import { type Node, RegexMistake } from './syntax.ts'

export interface Match {
  readonly start: number
  readonly end: number
  readonly text: string
  /** By the number of the parenthesis, from 1 on, at 0 the whole; undefined where it took no part. */
  readonly groups: readonly (string | undefined)[]
}

/** A regular expression of POSIX: leftmost, longest, and in a time that grows with the text only. */
export class Regex {
  readonly #node: Node
  readonly #groupCount: number
  readonly #ignoreCase: boolean
  readonly #instructions: Instructions | undefined
  readonly #automaton: Automaton | undefined
  /** The text that it is, where nothing in it is special. */
  readonly #literal: string | undefined

  constructor(node: Node, groupCount: number, ignoreCase: boolean) {
    this.#node = node
    this.#groupCount = groupCount
    this.#ignoreCase = ignoreCase
    this.#instructions = refersBack(node) ? undefined : instructionsOf(node, groupCount)
    if (this.#instructions && Automaton.fits(this.#instructions)) this.#automaton = new Automaton(this.#instructions)
    this.#literal = ignoreCase ? undefined : literalOf(node)
  }

  get groupCount(): number {
    return this.#groupCount
  }

  test(text: string, work: Work): boolean {
    if (!this.#automaton || this.#literal !== undefined) return this.#spans(text, 0, work) !== undefined
    work.begin()
    return this.#automaton.test(text, work)
  }

  /** The first match that begins at `from` or later; `^` is still the start of the text. */
  exec(text: string, work: Work, from = 0): Match | undefined {
    const spans = this.#spans(text, from, work)
    if (!spans) return undefined
    const [[start, end]] = spans
    const groups = spans.map(([first, last]) => (last < 0 ? undefined : text.slice(first, last)))
    return { start, end, text: text.slice(start, end), groups }
  }

  #spans(text: string, from: number, work: Work): Spans | undefined {
    if (this.#literal !== undefined) {
      const at = text.indexOf(this.#literal, from)
      work.begin()
      work.add(((at < 0 ? text.length : at) - from) >> 4)
      return at < 0 ? undefined : [[at, at + this.#literal.length]]
    }
    if (this.#instructions) {
      work.begin()
      return search(this.#instructions, text, from, work)
    }
    work.begin(MOST_STEPS)
    return searchWithReferences(this.#node, this.#groupCount, this.#ignoreCase, text, from, work)
  }

  /** All matches, one after the other; an empty one does not follow right after another. */
  *all(text: string, work: Work): Generator<Match> {
    let last = -1
    for (let from = 0; from <= text.length; ) {
      const match = this.exec(text, work, from)
      if (!match) return
      if (match.end > match.start || match.start !== last) yield match
      last = match.end
      from = match.end > match.start ? match.end : match.end + 1
    }
  }
}

export interface RegexOptions extends Syntax {
  /** The match has to be a whole line, or whole words. */
  readonly whole?: 'line' | 'word'
}

const REMEMBERED = 200
const known = new Map<string, Regex | RegexMistake>()

/** Of several patterns each will do. */
export function regexOf(pattern: string | readonly string[], options: RegexOptions): Regex | RegexMistake {
  const patterns = typeof pattern === 'string' ? [pattern] : pattern
  const key = JSON.stringify([patterns, options])
  const before = known.get(key)
  if (before) return before
  const regex = read(patterns, options)
  if (known.size >= REMEMBERED) known.clear()
  known.set(key, regex)
  return regex
}

function read(patterns: readonly string[], options: RegexOptions): Regex | RegexMistake {
  try {
    const items: Node[] = []
    let group = 1
    for (const pattern of patterns) {
      const { node, nextGroup } = parseRegex(pattern, options, group)
      items.push(node)
      group = nextGroup
    }
    const either: Node = items.length === 1 ? (items[0] as Node) : { type: 'either', items }
    return new Regex(within(either, options.whole), group - 1, options.ignoreCase ?? false)
  } catch (error) {
    if (error instanceof RegexMistake) return error
    throw error
  }
}

function within(node: Node, whole: 'line' | 'word' | undefined): Node {
  if (!whole) return node
  const [before, after] = whole === 'line' ? (['start', 'end'] as const) : (['notAfterWord', 'notBeforeWord'] as const)
  return {
    type: 'concat',
    items: [{ type: 'assert', assertion: before }, node, { type: 'assert', assertion: after }],
  }
}

function refersBack(node: Node): boolean {
  switch (node.type) {
    case 'back':
      return true
    case 'concat':
    case 'either':
      return node.items.some(refersBack)
    case 'repeat':
    case 'group':
      return refersBack(node.item)
    default:
      return false
  }
}

function literalOf(node: Node): string | undefined {
  if (node.type === 'set') return node.char
  if (node.type !== 'concat') return undefined
  let text = ''
  for (const item of node.items) {
    if (item.type !== 'set' || item.char === undefined) return undefined
    text += item.char
  }
  return text
}
