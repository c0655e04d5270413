import { Desktop } from './Desktop.tsx'
import { ErrorScreen } from './ErrorScreen.tsx'
import { useLayout } from './layout.ts'
import { Mobile } from './Mobile.tsx'
import { useKeyboard } from './transport/keyboard.ts'

export function App() {
  return (
    <ErrorScreen>
      <Page />
    </ErrorScreen>
  )
}

function Page() {
  const layout = useLayout()
  useKeyboard()
  return layout === 'mobile' ? <Mobile /> : <Desktop layout={layout} />
}
