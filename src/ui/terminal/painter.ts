import type { Terminal } from '@xterm/xterm'
import { type DrawnBlock, drawnBlock, type EditBlock } from '../../view/terminal/edit-block.ts'

const NEW_SCREEN = '\u001b[2J\u001b[3J\u001b[H'

/** Keeps an xterm as a text and, below it, the line that is typed: more text is written, other text is written anew. */
export class Painter {
  readonly #terminal: Terminal
  #written = ''
  #block: DrawnBlock | undefined
  #columns = 0

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show(text: string, block: EditBlock | undefined): void {
    const { cols } = this.#terminal
    const grows = cols === this.#columns && text.startsWith(this.#written)
    let out = ''
    if (!grows) out += NEW_SCREEN
    else if (this.#block) {
      const { caretRow } = this.#block
      out += `${caretRow > 0 ? `\u001b[${caretRow}A` : ''}\r\u001b[J`
    }
    out += grows ? text.slice(this.#written.length) : text
    const drawn = block && drawnBlock(block, cols)
    this.#terminal.write(out + (drawn?.ansi ?? ''))
    this.#written = text
    this.#block = drawn
    this.#columns = cols
  }
}
