import '../../app/terminal-refresh.ts'
import { Plus, X } from 'lucide-react'
import { askTerminal } from '../../app/panels.ts'
import { closeTab, openTab, useTerminal } from '../../app/terminal.ts'
import { Screen } from './Screen.tsx'
import css from './Terminal.module.css'
import { useTerminalWords } from './words.ts'

function opened(): void {
  openTab()
  askTerminal()
}

/** kubectl at the playhead, in the page's drawer. */
export function Terminal({ onLeave }: { readonly onLeave: () => void }) {
  const words = useTerminalWords().ui
  const tabs = useTerminal((state) => state.tabs)
  const current = useTerminal((state) => state.tab)
  return (
    <div className={css.terminal}>
      <div className={css.side}>
        <div className={css.shells}>
          {(tabs.length > 1 ? tabs : []).map(({ id }) => (
            <div key={id} className={css.shell} data-current={id === current}>
              <button
                type="button"
                className={css.name}
                aria-pressed={id === current}
                onClick={() => {
                  useTerminal.setState({ tab: id })
                  askTerminal()
                }}
              >
                {words.tab(id)}
              </button>
              <button
                type="button"
                className={css.close}
                aria-label={words.closeTab(words.tab(id))}
                onClick={() => closeTab(id)}
              >
                <X size={12} aria-hidden="true" />
              </button>
            </div>
          ))}
          <button type="button" className={css.add} aria-label={words.newTab} title={words.newTab} onClick={opened}>
            <Plus size={14} aria-hidden="true" />
          </button>
        </div>
      </div>
      <Screen onLeave={onLeave} />
    </div>
  )
}
