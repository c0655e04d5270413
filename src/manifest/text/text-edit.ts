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

/** An edit as a problem's quick fix. */
export function fixOf(title: FixTitle, edit: TextEdit, lines: LineIndex): Fix {
  return { title, range: lines.range(edit.start, edit.end), text: edit.text }
}
