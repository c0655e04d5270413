import { ChevronFirst, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { step } from '../../app/step.ts'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { GapsToggle } from './GapsToggle.tsx'
import { RestartButton } from './RestartButton.tsx'
import css from './Transport.module.css'

export function Controls({ large = false }: { readonly large?: boolean }) {
  const { transport: words } = useWords()
  const playing = useApp((state) => state.playing)
  const play = useApp((state) => state.play)
  const pause = useApp((state) => state.pause)
  const seek = useApp((state) => state.seek)
  const size = large ? 24 : 18
  return (
    <div className={large ? css.controlsLarge : css.controls}>
      {large ? (
        <GapsToggle large />
      ) : (
        <button
          type="button"
          className={css.control}
          aria-label={words.toStart}
          title={`${words.toStart} (Home)`}
          onClick={() => seek(0)}
        >
          <ChevronFirst size={20} />
        </button>
      )}
      <button
        type="button"
        className={css.control}
        aria-label={words.previous}
        title={`${words.previous} (,)`}
        onClick={() => step(-1)}
      >
        <SkipBack size={size} />
      </button>
      <button
        type="button"
        className={css.play}
        aria-label={playing ? words.pause : words.play}
        title={`${playing ? words.pause : words.play} (Space)`}
        onClick={playing ? pause : play}
      >
        {playing ? <Pause size={size} fill="currentColor" strokeWidth={0} /> : <Play size={size} fill="currentColor" />}
      </button>
      <button
        type="button"
        className={css.control}
        aria-label={words.next}
        title={`${words.next} (.)`}
        onClick={() => step(1)}
      >
        <SkipForward size={size} />
      </button>
      <RestartButton size={large ? 20 : 16} />
    </div>
  )
}
