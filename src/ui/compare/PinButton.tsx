import { Pin, PinOff } from 'lucide-react'
import { canPin, useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import css from './Compare.module.css'

/** Keeps the run on the screen as a ghost, to see what a change of the text changes; or lets it go again. */
export function PinButton() {
  const { comparison: words } = useWords()
  const pinned = useApp((state) => state.ghost !== undefined)
  const possible = useApp(canPin)
  const pin = useApp((state) => state.pin)
  const unpin = useApp((state) => state.unpin)
  const Icon = pinned ? PinOff : Pin
  return (
    <button
      type="button"
      className={css.pin}
      aria-pressed={pinned}
      aria-label={words.pin}
      title={`${pinned ? words.unpin : words.pinHint} (K)`}
      disabled={!possible}
      onClick={pinned ? unpin : pin}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={css.pinWord}>{pinned ? words.unpin : words.compare}</span>
    </button>
  )
}
