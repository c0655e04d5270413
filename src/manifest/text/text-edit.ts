import type { FixTitle } from '../note.ts'
import type { Fix } from '../problem.ts'
import type { LineIndex } from './line-index.ts'

/** A replacement of a part of the text. Everything outside of it stays as it is, to the letter. */
export interface TextEdit {
  readonly start: number
  /** Exclusive; an insertion has its start here. */
  readonly end: number
  readonly text: string
}

export function edited(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end)
}

/** The one edit that makes a text another one: whatever is the same before and behind it stays out of it. */
export function editBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let kept = 0
  while (
    kept < shorter - start &&
    before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)
  ) {
    kept++
  }
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) }
}

/** An edit as a problem's quick fix. */
export function fixOf(title: FixTitle, edit: TextEdit, lines: LineIndex): Fix {
  return { title, range: lines.range(edit.start, edit.end), text: edit.text }
}
