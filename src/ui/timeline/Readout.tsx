import { useApp } from '../../app/store.ts'
import { sayPointed } from '../../view/lanes/pointed.ts'
import { usePointer } from './pointer-state.ts'
import css from './Timeline.module.css'

/** What is under the pointer or the keyboard's cursor, in words: nothing is said by a tooltip only. */
export function Readout() {
  const hovered = usePointer((state) => state.hovered)
  const cursor = usePointer((state) => state.cursor)
  const empty = useApp((state) => state.trace === undefined)
  const pointed = cursor ?? hovered
  const text = pointed
    ? sayPointed(pointed)
    : empty
      ? 'Paste a Pod manifest to see its life.'
      : 'Wheel zooms, drag moves, a click on a mark asks why.'
  return (
    <div className={css.readout} data-quiet={pointed === undefined || undefined}>
      <span className={css.said} aria-live={cursor ? 'polite' : 'off'}>
        {text}
      </span>
    </div>
  )
}
