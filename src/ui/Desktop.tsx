import { Eye, FileCode2, X } from 'lucide-react'
import { type CSSProperties, useEffect, useMemo, useState } from 'react'
import { setPanels, usePanels } from '../app/panels.ts'
import { useApp } from '../app/store.ts'
import { useThrottledPlayhead } from '../app/throttled-playhead.ts'
import { podLines } from '../view/inspector/pod-view.ts'
import css from './App.module.css'
import { BackNotice } from './BackNotice.tsx'
import { CompareBanner } from './compare/lazy-parts.ts'
import { EditorHead, EditorPanel } from './editor/EditorPanel.tsx'
import { Drawer } from './events/Drawer.tsx'
import { Header } from './header/Header.tsx'
import { useFocusedPod } from './inspector/Inspector.tsx'
import { useWords } from './language/words.ts'
import type { Layout } from './layout.ts'
import { lazyPart } from './lazy-part.tsx'
import { BusyLine, Notices, useErrorCount } from './Notices.tsx'
import { usePanelBounds } from './panel-widths.ts'
import { Splitter } from './Splitter.tsx'
import { Stage, StageSide } from './stage/Stage.tsx'
import { Transport } from './transport/Transport.tsx'

/** Its place is kept; it comes once the lanes stand. */
const Minimap = lazyPart(async () => (await import('./minimap/Minimap.tsx')).Minimap)

export function Desktop({ layout }: { readonly layout: Exclude<Layout, 'mobile'> }) {
  const { app: words } = useWords()
  const { editor, inspector, drawer } = usePanelBounds(layout)
  const drawerOpen = usePanels((panels) => panels.drawer !== undefined)
  const sizes = {
    '--editor': `${editor.value}px`,
    '--inspector': `${inspector.value}px`,
    '--drawer': `${drawer.value}px`,
  } as CSSProperties
  return (
    <div className={css.app} data-layout={layout}>
      <div className={css.headerRow}>
        <Header />
        <BusyLine />
      </div>
      <Notices />
      <BackNotice />
      <main className={css.body} style={sizes}>
        {layout === 'wide' ? (
          <>
            <div className={css.editor}>
              <EditorPanel head={<EditorHead />} />
            </div>
            <Splitter panel="editor" label={words.resizeEditor} grows="right" {...editor} />
          </>
        ) : (
          <EditorRail />
        )}
        <div className={css.center}>
          <Compared />
          <Stage />
          {layout === 'sheet' ? (
            <InspectorSheet />
          ) : (
            <>
              {drawerOpen ? <Splitter panel="drawer" label={words.resizeDrawer} grows="up" {...drawer} /> : null}
              <Drawer />
            </>
          )}
        </div>
        {layout === 'sheet' ? null : (
          <>
            <Splitter panel="inspector" label={words.resizeInspector} grows="left" {...inspector} />
            <div className={css.inspector}>
              <StageSide />
            </div>
          </>
        )}
      </main>
      <footer className={css.footer}>
        <div className={css.minimap}>
          <Minimap />
        </div>
        <Transport />
      </footer>
    </div>
  )
}

function Compared() {
  const pinned = useApp((state) => state.ghost !== undefined)
  return pinned ? <CompareBanner failing="note" /> : null
}

/** The editor as a rail that opens over the timeline. Once opened it stays: what was typed can be undone after closing. */
function EditorRail() {
  const { app: words } = useWords()
  const open = usePanels((panels) => panels.editorOpen)
  const errors = useErrorCount()
  const [used, setUsed] = useState(false)
  if (open && !used) setUsed(true)
  return (
    <div className={css.rail}>
      <button
        type="button"
        className={css.railButton}
        aria-expanded={open}
        aria-label={open ? words.closeManifest : words.openManifest}
        title={`${words.manifest} (E)`}
        onClick={() => setPanels({ editorOpen: !open })}
      >
        <FileCode2 size={18} />
        <span className={css.railName}>{words.manifest}</span>
        {errors > 0 ? <span className={css.railErrors}>{words.problems(errors)}</span> : null}
      </button>
      {used ? (
        <div className={css.railPanel} hidden={!open}>
          <EditorPanel
            head={
              <EditorHead>
                <CloseButton label={words.closeManifest} onClick={() => setPanels({ editorOpen: false })} />
              </EditorHead>
            }
          />
        </div>
      ) : null}
    </div>
  )
}

/** Less height than this is for the lanes: the sheet and the drawer begin closed. A page at 200 % has no more. */
const LITTLE_HEIGHT = 600

function InspectorSheet() {
  const { app: words } = useWords()
  const open = usePanels((panels) => panels.inspectorOpen)
  useEffect(() => {
    if (innerHeight < LITTLE_HEIGHT) setPanels({ inspectorOpen: false, drawer: undefined })
  }, [])
  return (
    <>
      <div className={css.sheet} data-open={open}>
        {open ? (
          <StageSide head={<CloseButton label={words.close} onClick={() => setPanels({ inspectorOpen: false })} />} />
        ) : (
          <button type="button" className={css.sheetButton} onClick={() => setPanels({ inspectorOpen: true })}>
            <Eye size={16} /> {words.inspector}
            <StatusNow />
          </button>
        )}
      </div>
      {open ? null : <Drawer />}
    </>
  )
}

/** kubectl's row in a line, for who has closed what says it in full. */
function StatusNow() {
  const trace = useApp((state) => state.trace)
  const at = useThrottledPlayhead()
  const uid = useFocusedPod(trace, at)
  const row = useMemo(
    () => (trace === undefined ? undefined : podLines(trace, at).find((line) => line.ref.uid === uid)?.row),
    [trace, at, uid],
  )
  return row === undefined ? null : (
    <span className={css.statusNow}>
      <b>{row.status}</b> {row.ready} · {row.restarts}
    </span>
  )
}

function CloseButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={css.dismiss} aria-label={label} onClick={onClick}>
      <X size={16} />
    </button>
  )
}
