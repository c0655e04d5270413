import { isCollection, isMap, isScalar, isSeq, Lexer, type Node } from 'yaml'
import { pathOf } from '../path.ts'
import { composePiece } from './compose.ts'
import { columnOf } from './fragment.ts'
import { holdsSomething, pieceAt, piecesOf } from './pieces.ts'
import { dashOf } from './removal.ts'
import { plainOf } from './to-plain.ts'
import { contentEnd, type Entry, endOfEntry, entriesOf, isFlow, keyText, startOf } from './tree.ts'

/** What is at an offset of a text, be it whole or in the middle of a word. */
export interface Spot {
  /** Which document, from 0 among those that hold something; of one that holds nothing the one it would be. */
  readonly document: number
  /** What can be read of the whole document. */
  readonly root: unknown
  /** Of a key or a value the field's; in a gap that of the collection a new entry here would be put into. */
  readonly path: string
  readonly steps: readonly (string | number)[]
  readonly on: 'key' | 'value' | 'gap' | 'comment'
  /** The key, the value; nothing in a gap. */
  readonly start: number
  readonly end: number
  /** A value that stands first on its line, or in its item, as a key does that has no colon yet. */
  readonly mayBeKey: boolean
}

type Steps = readonly (string | number)[]
type Found = Pick<Spot, 'steps' | 'on' | 'start' | 'end'> & { readonly mayBeKey?: boolean }

const MOST_VALUES = 30_000

/** Undefined: the document is too large to look into. */
export function spotAt(text: string, offset: number): Spot | undefined {
  const at = Math.max(0, Math.min(offset, text.length))
  const pieces = piecesOf(text)
  const piece = pieceAt(pieces, at)
  const document = pieces.filter((each) => each.start < piece.start && holdsSomething(text, each)).length
  const own = text.slice(piece.start, piece.end)
  const composed = composePiece(own, piece.start, MOST_VALUES)
  if (typeof composed === 'string') return undefined
  const { value: root } = plainOf(composed.document.contents)
  const gap = (steps: Steps): Found => ({ steps, on: 'gap', start: at, end: at })
  const found = within(text, composed.document.contents, at) ?? gap([])
  const comment = commentAt(own, at - piece.start)
  const kind = comment
    ? { on: 'comment' as const, start: piece.start + comment.start, end: piece.start + comment.end }
    : {}
  const { steps, mayBeKey = false, ...rest } = { ...found, ...kind }
  return { document, root, path: pathOf(steps), steps, mayBeKey: mayBeKey && !comment, ...rest }
}

/** The lexer's own markers, which stand for no letters. */
const MARKERS = ['\u0002', '\u0018', '\u001f']

function commentAt(piece: string, at: number): { readonly start: number; readonly end: number } | undefined {
  let start = 0
  let isText = false
  for (const lexeme of new Lexer().lex(piece)) {
    if (MARKERS.includes(lexeme)) {
      isText = lexeme === '\u001f'
      continue
    }
    const end = start + lexeme.length
    if (!isText && lexeme.startsWith('#') && at > start && at <= end) return { start, end }
    if (start > at) return undefined
    start = end
    isText = false
  }
  return undefined
}

/** A collection on the way down to what was last written before an offset. */
interface Level {
  readonly node: Node
  readonly steps: Steps
  /** Where its entries stand. */
  readonly column: number
}

function within(text: string, root: Node | null, at: number): Found | undefined {
  if (!root) return undefined
  if (!isCollection(root)) return valueFound(text, root, [], at, undefined)
  const levels: Level[] = []
  let node: Node = root
  let steps: Steps = []
  for (;;) {
    levels.push({ node, steps, column: columnOf(text, node.range?.[0] ?? 0) })
    if (isFlow(node) && at <= (node.range?.[0] ?? 0)) return { steps, on: 'value', ...extent(node) }
    const entry: Entry | undefined =
      isMap(node) || isSeq(node) ? entriesOf(node).findLast((each) => beginOf(text, each) <= at) : undefined
    if (!entry) return inGap(text, levels, undefined, at)
    // Behind a mistake a key may be taken into what it stands left of.
    const column = columnOf(text, startOf(entry))
    if (entry.key && !isFlow(node))
      steps = levels.findLast((level) => isMap(level.node) && level.column === column)?.steps ?? steps
    const inner: Steps = [...steps, entry.key || isMap(node) ? keyText(entry.key ?? null) : entry.index]
    const { key, value }: Entry = entry
    if (key?.range && at <= key.range[1]) return keyFound(text, key, steps, at)
    if (isCollection(value) && value.range && at >= value.range[0] && !(isFlow(value) && at > value.range[1])) {
      node = value
      steps = inner
      continue
    }
    return valueFound(text, value, inner, at, entry) ?? inGap(text, levels, { entry, steps: inner }, at)
  }
}

