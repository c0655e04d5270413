import { Minus, Plus } from 'lucide-react'
import { useApp } from '../app/store.ts'
import { useWords } from './language/words.ts'
import css from './Mobile.module.css'
import { ZOOM_STEP, zoomBy } from './timeline/zoom.ts'
import { SpeedSelect } from './transport/SpeedSelect.tsx'

/** For those whose fingers do not pinch: closer, further, all of it; and how fast it plays. */
export function MobileTools() {
  const { tools: words } = useWords()
  const fit = useApp((state) => state.fitWindow)
  return (
    <div className={css.tools}>
      <SpeedSelect />
      <span className={css.grip} aria-hidden="true" />
      <button type="button" aria-label={words.zoomOut} onClick={() => zoomBy(1 / ZOOM_STEP)}>
        <Minus size={20} aria-hidden="true" />
      </button>
      <button type="button" aria-label={words.zoomIn} onClick={() => zoomBy(ZOOM_STEP)}>
        <Plus size={20} aria-hidden="true" />
      </button>
      <button type="button" aria-label={words.fitAll} onClick={fit}>
        {words.fit}
      </button>
    </div>
  )
}
