import { isAlias, type Node } from 'yaml'
import { blockItem, blockPair, blockRoot, columnOf, flowItem, flowPair, type Style } from './fragment.ts'
import { dashOf } from './removal.ts'
import type { TextEdit } from './text-edit.ts'
import { contentEnd, type Entry, isFlow } from './tree.ts'

/** What stands in the text for a node: nothing for one that YAML makes up. */
export function contentOf(text: string, node: Node): string {
  return node.range ? text.slice(node.range[0], node.range[1]).trim() : ''
}

/** Another value in an entry's place; without an entry, in the place of everything. */
export function replacement(
  text: string,
  root: Node,
  entry: Entry | undefined,
  value: unknown,
  style: Style,
): TextEdit | undefined {
  if (!entry) {
    const [start, end] = [root.range?.[0] ?? 0, contentEnd(root)]
    const written = isFlow(root) ? flowItem(value) : blockRoot(value, style)
    return { start, end, text: written + (text[end - 1] === '\n' ? style.eol : '') }
  }
  const { key, value: before, holder } = entry
  if (isFlow(holder)) {
    if (!key) return before?.range ? { start: before.range[0], end: before.range[1], text: flowItem(value) } : undefined
    const pair = flowPair('k', value).slice(2)
    const start = colonEnd(text, key, before)
    if (start === undefined) return { start: key.range?.[1] ?? 0, end: key.range?.[1] ?? 0, text: `:${pair}` }
    return { start, end: Math.max(start, before?.range?.[1] ?? 0), text: anchorsIn(text, start, before) + pair }
  }
  const dash = key ? undefined : dashOf(text, entry)
  const start = key ? colonEnd(text, key, before) : dash === undefined ? undefined : dash + 1
  if (start === undefined || !holder.range) return undefined
  const column = columnOf(text, holder.range[0])
  const whole = key ? blockPair('k', value, style, column).slice(2) : blockItem(value, style, column).slice(1)
  const isEmpty = before === null || (!isAlias(before) && contentOf(text, before) === '')
  const end = isEmpty ? start : Math.max(start, contentEnd(before))
  const [first = '', ...others] = whole.split('\n')
  const isBlock = end > start && text[end - 1] === '\n'
  // A comment on the line of the key stays there.
  const gap = text.slice(start, before?.range?.[0] ?? start)
  const inside = gap.includes('\n') ? commentOf(gap) : ''
  const beside = others.length > 0 && !isBlock ? commentOf(restOfLine(text, end)) : ''
  const lines = others.length === 0 ? '' : style.eol + others.join('\n')
  const head = anchorsIn(text, start, before) + first.replace(/\r$/, '') + inside + beside
  return { start, end: end + beside.length, text: head + lines + (isBlock ? style.eol : '') }
}

/** The comment at the end of the first line, with the spaces before it; what stands before those is no part of it. */
function commentOf(lines: string): string {
  const line = restOfLine(lines, 0)
  const at = line.indexOf('#')
  return at < 0 ? '' : line.slice(line.slice(0, at).trimEnd().length)
}

function restOfLine(text: string, at: number): string {
  const newline = text.indexOf('\n', at)
  const line = text.slice(at, newline < 0 ? text.length : newline)
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Behind the colon of a key; undefined: it has none. */
function colonEnd(text: string, key: Node, value: Node | null): number | undefined {
  const from = key.range?.[1] ?? 0
  const colon = text.indexOf(':', from)
  return colon >= 0 && /^[ \t\r\n]*$/.test(text.slice(from, colon)) && colon < (value?.range?.[0] ?? colon + 1)
    ? colon + 1
    : undefined
}

/** An anchor stays: it may be asked for elsewhere. */
function anchorsIn(text: string, start: number, value: Node | null): string {
  const [anchor] = /&[^\s,[\]{}]+/.exec(text.slice(start, value?.range?.[0] ?? start).replace(/#[^\n]*/g, '')) ?? []
  return anchor === undefined ? '' : ` ${anchor}`
}
