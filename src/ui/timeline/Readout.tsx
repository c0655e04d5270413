import { sayPointed } from '../../view/lanes/pointed.ts'
import { useWords } from '../language/words.ts'
import { usePointer } from './pointer-state.ts'
import css from './Timeline.module.css'

/** What is under the pointer or the keyboard's cursor, in words: nothing is said by a tooltip only. */
export function Readout() {
  const { lanes: words } = useWords()
  const hovered = usePointer((state) => state.hovered)
  const cursor = usePointer((state) => state.cursor)
  const low = usePointer((state) => state.low)
  const pointed = cursor ?? hovered
  return (
    <div className={css.readout} data-shown={pointed !== undefined || undefined} data-low={low || undefined}>
      <span className={css.said} aria-live={cursor ? 'polite' : 'off'}>
        {pointed ? sayPointed(pointed, words) : ''}
      </span>
    </div>
  )
}
