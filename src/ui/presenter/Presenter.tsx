import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { watchForOf } from '../../app/gallery-items.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { changesOf } from '../../trace/changes.ts'
import { countColumnUpTo } from '../../trace/search.ts'
import { BrandMark } from '../header/Brand.tsx'
import { useWords } from '../language/words.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { useTitle } from '../title.ts'
import { PresentedStatus } from './PresentedStatus.tsx'
import { PresentedWhy } from './PresentedWhy.tsx'
import css from './Presenter.module.css'

/** For a room: one question, large, and nothing of what is still to come. */
export function Presenter() {
  const { gallery, presenter: words, transport } = useWords()
  const title = useTitle()
  const text = useApp((state) => state.text)
  const trace = useApp((state) => state.trace)
  const playing = useApp((state) => state.playing)
  const play = useApp((state) => state.play)
  const pause = useApp((state) => state.pause)
  const stepChange = useApp((state) => state.stepChange)
  const theme = usePanels((panels) => panels.presenterTheme)
  const at = useThrottledPlayhead()
  const watchFor = useMemo(() => watchForOf(text, gallery), [text, gallery])
  const leave = () => setPanels({ presenting: false })
  const root = useRef<HTMLElement>(null)
  useEffect(() => root.current?.focus(), [])
  return (
    <main ref={root} className={css.presenter} data-theme={theme} tabIndex={-1} aria-label={words.presenting}>
      <header className={css.header}>
        <BrandMark />
        <span className={css.brand}>podlapse</span>
        <Steps at={at} />
      </header>
      <div className={css.main}>
        <div className={css.question}>
          <h1 className={css.title}>{title}</h1>
          {watchFor === '' ? null : <p className={css.watch}>{words.watchFor(watchFor)}</p>}
        </div>
        <div className={css.timeline}>
          <Timeline key={theme} presented />
        </div>
        <div className={css.moment} aria-live={playing ? 'off' : 'polite'}>
          <PresentedStatus trace={trace} at={at} />
          <PresentedWhy trace={trace} at={at} />
        </div>
      </div>
      <footer className={css.footer}>
        <Key keys={['PageUp', 'PageDown']} label={words.keys.step}>
          <button type="button" className={css.button} aria-label={transport.previous} onClick={() => stepChange(-1)}>
            <ChevronLeft size={24} />
          </button>
          <button type="button" className={css.button} aria-label={transport.next} onClick={() => stepChange(1)}>
            <ChevronRight size={24} />
          </button>
        </Key>
        <Key keys={['Space']} label={playing ? words.keys.pause : words.keys.play}>
          <button
            type="button"
            className={css.button}
            aria-label={playing ? words.keys.pause : words.keys.play}
            onClick={playing ? pause : play}
          >
            {playing ? <Pause size={22} /> : <Play size={22} />}
          </button>
        </Key>
        <Key keys={['D']} label={words.keys.theme} />
        <Key keys={['Esc']} label={words.keys.leave}>
          <button type="button" className={css.button} aria-label={words.keys.leave} onClick={leave}>
            <X size={24} />
          </button>
        </Key>
      </footer>
    </main>
  )
}

function Steps({ at }: { readonly at: number }) {
  const { presenter: words } = useWords()
  const trace = useApp((state) => state.trace)
  if (trace === undefined) return null
  const changes = changesOf(trace)
  const index = countColumnUpTo(changes, changes.length, at)
  return (
    <span className={css.steps} role="img" aria-label={words.stepHint(index, changes.length)}>
      {words.step(index, changes.length)}
    </span>
  )
}

function Key({
  keys,
  label,
  children,
}: {
  readonly keys: readonly string[]
  readonly label: string
  readonly children?: ReactNode
}) {
  return (
    <span className={css.key}>
      {children}
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
      <span>{label}</span>
    </span>
  )
}
