import { type NumberInLine, numberAt, scrubbed } from '../../app/scrub-number.ts'
import css from './Editor.module.css'
import { monaco } from './monaco.ts'

type Editor = ReturnType<typeof monaco.editor.create>

/** So far the pointer goes for one step, and so far before it counts as dragging at all. */
const STEP_PX = 6
const THRESHOLD_PX = 4
const LARGE_STEP = 10

interface Place {
  readonly line: number
  readonly number: NumberInLine
}

/**
 * A number is dragged, or with Alt and the arrows at the caret made larger and smaller, and the run follows. All of one
 * drag is one step for undo.
 */
export function mindNumbers(editor: Editor, host: HTMLElement): () => void {
  const stopKeys = editor.onKeyDown((event) => {
    const up = event.keyCode === monaco.KeyCode.UpArrow
    if (!event.altKey || event.ctrlKey || event.metaKey || !(up || event.keyCode === monaco.KeyCode.DownArrow)) return
    const place = placeAt(editor, editor.getPosition())
    if (place === undefined) return
    event.preventDefault()
    event.stopPropagation()
    editor.pushUndoStop()
    write(editor, place, scrubbed(place.number, (up ? 1 : -1) * (event.shiftKey ? LARGE_STEP : 1)))
    editor.pushUndoStop()
  })

  let drag: (Place & { readonly x: number; readonly at: monaco.IPosition; written: number; moved: boolean }) | undefined
  const under = (event: PointerEvent | MouseEvent): monaco.IPosition | undefined => {
    const target = editor.getTargetAtClientPoint(event.clientX, event.clientY)
    return target?.type === monaco.editor.MouseTargetType.CONTENT_TEXT ? (target.position ?? undefined) : undefined
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch' || event.shiftKey || event.ctrlKey || event.metaKey) return
    const at = under(event)
    const place = placeAt(editor, at)
    if (at === undefined || place === undefined) return
    drag = { ...place, x: event.clientX, at, written: 0, moved: false }
    host.setPointerCapture(event.pointerId)
    event.preventDefault()
    event.stopPropagation()
  }
  // The editor would begin to select. A double click is its own.
  const press = (event: MouseEvent) => {
    if (drag === undefined || event.detail > 1) return
    event.preventDefault()
    event.stopPropagation()
  }
  const move = (event: PointerEvent) => {
    if (drag === undefined) {
      host.classList.toggle(css.overNumber ?? '', placeAt(editor, under(event)) !== undefined)
      return
    }
    const by = event.clientX - drag.x
    if (!drag.moved && Math.abs(by) < THRESHOLD_PX) return
    if (!drag.moved) {
      drag.moved = true
      // Where undo comes back to.
      editor.setPosition(drag.at)
      editor.pushUndoStop()
    }
    event.stopPropagation()
    const steps = Math.trunc(by / STEP_PX)
    if (steps === drag.written) return
    drag.written = steps
    const place = placeAt(editor, { lineNumber: drag.line, column: drag.number.start + 1 })
    if (place) write(editor, place, scrubbed(drag.number, steps))
  }
  const up = () => {
    if (drag === undefined) return
    if (drag.moved) editor.pushUndoStop()
    else editor.setPosition(drag.at)
    drag = undefined
    editor.focus()
  }
  host.addEventListener('pointerdown', down, true)
  host.addEventListener('mousedown', press, true)
  host.addEventListener('pointermove', move, true)
  host.addEventListener('pointerup', up, true)
  host.addEventListener('pointercancel', up, true)
  return () => {
    stopKeys.dispose()
    host.removeEventListener('pointerdown', down, true)
    host.removeEventListener('mousedown', press, true)
    host.removeEventListener('pointermove', move, true)
    host.removeEventListener('pointerup', up, true)
    host.removeEventListener('pointercancel', up, true)
  }
}

function placeAt(editor: Editor, position: monaco.IPosition | null | undefined): Place | undefined {
  const model = editor.getModel()
  if (!position || !model || position.lineNumber > model.getLineCount()) return undefined
  const number = numberAt(model.getLineContent(position.lineNumber), position.column - 1)
  return number && { line: position.lineNumber, number }
}

function write(editor: Editor, { line, number }: Place, text: string): void {
  const range = new monaco.Range(line, number.start + 1, line, number.end + 1)
  editor.executeEdits('number', [{ range, text, forceMoveMarkers: true }])
}
