import { useEffect, useRef } from 'react'
import { useApp } from '../../app/store.ts'
import { caret } from './caret.ts'
import css from './Editor.module.css'
import type { Reveal } from './reveal.ts'
import { EDITOR_EN as words } from './words-en.ts'

/** Until the real editor is there, where it does not fit, and when it cannot be loaded. */
export function PlainEditor({ reveal }: { readonly reveal: Reveal | undefined }) {
  const text = useApp((state) => state.text)
  const edit = useApp((state) => state.edit)
  const area = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const element = area.current
    if (reveal === undefined || element === null) return
    const start = offsetOfLine(element.value, reveal.line)
    element.focus()
    element.setSelectionRange(start, start)
    const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight)
    element.scrollTop = Math.max(0, (reveal.line - 5) * lineHeight)
  }, [reveal])

  return (
    <textarea
      ref={area}
      className={css.plain}
      value={text}
      aria-label={words.editor}
      placeholder={words.paste}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      autoComplete="off"
      wrap="off"
      onChange={(event) => edit(event.currentTarget.value)}
      onSelect={(event) => {
        caret.offset = event.currentTarget.selectionStart
      }}
      onFocus={() => {
        caret.focused = true
      }}
      onBlur={() => {
        caret.focused = false
      }}
    />
  )
}

function offsetOfLine(text: string, line: number): number {
  let offset = 0
  for (let i = 1; i < line; i++) {
    const end = text.indexOf('\n', offset)
    if (end < 0) return offset
    offset = end + 1
  }
  return offset
}
