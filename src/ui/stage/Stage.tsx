import { Tabs } from 'radix-ui'
import { type ReactNode, Suspense } from 'react'
import { type StageView, setPanels, usePanels } from '../../app/panels.ts'
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
        <Suspense>
          {view === 'controlPlane' ? <ControlPlaneTools /> : null}
          {view === 'table' ? <TableTools /> : null}
        </Suspense>
      </div>
      <Tabs.Content className={css.picture} value="timeline" tabIndex={-1}>
        <Timeline />
        <EmptyHint />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="controlPlane" tabIndex={-1}>
        <Suspense>
          <ControlPlane />
        </Suspense>
        <EmptyHint />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="states" tabIndex={-1}>
        <Suspense>
          <States />
        </Suspense>
        <EmptyHint />
      </Tabs.Content>
      <Tabs.Content className={css.picture} value="table" tabIndex={-1}>
        <Suspense>
          <TableView />
        </Suspense>
        <EmptyHint />
      </Tabs.Content>
      <Suspense>
        <SpokenSummary />
      </Suspense>
    </Tabs.Root>
  )
}

/** What stands beside the picture: the inspector, unless the picture has something of its own. */
export function StageSide({ head }: { readonly head?: ReactNode }) {
  const view = usePanels((panels) => panels.stage)
  if (view !== 'controlPlane') return <Inspector head={head} />
  return (
    <Suspense>
      <MessagesPanel head={head} />
    </Suspense>
  )
}
