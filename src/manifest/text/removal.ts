import { columnOf } from './fragment.ts'
import type { TextEdit } from './text-edit.ts'
import { type Entry, endOfEntry, entriesOf, isFlow, startOf } from './tree.ts'

/** Takes out an entry that has others beside it, with the comment on its line. */
export function removal(text: string, entry: Entry): TextEdit | undefined {
  const all = entriesOf(entry.holder)
  const [before, next] = [all[entry.index - 1], all[entry.index + 1]]
  const start = startOf(entry)
  const end = endOfEntry(entry)
  if (isFlow(entry.holder)) {
    if (next) return { start, end: startOf(next), text: '' }
    return before ? { start: endOfEntry(before), end, text: '' } : undefined
  }
  // An item begins with its dash.
  const begin = entry.key ? start : dashOf(text, entry)
  if (begin === undefined) return undefined
  const isFirstOnLine = /^[ \t]*$/.test(text.slice(lineStartOf(text, begin), begin))
  if (isFirstOnLine) return { start: lineStartOf(text, begin), end: lineEnd(text, end), text: '' }
  if (!next) return undefined
  const nextBegin = next.key ? startOf(next) : dashOf(text, next)
  return nextBegin === undefined ? undefined : { start: begin, end: nextBegin, text: '' }
}

/** The dash of an item: on the nearest line above, or the item's own, that has one in the list's column. */
export function dashOf(text: string, item: Entry): number | undefined {
  const at = startOf(item)
  const from = item.holder.range?.[0] ?? at
  const column = columnOf(text, from)
  for (let line = lineStartOf(text, at); ; line = lineStartOf(text, line - 1)) {
    const dash = line + column
    if (dash <= at && text[dash] === '-' && dash >= from) return dash
    if (line <= from || line === 0) return undefined
  }
}

function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Behind the line in which something ends. */
function lineEnd(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end
  const newline = text.indexOf('\n', end)
  return newline < 0 ? text.length : newline + 1
}
