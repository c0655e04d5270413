import { useEffect, useRef } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import type { Trace } from '../../trace/trace.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { useWords } from '../language/words.ts'
import { stageOnScreen } from '../timeline/on-screen.ts'
import css from './LaneChoice.module.css'

const close = () => setPanels({ choosingLanes: false })

/** Which lanes a room shall see. */
export function LaneChoice({ trace }: { readonly trace: Trace | undefined }) {
  const { lanes: inLanes, presenter: words } = useWords()
  const choice = usePanels((panels) => panels.laneChoice)
  const list = useRef<HTMLFieldSetElement>(null)
  useEffect(() => list.current?.querySelector('input')?.focus(), [])
  const lanes = trace ? lanesOf(trace, { low: true, words: inLanes }) : []
  const shown = stageOnScreen()?.layout.lanes.map(({ lane }) => lane.id) ?? []
  const isShown = (id: string) => (Object.hasOwn(choice, id) ? choice[id] === true : shown.includes(id))
  // Whoever chooses one has chosen the others as they are.
  const choose = (id: string, wanted: boolean) =>
    setPanels({
      laneChoice: Object.fromEntries(lanes.map((each) => [each.id, each.id === id ? wanted : isShown(each.id)])),
    })
  return (
    <fieldset
      ref={list}
      className={css.choice}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'l') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <legend>{words.lanes}</legend>
      <p>{words.lanesHint}</p>
      {lanes.map((lane) => (
        <label key={lane.id} data-indent={lane.indent || undefined}>
          <input
            type="checkbox"
            checked={isShown(lane.id)}
            onChange={(event) => choose(lane.id, event.target.checked)}
          />
          {words.laneOf(lane.name, lane.note)}
        </label>
      ))}
      <button
        type="button"
        disabled={Object.keys(choice).length === 0}
        onClick={() => setPanels({ laneChoice: {}, choosingLanes: false })}
      >
        {words.lanesByThemselves}
      </button>
    </fieldset>
  )
}
