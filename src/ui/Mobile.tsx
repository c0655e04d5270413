import { Code, Eye, ListTree, SquareTerminal, Text, Workflow } from 'lucide-react'
import { useMemo } from 'react'
import { type MobileTab, setPanels, usePanels } from '../app/panels.ts'
import { useApp } from '../app/store.ts'
import { useThrottledPlayhead } from '../app/throttled-playhead.ts'
import { podLines } from '../view/inspector/pod-view.ts'
import { BackNotice } from './BackNotice.tsx'
import { CanvasNote } from './CanvasNote.tsx'
import { CompareBanner, DifferenceList } from './compare/lazy-parts.ts'
import { useComparison } from './compare/use-comparison.ts'
import { EmptyHint } from './EmptyHint.tsx'
import { EditorPanel } from './editor/EditorPanel.tsx'
import { LogsPage } from './events/LogsPage.tsx'
import { BrandMark } from './header/Brand.tsx'
import { GalleryButton } from './header/GalleryButton.tsx'
import { MenuButton } from './header/MenuButton.tsx'
import { ShareButton } from './header/ShareButton.tsx'
import { Inspector, useFocusedPod } from './inspector/Inspector.tsx'
import { LazyWhy } from './inspector/LazyWhy.ts'
import { useWords } from './language/words.ts'
import { lazyPart } from './lazy-part.tsx'
import css from './Mobile.module.css'
import { MobileTools } from './MobileTools.tsx'
import { BusyLine, Notices, useErrorCount } from './Notices.tsx'
import { MobilePictures } from './stage/MobilePictures.tsx'
import { RunLine, SpokenSummary } from './stage/pictures.ts'
import { Timeline } from './timeline/Timeline.tsx'
import { useTitle } from './title.ts'
import { Controls } from './transport/Controls.tsx'
import { Scrubber } from './transport/Scrubber.tsx'

const TerminalPage = lazyPart(async () => (await import('./terminal/TerminalPage.tsx')).TerminalPage)

const ICONS: Readonly<Record<MobileTab, typeof Eye>> = {
  timeline: ListTree,
  pictures: Workflow,
  state: Eye,
  logs: Text,
  terminal: SquareTerminal,
  yaml: Code,
}
const TABS: readonly MobileTab[] = ['timeline', 'pictures', 'state', 'logs', 'terminal', 'yaml']

/** One thing at a time; the playhead's slider and the buttons are always under the thumb. */
export function Mobile() {
  const { app: words } = useWords()
  const tab = usePanels((panels) => panels.mobile)
  const errors = useErrorCount()
  return (
    <div className={css.app}>
      <header className={css.header}>
        <BrandMark />
        <h1 className={css.title}>{useTitle()}</h1>
        <ShareButton compact />
        <GalleryButton compact />
        <MenuButton />
        <BusyLine />
      </header>
      <Notices />
      <BackNotice />
      <main className={css.main}>
        {tab === 'timeline' ? <TimelineTab /> : null}
        {tab === 'pictures' ? <MobilePictures /> : null}
        {tab === 'state' ? <Inspector /> : null}
        {tab === 'logs' ? <LogsPage /> : null}
        {tab === 'terminal' ? <TerminalPage /> : null}
        {tab === 'yaml' ? <EditorPanel plain /> : null}
      </main>
      {tab === 'yaml' ? null : (
        <section className={css.transport} aria-label={words.playback}>
          <Scrubber />
          <Controls large />
        </section>
      )}
      <nav className={css.tabs} aria-label={words.views}>
        {TABS.map((each) => {
          const Icon = ICONS[each]
          return (
            <button
              key={each}
              type="button"
              className={css.tab}
              aria-current={each === tab ? 'page' : undefined}
              onClick={() => setPanels({ mobile: each })}
            >
              <Icon size={20} aria-hidden="true" />
              {words.mobileTabs[each]}
              {each === 'yaml' && errors > 0 ? (
                <span className={css.errors} title={words.problems(errors)}>
                  <span aria-hidden="true">{errors}</span>
                  <span className="visually-hidden">{words.problems(errors)}</span>
                </span>
              ) : null}
            </button>
          )
        })}
      </nav>
    </div>
  )
}

function TimelineTab() {
  const { inspector: words } = useWords()
  const empty = useApp((state) => state.text.trim() === '')
  const trace = useApp((state) => state.trace)
  const pinned = useApp((state) => state.ghost !== undefined)
  const freshness = useApp((state) => state.freshness)
  const at = useThrottledPlayhead()
  const uid = useFocusedPod(trace, at)
  return (
    <>
      <ErrorLine />
      <StatusRow />
      <RunLine failing="silent" />
      {pinned ? <CompareBanner failing="note" /> : null}
      <div className={css.stage}>
        <Timeline />
        <CanvasNote />
      </div>
      <SpokenSummary failing="silent" />
      <MobileTools />
      <div className={css.sheet}>
        <MobileDifferences />
        {trace ? <LazyWhy trace={trace} at={at} uid={uid} heading="h2" follow /> : null}
        {trace === undefined && !empty && freshness === 'pending' ? (
          <p className={css.nothing}>{words.noTrace}</p>
        ) : null}
        <EmptyHint below />
      </div>
    </>
  )
}

/** What is wrong with the text is said in another tab: here, that something is. */
function ErrorLine() {
  const { app: words } = useWords()
  const errors = useErrorCount()
  const older = useApp((state) => state.freshness === 'refused')
  if (errors === 0 || older) return null
  return (
    <button type="button" className={css.errorLine} onClick={() => setPanels({ mobile: 'yaml' })}>
      {words.problemsInText(errors)}
    </button>
  )
}

/** There is no drawer on a phone. */
function MobileDifferences() {
  const compared = useComparison().kind === 'compared'
  return compared ? (
    <div className={css.differences}>
      <DifferenceList />
    </div>
  ) : null
}

function StatusRow() {
  const trace = useApp((state) => state.trace)
  const at = useThrottledPlayhead()
  const uid = useFocusedPod(trace, at)
  const row = useMemo(
    () => (trace === undefined ? undefined : podLines(trace, at).find((line) => line.ref.uid === uid)?.row),
    [trace, at, uid],
  )
  const cells = [
    ['STATUS', row?.status],
    ['READY', row?.ready],
    ['RESTARTS', row?.restarts],
    ['AGE', row?.age],
  ] as const
  return (
    <dl className={css.status}>
      {cells.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  )
}
