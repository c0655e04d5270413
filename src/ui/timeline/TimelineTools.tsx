import { Clock, Eye, EyeClosed, Minus, Plus } from 'lucide-react'
import { useApp } from '../../app/store.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import { useWords } from '../language/words.ts'
import { AllCauses } from './AllCauses.tsx'
import { FoldAll } from './FoldAll.tsx'
import css from './TimelineTools.module.css'
import { ZOOM_STEP, zoomBy } from './zoom.ts'

/** What the timeline shows of the run, and how to see more or less of it. */
export function TimelineTools() {
  const { tools: words } = useWords()
  const clock = useApp((state) => state.clock)
  const setClock = useApp((state) => state.setClock)
  const futureWhole = useApp((state) => state.futureWhole)
  const setFutureWhole = useApp((state) => state.setFutureWhole)
  const fit = useApp((state) => state.fitWindow)
  const { fromMs, toMs } = useApp((state) => state.window)
  const step = toMs - fromMs < 5000 ? 100 : 1000
  const tell = CLOCKS[clock]
  return (
    <div className={css.tools}>
      <span className={css.range} title={words.shown}>
        {words.range(tell(fromMs, step), tell(toMs, step))}
      </span>
      <AllCauses />
      <FoldAll />
      <button
        type="button"
        className={css.tool}
        aria-label={words.clock}
        aria-pressed={clock === 'wall'}
        title={`${words.clock} (C)`}
        onClick={() => setClock(clock === 'wall' ? 'relative' : 'wall')}
      >
        <Clock size={15} />
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={words.futureWhole}
        aria-pressed={futureWhole}
        title={words.futureWhole}
        onClick={() => setFutureWhole(!futureWhole)}
      >
        {futureWhole ? <Eye size={15} /> : <EyeClosed size={15} />}
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={words.zoomOut}
        title={`${words.zoomOut} (−)`}
        onClick={() => zoomBy(1 / ZOOM_STEP)}
      >
        <Minus size={16} />
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={words.zoomIn}
        title={`${words.zoomIn} (+)`}
        onClick={() => zoomBy(ZOOM_STEP)}
      >
        <Plus size={16} />
      </button>
      <button type="button" className={css.word} aria-label={words.fitAll} title={`${words.fitAll} (0)`} onClick={fit}>
        {words.fit}
      </button>
    </div>
  )
}
