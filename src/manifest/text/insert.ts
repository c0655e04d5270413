import { isMap, type YAMLMap, type YAMLSeq } from 'yaml'
import { blockItem, blockPair, columnOf, flowItem, flowPair, isOneLine, type Style } from './fragment.ts'
import type { TextEdit } from './text-edit.ts'
import { contentEnd, endOfEntry, entriesOf, isFlow, startOf } from './tree.ts'

/** What is put into a collection: a value, and its key where the collection is a mapping. */
export interface NewEntry {
  readonly key: string
  readonly value: unknown
}

/** More entries at the end of a collection, in the collection's own style. */
export function insertion(
  text: string,
  holder: YAMLMap | YAMLSeq,
  entries: readonly NewEntry[],
  style: Style,
): TextEdit | undefined {
  if (isFlow(holder)) {
    const written = entries.map(({ key, value }) => (isMap(holder) ? flowPair(key, value) : flowItem(value)))
    return inFlow(text, holder, written.join(', '), style)
  }
  if (!holder.range || holder.items.length === 0) return undefined
  const indent = columnOf(text, holder.range[0])
  const lines = entries.map(
    ({ key, value }) =>
      ' '.repeat(indent) + (isMap(holder) ? blockPair(key, value, style, indent) : blockItem(value, style, indent)),
  )
  return onNewLine(text, contentEnd(holder), lines.join(style.eol), style)
}

/** Behind the line in which something ends, and behind the comment that stands beside it. */
function onNewLine(text: string, end: number, lines: string, { eol }: Style): TextEdit {
  if (end > 0 && text[end - 1] === '\n') return { start: end, end, text: `${lines}${eol}` }
  const newline = text.indexOf('\n', end)
  if (newline < 0) return { start: text.length, end: text.length, text: `${eol}${lines}${eol}` }
  return { start: newline + 1, end: newline + 1, text: `${lines}${eol}` }
}

function inFlow(text: string, holder: YAMLMap | YAMLSeq, entry: string, { eol }: Style): TextEdit | undefined {
  if (!holder.range) return undefined
  const last = entriesOf(holder).at(-1)
  if (!last) {
    const inner = text.slice(holder.range[0] + 1, holder.range[1] - 1)
    const at = inner.includes('#') ? holder.range[1] - 1 : holder.range[0] + 1
    return { start: at, end: at, text: entry }
  }
  const start = endOfEntry(last)
  const begin = startOf(last)
  const column = columnOf(text, begin)
  const isOnOwnLine = /^[ \t]*$/.test(text.slice(begin - column, begin))
  const newline = text.indexOf('\n', start)
  const close = holder.range[1] - 1
  const rest = text.slice(start, newline < 0 ? close : Math.min(newline, close)).trimEnd()
  const mark = rest.indexOf('#')
  if (mark > 0) {
    // The comment stays on its line, and the comma stands before it.
    const comma = rest.slice(0, mark).includes(',') ? ',' : ''
    const line = ' '.repeat(isOnOwnLine ? column : columnOf(text, holder.range[0]) + 1)
    return { start, end: start + rest.length, text: `, ${rest.slice(mark)}${eol}${line}${entry}${comma}` }
  }
  const gap = isOnOwnLine && isOneLine(entry) && column > 0 ? `,${eol}${' '.repeat(column)}` : ', '
  return { start, end: start, text: gap + entry }
}
