import { readLine } from './reading.ts'
import { appStore } from './store.ts'
import { useTerminal } from './terminal.ts'

/** Of the newest so many lines, which are in sight or nearly so. */
const MOST_READ_AGAIN = 60

/**
 * Another text is another session. Of a changed one each answer is asked for anew: what a screen shows is made of its
 * lines and the run. A line behind which a step was taken at the same instant keeps its answer: it saw the time before.
 */
function wireTerminal(): void {
  appStore.subscribe((state, before) => {
    if (state.opened !== before.opened) useTerminal.setState({ lines: [] })
    const ended = state.trace !== undefined && state.trace.ending !== 'running' && state.freshness === 'fresh'
    if (ended && !state.busy && (before.busy || state.trace !== before.trace)) void readAgain()
  })
}

wireTerminal()

async function readAgain(): Promise<void> {
  const { lines } = useTerminal.getState()
  const { trace } = appStore.getState()
  const acted = lines.filter(({ how }) => how === 'acts')
  const stale = lines.filter(
    ({ how, printed, at, id }) =>
      how === 'reads' && printed && !acted.some((other) => other.at === at && other.id > id),
  )
  for (const { id, run, at } of stale.slice(-MOST_READ_AGAIN)) {
    const printed = await readLine(run, at)
    if (appStore.getState().trace !== trace) return
    const now = useTerminal.getState().lines
    const line = now.find((each) => each.id === id)
    if (!printed || !line || line.printed?.stdout === printed.stdout) continue
    useTerminal.setState({ lines: now.map((each) => (each.id === id ? { ...each, printed } : each)) })
  }
}