/** An item in lines begins with its dash. */
function beginOf(text: string, entry: Entry): number {
  const begin = entry.key || isFlow(entry.holder) ? undefined : dashOf(text, entry)
  return begin ?? startOf(entry)
}

function extent(node: Node): { readonly start: number; readonly end: number } {
  return { start: node.range?.[0] ?? 0, end: contentEnd(node) }
}

/** A word without a colon becomes one key with what stands below it: then each line is a key. */
function keyFound(text: string, key: Node, steps: Steps, at: number): Found {
  const [start = 0, end = 0] = key.range ?? []
  const isPlain = isScalar(key) && key.type === 'PLAIN'
  if (!isPlain || !text.slice(start, end).includes('\n'))
    return { steps: [...steps, keyText(key)], on: 'key', start, end }
  const from = Math.max(start, text.lastIndexOf('\n', at - 1) + 1)
  const newline = text.indexOf('\n', at)
  const line = text.slice(from, newline < 0 ? end : Math.min(newline, end))
  const word = line.trim()
  const begin = from + line.indexOf(word)
  if (word === '') return { steps, on: 'gap', start: at, end: at }
  return { steps: [...steps, word], on: 'key', start: begin, end: begin + word.length }
}

/** In the value of an entry, or on its line in front of it or behind it. */
function valueFound(
  text: string,
  value: Node | null,
  steps: Steps,
  at: number,
  entry: Entry | undefined,
): Found | undefined {
  const [start = at, end = at] = value?.range ?? []
  const from = entry?.key?.range?.[1] ?? start
  const isBlock = end > start && text[end - 1] === '\n'
  const last = isBlock ? end - 1 : end
  if (at > last && /[\n,]/.test(text.slice(last, at))) return undefined
  // Behind a dash that has the first of its item on a line below.
  if (entry && !entry.key && isCollection(value) && at < start && text.slice(at, start).includes('\n'))
    return { steps, on: 'gap', start: at, end: at }
  // In front of it on another line, where it is not indented: nothing of this value.
  if (at < start && text.slice(from, at).includes('\n')) return undefined
  const isPlain = isScalar(value) && value.type === 'PLAIN' && end > start && !text.slice(start, end).includes('\n')
  const lead = entry ? text.slice(from, start) : ''
  const mayBeKey = isPlain && (entry === undefined || !entry.key || lead.includes('\n'))
  return { steps, on: 'value', start, end: last, mayBeKey: mayBeKey && !(entry && isFlow(entry.holder)) }
}

/** Between entries: the innermost collection that something in this column would belong to. */
function inGap(
  text: string,
  levels: readonly Level[],
  before: { readonly entry: Entry; readonly steps: Steps } | undefined,
  at: number,
): Found {
  const column = columnOf(text, at)
  const gap = (steps: Steps): Found => ({ steps, on: 'gap', start: at, end: at })
  const flow = levels.findLast(({ node }) => isFlow(node) && at > (node.range?.[0] ?? 0) && at < (node.range?.[1] ?? 0))
  if (flow) return gap(flow.steps)
  const innermost = levels.at(-1)
  if (before && innermost && !isFlow(innermost.node) && column > innermost.column) {
    // Below a key that has nothing yet.
    if (endOfEntry(before.entry) >= startOf(before.entry) && isNothing(text, before.entry.value))
      return gap(before.steps)
    // Or has something further down, in this column.
    const { value } = before.entry
    const begin = value?.range?.[0] ?? 0
    if (isCollection(value) && !isFlow(value) && begin > at && columnOf(text, begin) === column)
      return gap(before.steps)
  }
  const block = levels.filter(({ node }) => !isFlow(node))
  const fits = block.findLast(
    (level, index) =>
      level.column <= column &&
      !(isSeq(level.node) && isMap(block[index - 1]?.node) && block[index - 1]?.column === level.column),
  )
  return gap(fits?.steps ?? [])
}

function isNothing(text: string, value: Node | null): boolean {
  return !value?.range || (!isCollection(value) && text.slice(value.range[0], value.range[1]).trim() === '')
}
