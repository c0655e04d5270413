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

/** Nobody prints before there is something to be seen; without it the page prints as it stands. */
function wirePrintSoon(): () => void {
  const timer = setTimeout(() => {
    import('./print/print-page.ts').then(
      ({ wirePrint }) => wirePrint(),
      () => {},
    )
  }, PRINT_AFTER_MS)
  return () => clearTimeout(timer)
}

const PRINT_AFTER_MS = 4_000

function Page() {
  const layout = useLayout()
  const keysOpen = usePanels((panels) => panels.keysOpen)
  const presenting = usePanels((panels) => panels.presenting)
  const title = useTitle()
  useKeyboard()
  useEffect(wirePrintSoon, [])
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
