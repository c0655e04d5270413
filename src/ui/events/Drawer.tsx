import { ChevronDown, ChevronUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { askTerminal, type DrawerTab, setPanels, usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { countUpTo } from '../../trace/search.ts'
import { eventsAt } from '../../trace/state-at.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { DifferenceList } from '../compare/lazy-parts.ts'
import { useComparison } from '../compare/use-comparison.ts'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import css from './Drawer.module.css'
import { EventsTable } from './EventsTable.tsx'
import { LogLines } from './LogLines.tsx'
import { LogSource, useLogs } from './LogSource.tsx'

/** xterm and the language of kubectl come when somebody opens it. */
const Terminal = lazyPart(async () => (await import('../terminal/Terminal.tsx')).Terminal)

/** Its signs and their words. */
const Legend = lazyPart(async () => (await import('../legend/Legend.tsx')).Legend)

/** Escape: to the panel that it is in, where single keys work again. */
function leaveTerminal(): void {
  document.querySelector<HTMLElement>('[data-key="terminal-panel"]')?.focus()
}

/** What the cluster has said up to the playhead. Closed it is one line high. */
export function Drawer() {
  const { drawer: words } = useWords()
  const tab = usePanels((panels) => panels.drawer)
  const trace = useApp((state) => state.trace)
  const at = useThrottledPlayhead()
  const comparison = useComparison()
  const events = trace ? eventsAt(trace, at) : []
  const logs = useLogs(trace)
  const printed = countUpTo(logs, at)
  const pinned = comparison.kind !== 'none'
  // What it showed may be gone with the pinned run.
  const shown = tab === 'differences' && !pinned ? 'events' : tab
  const open = shown !== undefined
  return (
    <Tabs.Root
      className={css.drawer}
      data-open={open}
      value={shown ?? ''}
      onValueChange={(value) => setPanels({ drawer: value as DrawerTab })}
    >
      <div className={css.head}>
        <Tabs.List className={css.tabs} aria-label={words.drawer}>
          <Tabs.Trigger
            value="terminal"
            data-key="terminal"
            className={css.tab}
            // Whoever clicks wants to type; the arrow keys only look.
            onClick={({ detail }) => (detail > 0 ? askTerminal() : undefined)}
          >
            {words.terminal}
          </Tabs.Trigger>
          <Tabs.Trigger value="events" className={css.tab}>
            {words.events} <span className={css.count}>{events.length}</span>
          </Tabs.Trigger>
          <Tabs.Trigger value="logs" className={css.tab}>
            {words.logs} <span className={css.count}>{printed}</span>
          </Tabs.Trigger>
          {pinned ? (
            <Tabs.Trigger value="differences" className={css.tab}>
              {words.differences}{' '}
              {comparison.kind === 'compared' ? (
                <span className={css.count}>{comparison.comparison.differences.length}</span>
              ) : null}
            </Tabs.Trigger>
          ) : null}
          <Tabs.Trigger value="legend" className={css.tab}>
            {words.legend}
          </Tabs.Trigger>
        </Tabs.List>
        {shown === 'logs' ? <LogSource trace={trace} /> : null}
        <span className={css.at}>
          {shown === 'terminal' ? words.kubectlSees(clockText(at, 100)) : words.seen(clockText(at, 100))}
        </span>
        <button
          type="button"
          className={css.toggle}
          aria-expanded={open}
          aria-label={open ? words.close : words.open}
          title={open ? words.close : words.open}
          onClick={() => setPanels({ drawer: open ? undefined : 'events' })}
        >
          {open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        </button>
      </div>
      <Tabs.Content value="terminal" className={css.terminal} tabIndex={-1} data-key="terminal-panel">
        <Terminal onLeave={leaveTerminal} />
      </Tabs.Content>
      <Tabs.Content value="events" className={css.body}>
        <EventsTable events={events} at={at} />
      </Tabs.Content>
      <Tabs.Content value="logs" className={css.body}>
        <LogLines logs={logs} count={printed} />
      </Tabs.Content>
      <Tabs.Content value="differences" className={css.body}>
        <DifferenceList />
      </Tabs.Content>
      <Tabs.Content value="legend" className={css.body}>
        <Legend failing="note" />
      </Tabs.Content>
    </Tabs.Root>
  )
}
