import type { Terminal } from '@xterm/xterm'
import { appStore } from '../../app/store.ts'
import { clearScreen, enter, interrupt, useTerminal } from '../../app/terminal.ts'
import type { Time } from '../../lib/time.ts'
import { completed } from '../../view/terminal/complete.ts'
import type { EditBlock } from '../../view/terminal/edit-block.ts'
import { type EditedLine, EMPTY_LINE, inserted, pressed } from '../../view/terminal/line-editor.ts'
import { lineFacts } from '../../view/terminal/line-kind.ts'
import { promptText } from '../../view/terminal/screen-text.ts'

interface Typing {
  readonly line: EditedLine
  /** Lines before it that the shell waits for the rest of. */
  readonly above: string
  /** What Tab could make of it. */
  readonly choices: string
}

const NOTHING: Typing = { line: EMPTY_LINE, above: '', choices: '' }

/** Keys to lines: an editor a tab. */
export class TypedInput {
  /** Something runs in the tab at the playhead: there is no prompt. */
  going = false
  readonly #terminal: Terminal
  readonly #changed: () => void
  readonly #leave: () => void
  readonly #typing = new Map<number, Typing>()

  constructor(terminal: Terminal, { changed, leave }: { readonly changed: () => void; readonly leave: () => void }) {
    this.#terminal = terminal
    this.#changed = changed
    this.#leave = leave
    terminal.onData((data) => this.#take(data))
    terminal.attachCustomKeyEventHandler((event) => this.#isForTerminal(event))
  }

  block(tab: number, at: Time): EditBlock {
    const { line, above, choices } = this.#of(tab)
    const { search, text, caret } = line
    const before = search === undefined ? (above === '' ? promptText(at) : '> ') : `(reverse-i-search)\`${search}': `
    return { prompt: before, text, caret, below: choices }
  }

  #of(tab: number): Typing {
    return this.#typing.get(tab) ?? NOTHING
  }

  #isForTerminal(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, type } = event
    const letter = key.toLowerCase()
    // The browser's own: it copies what is selected, and pastes.
    if ((ctrlKey || metaKey) && letter === 'c' && this.#terminal.hasSelection()) return false
    if ((ctrlKey || metaKey) && letter === 'v') return false
    if (key !== 'Escape') return true
    const searching = this.#of(useTerminal.getState().tab).line.search !== undefined
    if (searching) return true
    if (type === 'keydown') this.#leave()
    return false
  }

  #take(data: string): void {
    // What is pasted may be several lines.
    if (data.length > 1 && !data.startsWith('\u001b') && /[\r\n]/.test(data)) {
      for (const piece of data.split(/(\r\n|\r|\n)/)) if (piece !== '') this.#press(/[\r\n]/.test(piece) ? '\r' : piece)
    } else this.#press(data)
    this.#changed()
  }

  #press(data: string): void {
    const { tab, history } = useTerminal.getState()
    if (this.going) {
      if (data === '\u0003') void interrupt()
      return
    }
    const typing = this.#of(tab)
    const { line, asked } = pressed(typing.line, data, history)
    const next = { ...typing, line, choices: '' }
    switch (asked) {
      case undefined:
      case 'leave':
        this.#typing.set(tab, next)
        return
      case 'interrupt':
        this.#typing.set(tab, NOTHING)
        void interrupt()
        return
      case 'clear':
        clearScreen()
        return
      case 'end':
        void enter('exit')
        return
      case 'complete':
        this.#typing.set(tab, this.#completed(next))
        return
      case 'enter':
        this.#enter(tab, next)
    }
  }

  #completed(typing: Typing): Typing {
    const { line } = typing
    const { trace, playheadMs } = appStore.getState()
    const before = line.text.slice(0, line.caret)
    const { text, choices } = completed(before, trace, playheadMs)
    const tail = line.text.slice(line.caret)
    const grown = text === before ? line : inserted({ ...line, text: tail, caret: 0 }, text)
    return { ...typing, line: grown, choices: inColumns(choices, this.#terminal.cols) }
  }

  #enter(tab: number, { line, above }: Typing): void {
    const text = above + line.text
    if (text.trim() !== '' && lineFacts(text).unfinished) {
      this.#typing.set(tab, { ...NOTHING, above: `${text}\n` })
      return
    }
    this.#typing.set(tab, NOTHING)
    void enter(text)
  }
}

const GAP = 2

function inColumns(words: readonly string[], columns: number): string {
  if (words.length === 0) return ''
  const width = Math.max(...words.map(({ length }) => length)) + GAP
  const across = Math.max(1, Math.floor(columns / width))
  const rows = Math.ceil(words.length / across)
  return Array.from({ length: rows }, (_, row) =>
    words
      .filter((_, index) => index % rows === row)
      .map((word) => word.padEnd(width))
      .join('')
      .trimEnd(),
  ).join('\n')
}
