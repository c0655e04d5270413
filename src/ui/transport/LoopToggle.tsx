import { Repeat } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useWords } from '../language/words.ts'
import css from './Transport.module.css'

/** Plays the range, or everything, again and again. */
export function LoopToggle() {
  const { tools: words } = useWords()
  const looping = useApp((state) => state.looping)
  const setLooping = useApp((state) => state.setLooping)
  const range = useApp((state) => state.range)
  const clock = CLOCKS[useApp((state) => state.clock)]
  const step = range && range.toMs - range.fromMs < 5000 ? 100 : 1000
  const name = range ? words.loopRange(clock(range.fromMs, step), clock(range.toMs, step)) : words.loopWhole
  return (
    <button
      type="button"
      className={css.toggle}
      aria-pressed={looping}
      aria-label={name}
      title={`${name} (R)`}
      onClick={() => setLooping(!looping)}
    >
      <Repeat size={16} />
      <span className={css.toggleWord}>
        {range && looping ? words.range(clock(range.fromMs, step), clock(range.toMs, step)) : words.loop}
      </span>
    </button>
  )
}
