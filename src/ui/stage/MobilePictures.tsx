import { type StageView, setPanels, usePanels } from '../../app/panels.ts'
import { CanvasNote } from '../CanvasNote.tsx'
import { useWords } from '../language/words.ts'
import { ControlPlane, MessageStrip, States, TableTools, TableView } from './pictures.ts'
import css from './Stage.module.css'

const PICTURES = ['controlPlane', 'states', 'table'] as const satisfies readonly StageView[]

/** The pictures other than the timeline, one at a time, on a phone. */
export function MobilePictures() {
  const { stage: words } = useWords()
  const stage = usePanels((panels) => panels.stage)
  const view = PICTURES.find((each) => each === stage) ?? 'controlPlane'
  return (
    <section className={css.stage} aria-label={words.views}>
      <div className={css.segments}>
        {PICTURES.map((each) => (
          <button
            key={each}
            type="button"
            className={css.segment}
            aria-pressed={each === view}
            onClick={() => setPanels({ stage: each })}
          >
            {words[each]}
          </button>
        ))}
      </div>
      {view === 'table' ? (
        <div className={css.mobileTools}>
          <TableTools failing="silent" />
        </div>
      ) : null}
      <div className={css.picture}>
        {view === 'controlPlane' ? <ControlPlane /> : view === 'states' ? <States /> : <TableView />}
        <CanvasNote />
      </div>
      {view === 'controlPlane' ? (
        <div className={css.strip}>
          <MessageStrip failing="silent" />
        </div>
      ) : null}
    </section>
  )
}
