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

/** More than that nobody types blindly. */
const MOST_AHEAD = 20_000
/** The next key: a sequence that a terminal sends for one, a line's end, a control character, or text up to any of them. */
const KEY =
  /^(?:\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z]|[^\u0000-\u001f])?|\r\n|[\u0000-\u001f\u007f]|[^\u0000-\u001f\u007f]+)/

const NOTHING: Typing = { line: EMPTY_LINE, above: '', choices: '' }

/** Keys to lines: an editor a tab. */
export class TypedInput {
  /** What was typed or pasted before there was a prompt for it. */
  #ahead = ''
  #going = false
  /** A line is being answered. */
  #entering = false
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

  /** Something runs in the tab at the playhead: there is no prompt, and what is typed waits for it. */
  set going(going: boolean) {
    const ends = this.#going && !going
    this.#going = going
    if (ends && this.#ahead !== '') queueMicrotask(() => this.#feed())
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
    if (data === '\u0003' && this.#going) {
      this.#ahead = ''
      void interrupt()
      return
    }
    if (this.#ahead.length + data.length <= MOST_AHEAD) this.#ahead += data
    this.#feed()
  }

  /** One line after the other: each has its answer before the next one is run. */
  #feed(): void {
    let taken = false
    while (this.#ahead !== '' && !this.#going && !this.#entering) {
      taken = true
      const [piece = ''] = KEY.exec(this.#ahead) ?? []
      this.#ahead = this.#ahead.slice(piece.length)
      this.#press(/^[\r\n]/.test(piece) ? '\r' : piece)
    }
    if (taken) this.#changed()
  }

  #press(data: string): void {
    const { tab, history } = useTerminal.getState()
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
    this.#entering = true
    // The screen has been drawn by then, and knows whether something goes on.
    const answered = () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          this.#entering = false
          if (this.#ahead !== '') this.#feed()
        }),
      )
    }
    enter(text).then(answered, answered)
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
