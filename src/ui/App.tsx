import { lazy, Suspense, useEffect } from 'react'
import { usePanels } from '../app/panels.ts'
import { Desktop } from './Desktop.tsx'
import { ErrorScreen } from './ErrorScreen.tsx'
import { EMBEDDED } from './embed/embedded.ts'
import { useLayout } from './layout.ts'
import { Mobile } from './Mobile.tsx'
import { useTitle } from './title.ts'
import { useKeyboard } from './transport/keyboard.ts'

/** Asked for with `?`, and not before. */
const KeysDialog = lazy(async () => ({ default: (await import('./transport/KeysDialog.tsx')).KeysDialog }))

/** The same for `p`. */
const Presenter = lazy(async () => ({ default: (await import('./presenter/Presenter.tsx')).Presenter }))

/** Not with the page, but instead of it. */
const Embed = lazy(async () => ({ default: (await import('./embed/Embed.tsx')).Embed }))

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
        <Suspense>
          <Embed />
        </Suspense>
      ) : presenting ? (
        <Suspense>
          <Presenter />
        </Suspense>
      ) : layout === 'mobile' ? (
        <Mobile />
      ) : (
        <Desktop layout={layout} />
      )}
      {keysOpen ? (
        <Suspense>
          <KeysDialog />
        </Suspense>
      ) : null}
    </>
  )
}
