import type { Piece } from './pieces.ts'
import type { TextEdit } from './text-edit.ts'

/** Adds a document behind the others: text of our own, without dashes. */
export function addDocument(text: string, document: string): TextEdit {
  const eol = eolOf(text)
  const lines = document.replaceAll('\n', eol)
  if (text.trim() === '') return { start: 0, end: text.length, text: lines }
  const end = text.trimEnd().length
  const dashes = /(?:^|\n)---$/.test(text.slice(0, end)) ? '' : `---${eol}`
  // Blank lines at the end may belong to a text in a block.
  return { start: text.length, end: text.length, text: `${text.endsWith('\n') ? '' : eol}${dashes}${lines}` }
}

/** Adds a document in front of the one that stands in a piece of the text, below the comments above that one. */
export function addDocumentBefore(text: string, { start, end }: Piece, document: string): TextEdit {
  const eol = eolOf(text)
  const above = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(start, end))?.[0].length ?? 0
  const at = start + above
  const dashes = text.startsWith('---', at) ? '' : `---${eol}`
  return { start: at, end: at, text: document.replaceAll('\n', eol) + dashes }
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
