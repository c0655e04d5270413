import '../../app/terminal-refresh.ts'
import { ArrowUp, CornerDownLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { enter, interrupt, isFirstTab, useTerminal } from '../../app/terminal.ts'
import { lineOfStep, showStep } from '../../app/terminal-steps.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { itemPieces } from '../../view/terminal/screen-text.ts'
import { type ScreenItem, screenItems } from '../../view/terminal/session.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './TerminalPage.module.css'
import { useTerminalWords } from './words.ts'

/** The terminal where there is no keyboard: what was printed as text, and a field for the next line. */
export function TerminalPage() {
  const { drawer } = useWords()
  const { screen: words, ui: terminalUi } = useTerminalWords()
  const trace = useApp((state) => state.trace)
  const at = useThrottledPlayhead(100)
  const lines = useTerminal((state) => state.lines)
  const tab = useTerminal((state) => state.tab)
  const isFirst = useTerminal((state) => isFirstTab(state, state.tab))
  useApp((state) => state.text)
  const items = screenItems({ lines, tab, isFirst }, trace, at)
  const going = items.some(({ state }) => state !== 'ended')
  const end = useRef<HTMLDivElement>(null)
  const shown = items.reduce((length, { output }) => length + output.length + 1, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: more text is the reason to scroll
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'end' })
  }, [shown, going])
  return (
    <section className={css.page} aria-label={terminalUi.screen}>
      <div className={css.head}>
        <h2 className={css.heading}>{drawer.terminal}</h2>
        <span className={css.at}>{drawer.kubectlSees(clockText(at, 100))}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <div className={css.screen} role="log" aria-label={drawer.terminal} tabIndex={0}>
        {items.length === 0 ? <p className={css.empty}>{terminalUi.empty}</p> : null}
        {items.map((item) => (
          <Item key={item.key} item={item} words={words} />
        ))}
        <div ref={end} />
      </div>
      <Field going={going} />
    </section>
  )
}

function Item({ item, words }: { readonly item: ScreenItem; readonly words: Parameters<typeof itemPieces>[1] }) {
  const { step } = item
  const line = step && lineOfStep(step)
  const pieces = itemPieces(item, words, () => undefined)
  return (
    <div className={css.item}>
      <pre className={css.text}>
        {pieces.map(({ tone, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and never change places
          <span key={index} data-tone={tone}>
            {text}
          </span>
        ))}
      </pre>
      {step && line !== undefined ? (
        <button type="button" className={css.line} onClick={() => showStep(step)}>
          → {words.line(line)}
        </button>
      ) : null}
    </div>
  )
}

function Field({ going }: { readonly going: boolean }) {
  const words = useTerminalWords().ui
  const history = useTerminal((state) => state.history)
  const asked = usePanels((panels) => panels.terminalAsked)
  const [text, setText] = useState('')
  const [back, setBack] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [asked])
  const walk = (by: number) => {
    const next = Math.min(history.length, Math.max(0, back + by))
    setBack(next)
    setText(next === 0 ? '' : (history.at(-next) ?? ''))
  }
  const send = () => {
    void enter(text)
    setText('')
    setBack(0)
  }
  return (
    <form
      className={css.field}
      onSubmit={(event) => {
        event.preventDefault()
        if (!going) send()
      }}
    >
      <span className={css.prompt} aria-hidden="true">
        $
      </span>
      <input
        ref={field}
        className={css.input}
        aria-label={words.command}
        placeholder="kubectl get pods"
        value={text}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="send"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') walk(1)
          else if (event.key === 'ArrowDown') walk(-1)
          else if (event.key === 'c' && event.ctrlKey && going) void interrupt()
          else if (event.key === 'Escape') event.currentTarget.blur()
          else return
          event.preventDefault()
        }}
      />
      <button type="button" className={css.key} aria-label={words.earlier} onClick={() => walk(1)}>
        <ArrowUp size={18} aria-hidden="true" />
      </button>
      {going ? (
        <button type="button" className={css.key} onClick={() => void interrupt()}>
          ^C
        </button>
      ) : (
        <button type="submit" className={css.key} aria-label={words.send}>
          <CornerDownLeft size={18} aria-hidden="true" />
        </button>
      )}
    </form>
  )
}
