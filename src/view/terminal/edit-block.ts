/** Columns that a text takes: two for what is wide, none for what joins the letter before. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const letter of text) columns += widthOf(letter.codePointAt(0) ?? 0)
  return columns
}

function widthOf(code: number): number {
  if (code < 0x300) return 1
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)) return 0
  return isWide(code) ? 2 : 1
}

// Unicode: East Asian Width, W and F, as wcwidth of Unicode 6 has them
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

/** The line that is being typed, with what stands before it and below it. */
export interface EditBlock {
  readonly prompt: string
  readonly text: string
  readonly caret: number
  /** Choices of Tab, or nothing. */
  readonly below: string
}

export interface DrawnBlock {
  readonly ansi: string
  /** How many rows the caret stands below the block's first. */
  readonly caretRow: number
}

const SAID = '\u001b[90m'
const TYPED = '\u001b[97m'

/** Draws a block from the first column on, and leaves the caret where it belongs. */
export function drawnBlock({ prompt, text, caret, below }: EditBlock, columns: number): DrawnBlock {
  const whole = columnsOf(prompt) + columnsOf(text)
  // A terminal waits at the last column: the next letter decides.
  const full = whole % columns === 0 ? ' \b' : ''
  const under = below === '' ? '' : `\r\n${SAID}${below.replaceAll('\n', '\r\n')}`
  const rowsBelow = below === '' ? 0 : below.split('\n').reduce((rows, line) => rows + rowsOf(line, columns), 0)
  const lastRow = Math.floor(whole / columns) + rowsBelow
  const before = columnsOf(prompt) + columnsOf(text.slice(0, caret))
  const caretRow = Math.floor(before / columns)
  const up = lastRow - caretRow
  const column = before % columns
  return {
    ansi: `${SAID}${prompt}${TYPED}${text}${full}${under}\r${up > 0 ? `\u001b[${up}A` : ''}${column > 0 ? `\u001b[${column}C` : ''}`,
    caretRow,
  }
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(columnsOf(line) / columns))
}
