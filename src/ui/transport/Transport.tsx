import { useMemo } from 'react'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { neighbourChange } from '../../trace/changes.ts'
import { changeLabel } from '../../view/explain/change-label.ts'
import { CLOCKS, exactOn } from '../../view/time/wall-clock.ts'
import { PinButton } from '../compare/PinButton.tsx'
import { useWords } from '../language/words.ts'
import { Controls } from './Controls.tsx'
import { GapsToggle } from './GapsToggle.tsx'
import { LoopToggle } from './LoopToggle.tsx'
import { SpeedSlider } from './SpeedSlider.tsx'
import css from './Transport.module.css'

export function Transport() {
  const { transport: words } = useWords()
  return (
    <section className={css.bar} aria-label={words.transport}>
      <Controls />
      <Clock />
      <NextChange />
      <span className={css.space} />
      <LoopToggle />
      <GapsToggle />
      <PinButton />
      <SpeedSlider />
    </section>
  )
}

/** The same tenth of a second as the flag of the playhead and the drawer say. */
function Clock() {
  const { transport: words } = useWords()
  const at = useThrottledPlayhead()
  const end = useApp((state) => state.trace?.endMs)
  const playing = useApp((state) => state.playing)
  const clock = CLOCKS[useApp((state) => state.clock)]
  return (
    <p className={css.clock}>
      <time className={css.now}>{playing ? clock(at, 100) : exactOn(clock, at)}</time>
      {end === undefined ? null : (
        <span className={css.end}>
          {words.of} {clock(end)}
        </span>
      )}
    </p>
  )
}

function NextChange() {
  const { change: changeWords, transport: words } = useWords()
  const trace = useApp((state) => state.trace)
  const seek = useApp((state) => state.seek)
  const at = useThrottledPlayhead(100)
  const clock = CLOCKS[useApp((state) => state.clock)]
  const next = trace && neighbourChange(trace, at, 1)
  const label = useMemo(
    () => (trace === undefined || next === undefined ? '' : changeLabel(trace, next, changeWords)),
    [trace, next, changeWords],
  )
  if (trace === undefined) return null
  if (next === undefined) return <p className={css.next}>{trace.ending === 'quiet' ? words.nothingMore : ''}</p>
  return (
    <button type="button" className={css.next} onClick={() => seek(next)}>
      {words.nextChange} <span className={css.mono}>{next - at < 1_000 ? exactOn(clock, next) : clock(next, 100)}</span>{' '}
      <span>{label}</span>
      <kbd className={css.key}>.</kbd>
    </button>
  )
}
