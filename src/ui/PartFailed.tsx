import { X } from 'lucide-react'
import { useEffect } from 'react'
import { presentTextLasts } from '../app/drafts.ts'
import { useWords } from './language/words.ts'
import css from './PartFailed.module.css'

interface Props {
  /** In its place, over the page where it has none in it, or in a line below what stands in for it. */
  readonly as: 'panel' | 'over' | 'note'
  readonly tryAgain: () => void
  readonly onClose?: () => void
}

/** A part of the page that did not come: what can be done, and what becomes of the text. */
export function PartFailed({ as, tryAgain, onClose }: Props) {
  const { app: words } = useWords()
  // Nobody has to look whether the network is back.
  useEffect(() => {
    addEventListener('online', tryAgain)
    return () => removeEventListener('online', tryAgain)
  }, [tryAgain])
  if (as === 'note') {
    return (
      <p className={css.note} role="status">
        {words.editorFailed}
        <button type="button" onClick={tryAgain}>
          {words.tryAgain}
        </button>
      </p>
    )
  }
  return (
    <div className={css[as]} role="alert">
      <div className={css.card}>
        <p className={css.title}>{words.partFailed}</p>
        <p>
          {words.partFailedHint} {presentTextLasts() ? words.textLasts : words.textDoesNotLast}
        </p>
        <p className={css.actions}>
          <button type="button" className={css.primary} onClick={tryAgain}>
            {words.tryAgain}
          </button>
          <button type="button" className={css.second} onClick={() => location.reload()}>
            {words.loadPageAgain}
          </button>
        </p>
        {onClose ? (
          <button type="button" className={css.close} aria-label={words.close} onClick={onClose}>
            <X size={16} />
          </button>
        ) : null}
      </div>
    </div>
  )
}
