import type { CSSProperties } from 'react'
import { useApp } from '../../app/store.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useWords } from '../language/words.ts'
import css from './Transport.module.css'

/** The playhead as a slider, for a thumb. */
export function Scrubber() {
  const { transport: words } = useWords()
  const at = useApp((state) => state.playheadMs)
  const end = useApp((state) => state.trace?.endMs ?? 0)
  const clock = CLOCKS[useApp((state) => state.clock)]
  const seek = useApp((state) => state.seek)
  return (
    <input
      className={`${css.slider} ${css.scrubber}`}
      type="range"
      min={0}
      max={Math.max(1, end)}
      value={Math.min(at, end)}
      style={{ '--share': `${end === 0 ? 0 : (100 * Math.min(at, end)) / end}%` } as CSSProperties}
      aria-label={words.playhead}
      aria-valuetext={clock(at, 100)}
      onChange={(event) => seek(Number(event.currentTarget.value))}
    />
  )
}
