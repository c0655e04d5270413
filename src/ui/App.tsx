import { useEffect } from 'react'
import { setPanels, usePanels } from '../app/panels.ts'
import { Desktop } from './Desktop.tsx'
import { ErrorScreen } from './ErrorScreen.tsx'
import { EMBEDDED } from './embed/embedded.ts'
import { useLayout } from './layout.ts'
import { lazyPart } from './lazy-part.tsx'
import { Mobile } from './Mobile.tsx'
import { useTitle } from './title.ts'
import { useKeyboard } from './transport/keyboard.ts'

/** Asked for with `?`, and not before. */
const KeysDialog = lazyPart(async () => (await import('./transport/KeysDialog.tsx')).KeysDialog)

/** Nobody drops a file before the page stands. */
const DropFiles = lazyPart(async () => (await import('./DropFiles.tsx')).DropFiles)

/** The same for `p`. */
const Presenter = lazyPart(async () => (await import('./presenter/Presenter.tsx')).Presenter)

/** Not with the page, but instead of it. */
const Embed = lazyPart(async () => (await import('./embed/Embed.tsx')).Embed)

export function App() {
  return (
    <ErrorScreen>
      <Page />
    </ErrorScreen>
  )
}

function Page() {
  const layout = useLayout()
  const keysOpen = usePanels((panels) => panels.keysOpen)
  const presenting = usePanels((panels) => panels.presenting)
  const title = useTitle()
  useKeyboard()
  useEffect(() => {
    document.title = `${title} – Podlapse`
  }, [title])
  return (
    <>
      {EMBEDDED ? (
        <Embed />
      ) : presenting ? (
        <Presenter onClose={() => setPanels({ presenting: false })} />
      ) : layout === 'mobile' ? (
        <Mobile />
      ) : (
        <Desktop layout={layout} />
      )}
      {EMBEDDED ? null : <DropFiles failing="silent" />}
      {keysOpen ? <KeysDialog failing="over" onClose={() => setPanels({ keysOpen: false })} /> : null}
    </>
  )
}
