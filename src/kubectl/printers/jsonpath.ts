import { isMap } from '../../lib/is-map.ts'
import { compactJson } from '../../lib/json-text.ts'
import { ownValue } from '../../lib/own.ts'

/** kubectl's own JSONPath: text with expressions in braces. */
// client-go: util/jsonpath (v1.36)
export interface JsonPathTemplate {
  readonly text: string
  readonly nodes: readonly Node[]
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'range'; readonly steps: readonly Step[]; readonly body: readonly Node[] }

type Step =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | {
      readonly kind: 'slice'
      readonly from: number | undefined
      readonly to: number | undefined
      readonly step: number
    }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'union'; readonly parts: readonly (readonly Step[])[] }
  | { readonly kind: 'filter'; readonly left: Operand; readonly operator: string; readonly right: Operand | undefined }

type Operand = { readonly value: unknown } | { readonly steps: readonly Step[] }

/** The path does not fit the object. */
export class JsonPathError extends Error {
  readonly words: string

  constructor(words: string) {
    super(words)
    this.words = words
  }
}

class Unparsed extends Error {}

/** A text says what is wrong with it. */
export function compileJsonPath(text: string): JsonPathTemplate | string {
  try {
    const pieces = piecesOf(text)
    const { nodes, rest } = nodesOf(pieces, 0, false)
    return rest < pieces.length ? 'not in range, nothing to end' : { text, nodes }
  } catch (error) {
    if (error instanceof Unparsed) return error.message
    throw error
  }
}

/** The paths of custom-columns and --sort-by may leave the braces and the first dot out. */
// kubectl: pkg/cmd/get/customcolumn.go RelaxedJSONPathExpression (v1.36)
export function relaxedJsonPath(text: string): string | undefined {
  if (text === '') return ''
  const match = /^\{?\.?([^{}]*)\}?$/.exec(text)
  return match ? `{.${match[1]}}` : undefined
}

/** What a template makes of an object. */
export function jsonPathText({ nodes }: JsonPathTemplate, object: unknown, asJson = false): string {
  if (asJson) {
    const values = nodes.flatMap((node) => (node.kind === 'path' ? valuesAt([object], node.steps, object) : []))
    return `${JSON.stringify(values, null, 4)}\n`
  }
  return textOf(nodes, object, object)
}

/** The values that the first path of a template finds. */
export function jsonPathValues({ nodes }: JsonPathTemplate, object: unknown): unknown[] {
  return nodes.flatMap((node) => (node.kind === 'path' ? valuesAt([object], node.steps, object) : []))
}

function textOf(nodes: readonly Node[], current: unknown, root: unknown): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      const values = valuesAt([current], node.steps, root)
      if (node.kind === 'path') return values.map(printed).join(' ')
      return values.map((value) => textOf(node.body, value, root)).join('')
    })
    .join('')
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? compactJson(value) : String(value)
}

function valuesAt(start: readonly unknown[], steps: readonly Step[], root: unknown): unknown[] {
  let values = [...start]
  for (const step of steps) values = values.flatMap((value) => take(value, step, root))
  return values
}

function take(value: unknown, step: Step, root: unknown): unknown[] {
  switch (step.kind) {
    case 'field': {
      const found = isMap(value) ? ownValue(value, step.name) : undefined
      return found === undefined ? [] : [found]
    }
    case 'wildcard':
      return children(value)
    case 'recursive':
      return descendants(value)
    case 'index': {
      if (!Array.isArray(value)) return notAList(value)
      const at = step.index < 0 ? value.length + step.index : step.index
      if (at < 0 || at >= value.length) {
        throw new JsonPathError(`array index out of bounds: index ${step.index}, length ${value.length}`)
      }
      return [value[at]]
    }
    case 'slice': {
      if (!Array.isArray(value)) return notAList(value)
      const from = step.from === undefined ? 0 : step.from < 0 ? value.length + step.from : step.from
      const to = step.to === undefined ? value.length : step.to < 0 ? value.length + step.to : step.to
      return value.slice(Math.max(0, from), Math.max(0, to)).filter((_, index) => index % step.step === 0)
    }
    case 'union':
      return step.parts.flatMap((part) => valuesAt([value], part, root))
    case 'filter':
      return (Array.isArray(value) ? value : []).filter((item) => passes(item, step))
  }
}

