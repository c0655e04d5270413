import { wordsNow } from '../language/words.ts'
import { monaco } from './monaco.ts'
import { useTabKey } from './tab-key-state.ts'

type Editor = ReturnType<typeof monaco.editor.create>

/** Nothing of the editor's own is open that Esc would close. */
const NOTHING_OPEN = [
  ...['findWidgetVisible', 'suggestWidgetVisible', 'parameterHintsVisible', 'markersNavigationVisible'],
  ...['codeActionMenuVisible', 'editorHoverVisible', 'editorHasSelection', 'editorHasMultipleSelections'],
]
  .map((key) => `!${key}`)
  .join(' && ')

/**
 * Whoever walks through the page with Tab walks through the editor, too, and changes nothing on the way. Tab indents
 * once something was typed there, or the caret was put there with the pointer; after Esc it leaves again.
 */
export function mindTabKey(editor: Editor): () => void {
  let leaves: boolean | undefined
  const set = (next: boolean) => {
    if (editor.hasTextFocus()) useTabKey.setState({ does: next ? 'leave' : 'indent' })
    if (next === leaves) return
    leaves = next
    const { editor: words } = wordsNow()
    const ariaLabel = `${words.editor}. ${next ? words.tabLeaves : words.tabIndents}`
    editor.updateOptions({ tabFocusMode: next, ariaLabel })
  }
  set(true)
  editor.addCommand(monaco.KeyCode.Escape, () => set(true), NOTHING_OPEN)
  const listeners = [
    editor.onDidFocusEditorText(() => set(leaves ?? true)),
    editor.onDidBlurEditorText(() => useTabKey.setState({ does: undefined })),
    editor.onDidBlurEditorWidget(() => set(true)),
    editor.onMouseDown(() => set(false)),
    editor.onDidChangeModelContent(() => {
      if (editor.hasTextFocus()) set(false)
    }),
  ]
  return () => {
    for (const each of listeners) each.dispose()
    useTabKey.setState({ does: undefined })
  }
}
