import { Minus, Plus } from 'lucide-react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { walksOf } from '../../view/control-plane/conversation-at.ts'
import { useWords } from '../language/words.ts'
import stage from '../stage/Stage.module.css'
import { fitCanvas, useCanvas, zoomBy } from './canvas-state.ts'
import { goTo, useTalk } from './use-talk.ts'

/** To the beginning of the creation or of the termination, what a step is, and how close one looks. */
export function ControlPlaneTools() {
  const { controlPlaneUi: words } = useWords()
  const now = useTalk()
  const by = usePanels((panels) => panels.stepBy)
  const moved = useCanvas((state) => state.zoom !== 1 || state.viewport !== undefined)
  const walks = now && walksOf(now.talk)
  const walk = (index: number | undefined) => {
    const message = index === undefined ? undefined : now?.talk.messages[index]
    if (message === undefined) return
    setPanels({ stepBy: 'message' })
    goTo(message)
  }
  return (
    <div className={stage.tools}>
      {(['creation', 'termination'] as const).map((each) => (
        <button
          key={each}
          type="button"
          className={stage.tool}
          disabled={walks === undefined || walks[each] < 0}
          title={words.walks}
          onClick={() => walk(walks?.[each])}
        >
          {words[each]}
        </button>
      ))}
      <fieldset className={stage.choice}>
        <legend className={stage.legend}>{words.stepBy}</legend>
        {(['message', 'change'] as const).map((each) => (
          <label key={each} className={stage.option} data-on={by === each}>
            <input
              className="visually-hidden"
              type="radio"
              name="stepBy"
              checked={by === each}
              onChange={() => setPanels({ stepBy: each })}
            />
            {each === 'message' ? words.byMessage : words.byChange}
          </label>
        ))}
      </fieldset>
      <button type="button" className={stage.icon} aria-label={words.zoomOut} onClick={() => zoomBy(-1)}>
        <Minus size={16} />
      </button>
      <button type="button" className={stage.icon} aria-label={words.zoomIn} onClick={() => zoomBy(1)}>
        <Plus size={16} />
      </button>
      <button type="button" className={stage.tool} data-quiet={!moved} onClick={fitCanvas}>
        {words.fit}
      </button>
    </div>
  )
}
