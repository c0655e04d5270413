import { create } from 'zustand'

/** The line of the text that the caret is in, counted from 1; undefined while the editor has not got the focus. */
export const useCaretLine = create<{ readonly line: number | undefined }>(() => ({ line: undefined }))

export function caretIn(line: number | undefined): void {
  if (useCaretLine.getState().line !== line) useCaretLine.setState({ line })
}
