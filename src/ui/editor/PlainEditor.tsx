import { useEffect, useLayoutEffect, useRef } from 'react'
import { caretIn } from '../../app/caret-line.ts'
import { useLitLine } from '../../app/lit-line.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { appStore, useApp } from '../../app/store.ts'
import { changeBetween } from '../../app/text-change.ts'
import { redoText, undoText } from '../../app/text-history.ts'
import { useWords } from '../language/words.ts'
import { caret } from './caret.ts'
import css from './Editor.module.css'

/** Until the real editor is there, where it does not fit, and when it cannot be loaded. */
export function PlainEditor() {
  const reveal = usePanels((panels) => panels.revealLine)
  const { editor: words } = useWords()
  const text = useApp((state) => state.text)
  const edit = useApp((state) => state.edit)
  const area = useRef<HTMLTextAreaElement>(null)
  const band = useRef<HTMLDivElement>(null)
  const lit = useLitLine()
  /** What was typed here, for which the browser has placed the caret. */
  const typed = useRef<string>(undefined)

  useEffect(() => {
    const element = area.current
    if (reveal === undefined || element === null) return
    const start = offsetOfLine(element.value, reveal)
    element.focus()
    element.setSelectionRange(start, start)
    element.scrollTop = Math.max(0, (reveal - 5) * lineHeightOf(element))
    setPanels({ revealLine: undefined })
  }, [reveal])

  const shown = useRef(text)
  useLayoutEffect(() => {
    const element = area.current
    const before = shown.current
    shown.current = text
    if (element === null || typed.current === text || before === text) return
    // The browser would leave the caret at the end of a text that others have changed.
    const { start, inserted } = changeBetween(before, text)
    element.setSelectionRange(start + inserted.length, start + inserted.length)
  }, [text])

  useEffect(() => (area.current ? ownUndo(area.current) : undefined), [])

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
        onChange={(event) => {
          typed.current = event.currentTarget.value
          edit(event.currentTarget.value)
        }}
        onSelect={(event) => {
          const { selectionStart, value } = event.currentTarget
          caret.offset = selectionStart
          caretIn(value.slice(0, selectionStart).split('\n').length)
        }}
        onFocus={() => {
          caret.focused = true
        }}
        onBlur={() => {
          caret.focused = false
          caretIn(undefined)
        }}
      />
    </>
  )
}

/** Undo and redo over everything that has happened to the text; the browser's own know only of what was typed here. */
function ownUndo(element: HTMLTextAreaElement): () => void {
  const asked = (event: InputEvent) => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
    event.preventDefault()
    if (event.inputType === 'historyUndo') undoText(appStore)
    else redoText(appStore)
  }
  const pressed = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    if (key === 'z' && !event.shiftKey) undoText(appStore)
    else redoText(appStore)
  }
  element.addEventListener('beforeinput', asked)
  element.addEventListener('keydown', pressed)
  return () => {
    element.removeEventListener('beforeinput', asked)
    element.removeEventListener('keydown', pressed)
  }
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
