import { ExternalLink, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { BrandMark } from '../header/Brand.tsx'
import { useWords } from '../language/words.ts'
import { BusyLine } from '../Notices.tsx'
import { Timeline } from '../timeline/Timeline.tsx'
import { useTitle } from '../title.ts'
import css from './Embed.module.css'
import { fullAddress } from './embedded.ts'

/** In somebody else's page: the timeline, what moves it, and the way to everything else. From 320 × 240. */
export function Embed() {
  const { embed: words, transport, timeline } = useWords()
  const title = useTitle()
  const at = useThrottledPlayhead()
  const end = useApp((state) => state.trace?.endMs)
  const broken = useApp((state) => state.freshness === 'refused' || state.freshness === 'fault' || state.linkFailure)
  const playing = useApp((state) => state.playing)
  const play = useApp((state) => state.play)
  const pause = useApp((state) => state.pause)
  const stepChange = useApp((state) => state.stepChange)
  const open = (event: { currentTarget: HTMLAnchorElement }) => {
    // The address follows the playhead: it is what it is now that is opened.
    event.currentTarget.href = fullAddress()
  }
  return (
    <div className={css.embed}>
      <div className={css.busy}>
        <BusyLine />
      </div>
      {broken ? (
        <p className={css.broken} role="status">
          {words.broken}
        </p>
      ) : null}
      <main className={css.stage} aria-label={timeline.timeline}>
        <h1 className="visually-hidden">{title}</h1>
        <Timeline />
      </main>
      <footer className={css.bar}>
        <button
          type="button"
          className={css.step}
          aria-label={transport.previous}
          title={`${transport.previous} (,)`}
          onClick={() => stepChange(-1)}
        >
          <SkipBack size={16} />
        </button>
        <button
          type="button"
          className={css.play}
          aria-label={playing ? transport.pause : transport.play}
          title={`${playing ? transport.pause : transport.play} (Space)`}
          onClick={playing ? pause : play}
        >
          {playing ? <Pause size={16} fill="currentColor" strokeWidth={0} /> : <Play size={16} fill="currentColor" />}
        </button>
        <button
          type="button"
          className={css.step}
          aria-label={transport.next}
          title={`${transport.next} (.)`}
          onClick={() => stepChange(1)}
        >
          <SkipForward size={16} />
        </button>
        <span className={css.clock}>
          <time>{clockText(at, 100)}</time>
          {end === undefined ? null : <span className={css.end}>{clockText(end)}</span>}
        </span>
        <span className={css.title}>{title}</span>
        <a
          className={css.open}
          href={fullAddress()}
          target="_blank"
          rel="noopener"
          title={words.open}
          aria-label={words.open}
          onClick={open}
          onAuxClick={open}
          onFocus={open}
        >
          <BrandMark />
          <ExternalLink size={14} />
        </a>
      </footer>
    </div>
  )
}
