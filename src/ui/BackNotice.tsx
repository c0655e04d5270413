import { Undo2, X } from 'lucide-react'
import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { backToOffered, useDrafts, withdrawOffer } from '../app/drafts.ts'
import css from './BackNotice.module.css'
import { useWords } from './language/words.ts'

/** So long it is offered, unless somebody is at it. */
const OFFERED_MS = 10_000

/** After another text was opened: the way back to the one that was there. */
export function BackNotice() {
  const { app: words } = useWords()
  const offer = useDrafts((drafts) => drafts.offer)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (offer === undefined || held) return
    const timer = setTimeout(withdrawOffer, OFFERED_MS)
    return () => clearTimeout(timer)
  }, [offer, held])
  if (offer === undefined && held) setHeld(false)
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setHeld(false)
  }
  return (
    // Always there: what comes into a region that is new is not read out.
    <div className={css.place} role="status">
      {offer === undefined ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: it waits while a pointer or the focus is upon it
        <div
          className={css.notice}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={left}
        >
          <p className={css.said}>{words.textKept}</p>
          <button type="button" className={css.back} onClick={backToOffered} title={`${words.backToText} (B)`}>
            <Undo2 size={15} aria-hidden="true" /> {words.backToText}
          </button>
          <button type="button" className={css.dismiss} aria-label={words.dismiss} onClick={withdrawOffer}>
            <X size={16} />
          </button>
        </div>
      )}
    </div>
  )
}

/** The browser keeps nothing of what is written: that has to be known before the page is left. */
export function UnkeptNotice() {
  const { app: words } = useWords()
  const unkept = useDrafts((drafts) => drafts.unkept)
  const id = useDrafts((drafts) => drafts.id)
  const dismissed = useRef<string>(undefined)
  const [, setDismissals] = useState(0)
  if (!unkept || dismissed.current === id) return null
  return (
    <div className={css.unkept} role="alert">
      <p>{words.textUnkept}</p>
      <button
        type="button"
        className={css.dismiss}
        aria-label={words.dismiss}
        onClick={() => {
          dismissed.current = id
          setDismissals((count) => count + 1)
        }}
      >
        <X size={16} />
      </button>
    </div>
  )
}
