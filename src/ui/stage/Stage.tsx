import { Tabs } from 'radix-ui'
import { type StageView, setPanels, usePanels } from '../../app/panels.ts'
import { EmptyHint } from '../EmptyHint.tsx'
import { useWords } from '../language/words.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { TimelineTools } from '../timeline/TimelineTools.tsx'
import css from './Stage.module.css'

const VIEWS: readonly StageView[] = ['timeline']

/** The middle of the page: one picture of the run at a time, and what there is to do with it. */
export function Stage() {
  const { stage: words } = useWords()
  const view = usePanels((panels) => panels.stage)
  return (
    <Tabs.Root
      className={css.stage}
      value={view}
      onValueChange={(value) => setPanels({ stage: value as StageView })}
      activationMode="manual"
    >
      <div className={css.bar}>
        <Tabs.List className={css.views} aria-label={words.views}>
          {VIEWS.map((each) => (
            <Tabs.Trigger key={each} value={each} className={css.view}>
              {words[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {view === 'timeline' ? <TimelineTools /> : null}
      </div>
      <Tabs.Content className={css.picture} value="timeline" tabIndex={-1}>
        <Timeline />
        <EmptyHint />
      </Tabs.Content>
    </Tabs.Root>
  )
}
