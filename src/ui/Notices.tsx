import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { dismissLinkFailure } from '../app/link.ts'
import { useApp } from '../app/store.ts'
import css from './App.module.css'
import { APP_EN as words } from './words-en.ts'

/** A run that is quick needs no sign; one that is not gets a line. */
const PATIENCE_MS = 400

export function BusyLine() {
  const busy = useApp((state) => state.busy)
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  return late ? <div className={css.busy} role="progressbar" aria-label="Simulating" /> : null
}

export function LinkNotice() {
  const failure = useApp((state) => state.linkFailure)
  if (failure === undefined) return null
  return (
    <div className={css.notice} role="alert">
      <p>
        <b>{words.link(failure.reason)}</b> {failure.partial ? words.linkPartial : words.linkNothing}
      </p>
      <button type="button" className={css.dismiss} aria-label={words.dismiss} onClick={dismissLinkFailure}>
        <X size={16} />
      </button>
    </div>
  )
}
