import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLitLine } from '../../app/lit-line.ts'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { caret } from './caret.ts'
import css from './Editor.module.css'
import type { Reveal } from './reveal.ts'

/** Until the real editor is there, where it does not fit, and when it cannot be loaded. */
export function PlainEditor({ reveal }: { readonly reveal: Reveal | undefined }) {
  const { editor: words } = useWords()
  const text = useApp((state) => state.text)
  const edit = useApp((state) => state.edit)
  const area = useRef<HTMLTextAreaElement>(null)
  const band = useRef<HTMLDivElement>(null)
  const lit = useLitLine()

  useEffect(() => {
    const element = area.current
    if (reveal === undefined || element === null) return
    const start = offsetOfLine(element.value, reveal.line)
    element.focus()
    element.setSelectionRange(start, start)
    element.scrollTop = Math.max(0, (reveal.line - 5) * lineHeightOf(element))
  }, [reveal])

  useLayoutEffect(() => {
    const element = area.current
    if (lit === undefined || element === null) return
    const lineHeight = lineHeightOf(element)
    const top = PADDING + (lit - 1) * lineHeight
    const seen = top >= element.scrollTop && top + lineHeight <= element.scrollTop + element.clientHeight
    if (!seen) element.scrollTop = Math.max(0, top - 4 * lineHeight)
    const place = () => {
      if (band.current) band.current.style.transform = `translateY(${top - element.scrollTop}px)`
    }
    place()
    element.addEventListener('scroll', place)
    return () => element.removeEventListener('scroll', place)
  }, [lit])

  return (
    <>
      {lit === undefined ? null : <div ref={band} className={css.litBand} />}
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
    </>
  )
}

/** As in the style sheet: the text begins so far below the edge. */
const PADDING = 8

function lineHeightOf(element: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(element).lineHeight)
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
