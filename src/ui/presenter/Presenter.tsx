import { ChevronLeft, ChevronRight, Pause, Play, Rows3, X } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { step, takeStepping } from '../../app/step.ts'
import { appStore, useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { beatsUpTo, neighbourBeat } from '../../view/beats.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import { presentedLanes } from '../../view/lanes/presented.ts'
import { BrandMark } from '../header/Brand.tsx'
import { useWords } from '../language/words.ts'
import { scrollBy } from '../timeline/gestures.ts'
import { stageOnScreen } from '../timeline/on-screen.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { useTitle } from '../title.ts'
import { LaneChoice } from './LaneChoice.tsx'
import { PresentedStatus } from './PresentedStatus.tsx'
import { PresentedWhy } from './PresentedWhy.tsx'
import css from './Presenter.module.css'
import { Told } from './Told.tsx'
import { useBeats } from './use-beats.ts'

/** For a room: one question, large, and nothing of what is still to come. */
export function Presenter() {
  const { presenter: words, transport } = useWords()
  const title = useTitle()
  const trace = useApp((state) => state.trace)
  const playing = useApp((state) => state.playing)
  const play = useApp((state) => state.play)
  const pause = useApp((state) => state.pause)
  const theme = usePanels((panels) => panels.presenterTheme)
  const at = useThrottledPlayhead()
  const choosing = usePanels((panels) => panels.choosingLanes)
  const choice = usePanels((panels) => panels.laneChoice)
  const presenting = useCallback(
    (lanes: readonly Lane[], room: number) => presentedLanes(lanes, room, choice),
    [choice],
  )
  const beats = useBeats()
  const told = beatsUpTo(beats, at)
  useEffect(
    () =>
      takeStepping((direction) => {
        const { pause: stop, playheadMs, seek } = appStore.getState()
        stop()
        const there = neighbourBeat(beats, playheadMs, direction)
        if (there !== undefined) seek(there)
      }),
    [beats],
  )
  const leave = () => setPanels({ presenting: false })
  const root = useRef<HTMLElement>(null)
  useEffect(() => root.current?.focus(), [])
  return (
    <main ref={root} className={css.presenter} data-theme={theme} tabIndex={-1} aria-label={words.presenting}>
      <header className={css.header}>
        <BrandMark />
        <span className={css.brand}>podlapse</span>
        {beats.length > 0 ? (
          <span className={css.steps} role="img" aria-label={words.stepHint(told, beats.length)}>
            {words.step(told, beats.length)}
          </span>
        ) : null}
      </header>
      <div className={css.main}>
        <div className={css.question}>
          <h1 className={css.title}>{title}</h1>
          <Told
            trace={trace}
            beat={beats[told - 1]}
            isLast={told === beats.length && trace !== undefined && trace.ending !== 'running'}
          />
        </div>
        {/* The wheel is for the lanes; all else in them would look at what is still to come. */}
        <div className={css.timeline} onWheel={(event) => scrollLanes(event.deltaY)}>
          <div className={css.still} inert>
            <Timeline key={theme} presenting={presenting} />
          </div>
        </div>
        <div className={css.moment} aria-live={playing ? 'off' : 'polite'}>
          <PresentedStatus trace={trace} at={at} />
          <PresentedWhy trace={trace} at={at} />
        </div>
      </div>
      <footer className={css.footer}>
        <Key keys={['PageUp', 'PageDown']} label={words.keys.step}>
          <button type="button" className={css.button} aria-label={transport.previous} onClick={() => step(-1)}>
            <ChevronLeft size={24} />
          </button>
          <button type="button" className={css.button} aria-label={transport.next} onClick={() => step(1)}>
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
        <Key keys={['L']} label={words.keys.lanes}>
          <button
            type="button"
            className={css.button}
            aria-label={words.lanes}
            aria-expanded={choosing}
            onClick={() => setPanels({ choosingLanes: !choosing })}
          >
            <Rows3 size={22} />
          </button>
        </Key>
        <Key keys={['D']} label={words.keys.theme} />
        <Key keys={['Esc']} label={words.keys.leave}>
          <button type="button" className={css.button} aria-label={words.keys.leave} onClick={leave}>
            <X size={24} />
          </button>
        </Key>
      </footer>
      {choosing ? <LaneChoice trace={trace} /> : null}
    </main>
  )
}

function scrollLanes(px: number): void {
  const stage = stageOnScreen()
  if (stage) scrollBy(stage, px / stage.unit)
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
