import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { presentTextLasts } from '../app/drafts.ts'
import { dismissLoadFailure, useLoadFailure } from '../app/load-failure.ts'
import { useApp } from '../app/store.ts'
import { clockText } from '../view/time/time-scale.ts'
import css from './App.module.css'
import { UnkeptNotice } from './BackNotice.tsx'
import { useWords } from './language/words.ts'

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
  return late ? <Progress /> : null
}

/** How far the simulated time has come. A run may well be over before the time that it was given. */
function Progress() {
  const { app: words } = useWords()
  // While the old trace is still on the screen nothing is known of the new one.
  const at = useApp(({ trace, freshness }) =>
    freshness === 'fresh' && trace?.ending === 'running' ? trace.endMs : undefined,
  )
  const until = useApp(({ trace }) => trace?.header.untilMs ?? 0)
  if (at === undefined || until <= 0) {
    return <div className={css.busy} role="progressbar" aria-label={words.simulating} />
  }
  return (
    <>
      <div
        className={css.progress}
        role="progressbar"
        aria-label={words.simulating}
        aria-valuenow={Math.round((100 * at) / until)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={words.simulated(clockText(at), clockText(until))}
      >
        <span style={{ width: `${(100 * at) / until}%` }} />
      </div>
      <p className={css.simulated} aria-hidden="true">
        {words.simulated(clockText(at), clockText(until))}
      </p>
    </>
  )
}

/** How many problems keep the text from being simulated. */
export function useErrorCount(): number {
  // Documents without errors run beside one that has some: it is to be known then, too.
  return useApp((state) => {
    const errors = state.problems.filter((problem) => problem.severity === 'error').length
    return state.freshness === 'refused' ? Math.max(1, errors) : errors
  })
}

/** What stands between the header and everything else. */
export function Notices() {
  return (
    <div className={css.notices}>
      <LinkNotice />
      <CutNotice />
      <LoadNotice />
      <UnkeptNotice />
    </div>
  )
}

/** Something that was asked for did not come. */
function LoadNotice() {
  const { app: words } = useWords()
  const failed = useLoadFailure((state) => state.failed)
  if (!failed) return null
  return (
    <div className={css.notice} role="alert">
      <p>
        <b>{words.partFailed}.</b> {words.partFailedHint} {presentTextLasts() ? words.textLasts : words.textDoesNotLast}
      </p>
      <button type="button" className={css.dismiss} aria-label={words.dismiss} onClick={dismissLoadFailure}>
        <X size={16} />
      </button>
    </div>
  )
}

function LinkNotice() {
  const { app: words } = useWords()
  const failure = useApp((state) => state.linkFailure)
  const setLinkFailure = useApp((state) => state.setLinkFailure)
  if (failure === undefined) return null
  return (
    <div className={css.notice} role="alert">
      <p>
        <b>{words.link(failure.reason)}</b> {words.linkInstead[failure.instead]}
      </p>
      <button
        type="button"
        className={css.dismiss}
        aria-label={words.dismiss}
        onClick={() => setLinkFailure(undefined)}
      >
        <X size={16} />
      </button>
    </div>
  )
}

/** More happened than is simulated: what is on the screen is true, and ends before its time. */
function CutNotice() {
  const { app: words } = useWords()
  const cut = useApp((state) => state.trace?.cut)
  const at = useApp((state) => state.trace?.endMs ?? 0)
  if (cut === undefined) return null
  return (
    <div className={css.notice} role="status">
      <p>
        <b>{words.cut(clockText(at))}</b> {words.cutWhy[cut.limit](cut.most.toLocaleString('en-US'))}
        {cut.at === undefined ? '' : ` (${words.cutAt(cut.at.pod, cut.at.container, cut.at.pid, cut.at.command)})`}
      </p>
    </div>
  )
}
