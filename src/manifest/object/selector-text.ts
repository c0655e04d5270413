import { ownValue } from '../../lib/own.ts'
import type { LabelSelector } from './meta.ts'
import { isQualifiedName, isValidLabelValue } from './name.ts'
import { meets, type Requirement } from './requirement.ts'

export type Selector = readonly Requirement[]

/** A label selector as people type it: `app=web,tier!=db,env in (a, b),!canary,size>3`. A text says what is wrong. */
// apimachinery: pkg/labels/selector.go Parser.parse (v1.36)
export function parseLabelSelector(text: string): Selector | { readonly wrong: string } {
  const parsing = new Parsing(text)
  try {
    return parsing.selector()
  } catch (error) {
    if (error instanceof Unparsed) return { wrong: error.words }
    throw error
  }
}

export function matchesSelector(labels: Readonly<Record<string, string>> | undefined, selector: Selector): boolean {
  return selector.every((requirement) => meets(ownValue(labels, requirement.key), requirement))
}

class Unparsed extends Error {
  readonly words: string

  constructor(words: string) {
    super(words)
    this.words = words
  }
}

type Token = { readonly text: string; readonly kind: 'word' | 'symbol' | 'end' }

const SYMBOLS = new Set(['!', '=', '==', '!=', '>', '<', '(', ')', ','])
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['in', 'In'],
  ['notin', 'NotIn'],
  ['=', 'In'],
  ['==', 'In'],
  ['!=', 'NotIn'],
  ['>', 'Gt'],
  ['<', 'Lt'],
])
const EXPECTED_OPERATOR = 'in, notin, =, ==, !=, gt, lt'

class Parsing {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  selector(): Selector {
    const requirements: Requirement[] = []
    if (this.#peek().kind === 'end') return requirements
    for (;;) {
      const token = this.#peek()
      if (token.kind !== 'word' && token.text !== '!') {
        throw new Unparsed(`found '${token.text}', expected: !, identifier, or 'end of string'`)
      }
      requirements.push(this.#requirement())
      const after = this.#take()
      if (after.kind === 'end') return requirements
      if (after.text !== ',') throw new Unparsed(`found '${after.text}', expected: ',' or 'end of string'`)
      const next = this.#peek()
      if (next.kind !== 'word' && next.text !== '!') {
        throw new Unparsed(`found '${next.text}', expected: identifier after ','`)
      }
    }
  }

  #requirement(): Requirement {
    let absent = false
    let token = this.#take()
    if (token.text === '!') {
      absent = true
      token = this.#take()
    }
    if (token.kind !== 'word') {
      throw new Unparsed(`unable to parse requirement: found '${token.text}', expected: identifier`)
    }
    const key = token.text
    const wrongKey = isQualifiedName(key)
    if (wrongKey.length > 0) {
      throw new Unparsed(
        `unable to parse requirement: <nil>: Invalid value: ${JSON.stringify(key)}: ${wrongKey.join('; ')}`,
      )
    }
    if (absent) return { key, operator: 'DoesNotExist' }
    const next = this.#peek()
    if (next.kind === 'end' || next.text === ',') return { key, operator: 'Exists' }
    const word = this.#take().text
    const operator = OPERATORS.get(word)
    if (operator === undefined) {
      throw new Unparsed(`unable to parse requirement: found '${word}', expected: ${EXPECTED_OPERATOR}`)
    }
    const values = word === 'in' || word === 'notin' ? this.#values() : [this.#value()]
    if (operator === 'Gt' || operator === 'Lt') {
      const [value = ''] = values
      if (!/^[+-]?\d+$/.test(value)) {
        throw new Unparsed(
          `unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
        )
      }
    }
    for (const [index, value] of values.entries()) {
      const wrong = isValidLabelValue(value)
      if (wrong.length > 0) {
        throw new Unparsed(
          `unable to parse requirement: values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong.join('; ')}`,
        )
      }
    }
    return { key, operator, values }
  }

  #values(): string[] {
    const open = this.#take()
    if (open.text !== '(' || open.kind !== 'symbol') {
      throw new Unparsed(`unable to parse requirement: found '${open.text}' expected: '('`)
    }
    const values: string[] = []
    for (;;) {
      const token = this.#take()
      if (token.kind === 'word') {
        values.push(token.text)
        const after = this.#take()
        if (after.text === ')') return values
        if (after.text !== ',')
          throw new Unparsed(`unable to parse requirement: found '${after.text}', expected: ',' or ')'`)
      } else if (token.text === ',') values.push('')
      else if (token.text === ')') return [...values, '']
      else throw new Unparsed(`unable to parse requirement: found '${token.text}', expected: ',', ')' or identifier`)
    }
  }

  #value(): string {
    const token = this.#peek()
    if (token.kind === 'end' || token.text === ',') return ''
    if (token.kind !== 'word') {
      throw new Unparsed(`unable to parse requirement: found '${token.text}', expected: identifier`)
    }
    return this.#take().text
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token
  }

  #take(): Token {
    const token = this.#peek()
    if (token.kind !== 'end') this.#at++
    return token
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const letter = text[at] as string
    if (/\s/.test(letter)) {
      at++
      continue
    }
    if (SYMBOLS.has(letter)) {
      const two = text.slice(at, at + 2)
      const symbol = SYMBOLS.has(two) ? two : letter
      tokens.push({ text: symbol, kind: 'symbol' })
      at += symbol.length
      continue
    }
    let end = at
    while (end < text.length && !/\s/.test(text[end] as string) && !SYMBOLS.has(text[end] as string)) end++
    tokens.push({ text: text.slice(at, end), kind: 'word' })
    at = end
  }
  return [...tokens, { text: '', kind: 'end' }]
}

export interface FieldRequirement {
  readonly field: string
  readonly equals: boolean
  readonly value: string
}

/** A field selector: `status.phase=Running,spec.nodeName!=node-1`. */
// apimachinery: pkg/fields/selector.go ParseSelector (v1.36)
export function parseFieldSelector(text: string): readonly FieldRequirement[] | { readonly wrong: string } {
  const requirements: FieldRequirement[] = []
  for (const part of text.split(',')) {
    if (part === '') continue
    const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(part)
    if (!match) return { wrong: `invalid selector: '${text}'; can't understand '${part}'` }
    const [, field = '', operator, value = ''] = match
    requirements.push({ field, equals: operator !== '!=', value })
  }
  return requirements
}

/** A selector of an object as it would be typed. */
// apimachinery: pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go String (v1.36)
export function selectorOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` }))
  const others = matchExpressions.map(({ key, operator, values = [] }) => ({
    key,
    text: expressionText(key, operator, values),
  }))
  return [...equal, ...others]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.toSorted().join(',')})`
    case 'NotIn':
      return `${key} notin (${values.toSorted().join(',')})`
    case 'Exists':
      return key
    default:
      return `!${key}`
  }
}
