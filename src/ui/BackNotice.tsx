import { Download, Redo2, Undo2, X } from 'lucide-react'
import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { backToOffered, presentTextLasts, useDrafts, withdrawOffer } from '../app/drafts.ts'
import { appStore } from '../app/store.ts'
import { redoChange, type TextDeed, undoChange, useTextNotice, withdrawNotice } from '../app/text-notice.ts'
import css from './BackNotice.module.css'
import { useWords } from './language/words.ts'

/** So long it is offered, unless somebody is at it. */
const OFFERED_MS = 10_000

/** After another text was opened, the way back to the one that was there; after a change from elsewhere, what it was. */
export function BackNotice() {
  const { app: words } = useWords()
  const offer = useDrafts((drafts) => drafts.offer)
  const notice = useTextNotice((state) => state.notice)
  const [held, setHeld] = useState(false)
  const shown = offer ?? notice
  useEffect(() => {
    if (shown === undefined || held) return
    const timer = setTimeout(offer ? withdrawOffer : withdrawNotice, OFFERED_MS)
    return () => clearTimeout(timer)
  }, [shown, offer, held])
  if (shown === undefined && held) setHeld(false)
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setHeld(false)
  }
  return (
    // Always there: what comes into a region that is new is not read out.
    <div className={css.place} role="status">
      {shown === undefined ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: it waits while a pointer or the focus is upon it
        <div
          className={css.notice}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={left}
        >
          {offer ? (
            <>
              <p className={css.said}>{words.textKept}</p>
              <Act onClick={backToOffered} title={`${words.backToText} (B)`}>
                <Undo2 size={15} aria-hidden="true" /> {words.backToText}
              </Act>
            </>
          ) : notice ? (
            <Deed deed={notice.deed} />
          ) : null}
          <button
            type="button"
            className={css.dismiss}
            aria-label={words.dismiss}
            onClick={offer ? withdrawOffer : withdrawNotice}
          >
            <X size={16} />
          </button>
        </div>
      )}
    </div>
  )
}

function Deed({ deed }: { readonly deed: TextDeed }) {
  const { app: words } = useWords()
  const lasts = deed !== 'kept' || presentTextLasts()
  return (
    <>
      <p className={css.said}>{lasts ? words.textDeed[deed] : words.textDoesNotLast}</p>
      {deed === 'kept' ? (
        <Act onClick={saveFile}>
          <Download size={15} aria-hidden="true" /> {words.saveFile}
        </Act>
      ) : deed === 'undone' ? (
        <Act onClick={redoChange} title={`${words.redo} (Ctrl+Shift+Z)`}>
          <Redo2 size={15} aria-hidden="true" /> {words.redo}
        </Act>
      ) : deed === 'nothingToUndo' ? null : (
        <Act onClick={undoChange} title={`${words.undo} (Ctrl+Z)`}>
          <Undo2 size={15} aria-hidden="true" /> {words.undo}
        </Act>
      )}
    </>
  )
}

function Act({ onClick, title, children }: { onClick: () => void; title?: string; children: ReactNode }) {
  return (
    <button type="button" className={css.back} onClick={onClick} title={title}>
      {children}
    </button>
  )
}

function saveFile(): void {
  const { text, name } = appStore.getState()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  link.download = `${name || 'manifest'}.yaml`
  link.click()
  // The browser has it once the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
  withdrawNotice()
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
