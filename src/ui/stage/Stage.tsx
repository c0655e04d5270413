import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { type StageView, setPanels, usePanels } from '../../app/panels.ts'
import { CanvasNote } from '../CanvasNote.tsx'
import { EmptyHint } from '../EmptyHint.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { useWords } from '../language/words.ts'
import panelCss from '../panel/Panel.module.css'
import { Timeline } from '../timeline/Timeline.tsx'
import { TimelineTools } from '../timeline/TimelineTools.tsx'
import {
  ControlPlane,
  ControlPlaneTools,
  MessagesPanel,
  RunLine,
  SpokenSummary,
  States,
  TableTools,
  TableView,
} from './pictures.ts'
import css from './Stage.module.css'

const VIEWS: readonly StageView[] = ['timeline', 'controlPlane', 'states', 'table']

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
        <Tabs.List className={panelCss.tabs} aria-label={words.views}>
          {VIEWS.map((each) => (
            <Tabs.Trigger key={each} value={each} className={panelCss.tab}>
              {words[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {view === 'timeline' ? <TimelineTools /> : null}
        {view === 'controlPlane' ? <ControlPlaneTools failing="silent" /> : null}
        {view === 'table' ? <TableTools failing="silent" /> : null}
      </div>
      <RunLine failing="silent" />
      <Tabs.Content className={css.picture} value="timeline" tabIndex={-1}>
        <Timeline />
        <EmptyHint />
        <CanvasNote />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="controlPlane" tabIndex={-1}>
        <ControlPlane />
        <EmptyHint />
        <CanvasNote />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="states" tabIndex={-1}>
        <States />
        <EmptyHint />
        <CanvasNote />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="table" tabIndex={-1}>
        <TableView />
        <EmptyHint />
        <CanvasNote />
      </Tabs.Content>
      <SpokenSummary failing="silent" />
    </Tabs.Root>
  )
}

/** What stands beside the picture: the inspector, unless the picture has something of its own. */
export function StageSide({ head }: { readonly head?: ReactNode }) {
  const view = usePanels((panels) => panels.stage)
  if (view !== 'controlPlane') return <Inspector head={head} />
  // The picture beside it says what did not come.
  return <MessagesPanel head={head} failing="silent" />
}