function notAList(value: unknown): unknown[] {
  if (value === null || value === undefined) return []
  throw new JsonPathError(`${isMap(value) ? 'map[string]interface {}' : typeof value} is not array or slice`)
}

function passes(item: unknown, { left, operator, right }: Step & { kind: 'filter' }): boolean {
  const lefts = operandValues(left, item)
  if (operator === 'exists') return lefts.length > 0
  const rights = right ? operandValues(right, item) : []
  if (lefts.length === 0) return false
  const [a, b] = [lefts[0], rights[0]]
  switch (operator) {
    case '==':
      return a === b || String(a) === String(b)
    case '!=':
      return String(a) !== String(b)
    case '<':
      return lessThan(a, b)
    case '<=':
      return lessThan(a, b) || a === b
    case '>':
      return lessThan(b, a)
    default:
      return lessThan(b, a) || a === b
  }
}

function lessThan(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b)
}

function operandValues(operand: Operand, item: unknown): unknown[] {
  return 'steps' in operand ? valuesAt([item], operand.steps, item) : [operand.value]
}

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return isMap(value) ? Object.values(value) : []
}

function descendants(value: unknown): unknown[] {
  return [value, ...children(value).flatMap(descendants)]
}

type Piece = { readonly kind: 'text' | 'expression'; readonly text: string }

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{', at)
    if (open !== at) pieces.push({ kind: 'text', text: text.slice(at, open < 0 ? undefined : open) })
    if (open < 0) break
    const close = endOf(text, open + 1, '}')
    const inside = text.slice(open + 1, close < 0 ? undefined : close)
    if (close < 0) throw new Unparsed(/\[[^\]]*$/.test(inside) ? 'unterminated array' : 'unclosed action')
    if (/\[[^\]]*$/.test(inside)) throw new Unparsed('unterminated array')
    pieces.push({ kind: 'expression', text: inside.trim() })
    at = close + 1
  }
  return pieces
}

/** Where a letter stands outside of quotes; -1: nowhere. */
function endOf(text: string, start: number, letter: string): number {
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const here = text[at] as string
    if (quote !== '') {
      if (here === '\\') at++
      else if (here === quote) quote = ''
    } else if (here === '"' || here === "'") quote = here
    else if (here === letter) return at
  }
  return -1
}

