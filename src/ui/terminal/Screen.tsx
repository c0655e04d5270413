import { FitAddon } from '@xterm/addon-fit'
import { Terminal as XTerm } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { isFirstTab, useTerminal } from '../../app/terminal.ts'
import { lineOfStep } from '../../app/terminal-steps.ts'
import { useThrottledPlayhead } from '../../app/throttled-playhead.ts'
import { ansiText, itemPieces } from '../../view/terminal/screen-text.ts'
import { screenItems } from '../../view/terminal/session.ts'
import { screenLinks } from './links.ts'
import { Painter } from './painter.ts'
import css from './Terminal.module.css'
import { TypedInput } from './typed-input.ts'
import { useTerminalWords } from './words.ts'
import { xtermTheme } from './xterm-theme.ts'

const FONT = { fontSize: 11, lineHeight: 1.22, fontFamily: '"JetBrains Mono Variable", monospace' }
const SCROLLBACK = 5000

interface Screen {
  readonly terminal: XTerm
  readonly painter: Painter
  readonly input: TypedInput
  readonly fit: FitAddon
}

/** The terminal of one tab: what was typed and printed up to the playhead, and the line that is being typed. */
export function Screen({ onLeave }: { readonly onLeave: () => void }) {
  const { screen: words, ui: terminalUi } = useTerminalWords()
  const place = useRef<HTMLDivElement>(null)
  const [screen, setScreen] = useState<Screen>()
  const theme = useApp((state) => state.theme)
  const trace = useApp((state) => state.trace)
  const text = useApp((state) => state.text)
  const at = useThrottledPlayhead(60)
  const lines = useTerminal((state) => state.lines)
  const tab = useTerminal((state) => state.tab)
  const asked = usePanels((panels) => panels.terminalAsked)
  const isFirst = useTerminal((state) => isFirstTab(state, state.tab))
  const [redraws, redraw] = useState(0)
  const leave = useRef(onLeave)
  leave.current = onLeave

  useEffect(() => {
    const element = place.current
    if (!element) return
    const terminal = new XTerm({
      ...FONT,
      theme: xtermTheme(),
      scrollback: SCROLLBACK,
      screenReaderMode: true,
      overviewRuler: { width: 8 },
      cursorStyle: 'bar',
      cursorInactiveStyle: 'outline',
      cursorBlink: false,
      fontWeight: 400,
      fontWeightBold: 400,
    })
    const fit = new FitAddon()
    terminal.loadAddon(fit)
    const input = new TypedInput(terminal, {
      changed: () => redraw((count) => count + 1),
      leave: () => leave.current(),
    })
    terminal.registerLinkProvider(screenLinks(terminal))
    let closed = false
    // Letters are measured once: with the right face.
    void document.fonts.load('11px "JetBrains Mono Variable"').then(() => {
      if (closed) return
      terminal.open(element)
      terminal.textarea?.setAttribute('aria-label', terminalUi.screen)
      fit.fit()
      setScreen({ terminal, painter: new Painter(terminal), input, fit })
    })
    return () => {
      closed = true
      terminal.dispose()
    }
  }, [terminalUi])

  useEffect(() => {
    if (asked > 0) screen?.terminal.focus()
  }, [screen, asked])

  useEffect(() => {
    const element = place.current
    if (!screen || !element) return
    const observer = new ResizeObserver(() => {
      screen.fit.fit()
      redraw((count) => count + 1)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [screen])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is in the style sheet by now
  useLayoutEffect(() => {
    if (screen) screen.terminal.options.theme = xtermTheme()
  }, [screen, theme])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a key that was pressed, and another text, are reasons to draw
  useEffect(() => {
    if (!screen) return
    const items = screenItems({ lines, tab, isFirst }, trace, at)
    const shown = ansiText(items.flatMap((item) => itemPieces(item, words, lineOfStep)))
    const going = items.some(({ state }) => state !== 'ended')
    screen.input.going = going
    screen.painter.show(shown, going ? undefined : screen.input.block(tab, at))
  }, [screen, lines, tab, isFirst, trace, at, words, text, redraws])

  return <div ref={place} className={css.screen} />
}