function nodesOf(pieces: readonly Piece[], start: number, inRange: boolean): { nodes: Node[]; rest: number } {
  const nodes: Node[] = []
  for (let at = start; at < pieces.length; at++) {
    const { kind, text } = pieces[at] as Piece
    if (kind === 'text') nodes.push({ kind, text })
    else if (text === 'end') {
      if (!inRange) throw new Unparsed('not in range, nothing to end')
      return { nodes, rest: at + 1 }
    } else if (/^range\s/.test(text)) {
      const { nodes: body, rest } = nodesOf(pieces, at + 1, true)
      nodes.push({ kind: 'range', steps: stepsOf(text.slice(5).trim()), body })
      at = rest - 1
    } else if (/^["']/.test(text)) nodes.push({ kind: 'text', text: unquoted(text) })
    else nodes.push({ kind: 'path', steps: stepsOf(text) })
  }
  if (inRange) throw new Unparsed('unexpected end of range')
  return { nodes, rest: pieces.length }
}

function unquoted(text: string): string {
  const inside = text.slice(1, text.endsWith(text[0] as string) && text.length > 1 ? -1 : undefined)
  return inside.replace(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter)
}

function stepsOf(text: string): Step[] {
  const steps: Step[] = []
  let at = /^[$@]/.test(text) ? 1 : 0
  while (at < text.length) {
    const letter = text[at] as string
    if (letter === '[') {
      const close = endOf(text, at + 1, ']')
      if (close < 0) throw new Unparsed('unterminated array')
      steps.push(bracket(text.slice(at + 1, close)))
      at = close + 1
      continue
    }
    if (letter === '.' && text[at + 1] === '.') {
      steps.push({ kind: 'recursive' })
      at++
      if (text[at + 1] === '[') at++
      continue
    }
    if (letter === '.') {
      at++
      if (at >= text.length || text[at] === '[') continue
      if (text[at] === '*') {
        steps.push({ kind: 'wildcard' })
        at++
        continue
      }
      const { name, end } = fieldName(text, at)
      steps.push({ kind: 'field', name })
      at = end
      continue
    }
    if (steps.length === 0 && /[\w-]/.test(letter)) {
      const { name } = fieldName(text, at)
      throw new Unparsed(`unrecognized identifier ${name}`)
    }
    throw new Unparsed(
      `unrecognized character in action: U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${letter}'`,
    )
  }
  return steps
}

/** A backslash makes a dot a part of the name. */
function fieldName(text: string, start: number): { name: string; end: number } {
  let name = ''
  let at = start
  for (; at < text.length; at++) {
    const letter = text[at] as string
    if (letter === '\\') name += text[++at] ?? ''
    else if (/[.[\]\s,{}()=!<>@'"]/.test(letter)) break
    else name += letter
  }
  return { name, end: at }
}

function bracket(inside: string): Step {
  const text = inside.trim()
  if (text === '*') return { kind: 'wildcard' }
  if (text.startsWith('?(')) return filter(text.slice(2, text.endsWith(')') ? -1 : undefined))
  if (/^-?\d+$/.test(text)) return { kind: 'index', index: Number(text) }
  const slice = /^(-?\d*):(-?\d*)(?::(\d*))?$/.exec(text)
  if (slice) {
    const [, from = '', to = '', step = ''] = slice
    const numberOf = (digits: string) => (digits === '' ? undefined : Number(digits))
    return { kind: 'slice', from: numberOf(from), to: numberOf(to), step: Math.max(1, numberOf(step) ?? 1) }
  }
  const parts = splitOutsideQuotes(text).map((part): readonly Step[] => {
    const word = part.trim()
    if (/^["']/.test(word)) return [{ kind: 'field', name: unquoted(word) }]
    if (/^-?\d+$/.test(word)) return [{ kind: 'index', index: Number(word) }]
    if (/^[@.$]/.test(word)) return stepsOf(word)
    throw new Unparsed(`invalid array index ${word}`)
  })
  const [only, ...more] = parts
  return only?.length === 1 && more.length === 0 ? (only[0] as Step) : { kind: 'union', parts }
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = []
  let rest = text
  for (let comma = endOf(rest, 0, ','); comma >= 0; comma = endOf(rest, 0, ',')) {
    parts.push(rest.slice(0, comma))
    rest = rest.slice(comma + 1)
  }
  return [...parts, rest]
}

function filter(text: string): Step {
  const match = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/s.exec(text)
  if (!match) return { kind: 'filter', left: operand(text), operator: 'exists', right: undefined }
  const [, left = '', operator = '', right = ''] = match
  return { kind: 'filter', left: operand(left), operator, right: operand(right) }
}

function operand(text: string): Operand {
  const word = text.trim()
  if (/^["']/.test(word)) return { value: unquoted(word) }
  if (/^[@$.]/.test(word)) return { steps: stepsOf(word) }
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return { value: Number(word) }
  if (word === 'true' || word === 'false') return { value: word === 'true' }
  throw new Unparsed(`unrecognized identifier ${word}`)
}
