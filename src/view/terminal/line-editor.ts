/** A line that is being typed, as readline has it: plain data, and what each key makes of it. */
export interface EditedLine {
  readonly text: string
  /** Before which letter the caret stands. */
  readonly caret: number
  /** What was cut last. */
  readonly cut: string
  /** Where in the history it is, from the newest; undefined: it is a new line. */
  readonly back: number | undefined
  /** The new line that was left for the history. */
  readonly kept: string
  /** Ctrl-R: what is looked for. */
  readonly search: string | undefined
}

export const EMPTY_LINE: EditedLine = { text: '', caret: 0, cut: '', back: undefined, kept: '', search: undefined }

/** What a key asks for beside a change of the line. */
export type Asked = 'enter' | 'interrupt' | 'complete' | 'clear' | 'end' | 'leave'

export interface Pressed {
  readonly line: EditedLine
  readonly asked?: Asked
}

/** A longer line is a paste gone wrong. */
const LONGEST = 20_000

/** One key, or a piece of text that was pasted or composed. `history`: the oldest first. */
export function pressed(line: EditedLine, data: string, history: readonly string[]): Pressed {
  if (line.search !== undefined) return searching(line, line.search, data, history)
  const act = KEYS.get(data)
  if (act) return act(line, history)
  if (/^[\u001b\u0000-\u001f\u007f]/.test(data)) return { line }
  return { line: inserted(line, data) }
}

/** Text where the caret is. */
export function inserted(line: EditedLine, text: string): EditedLine {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
  if (line.text.length + plain.length > LONGEST) return line
  return placed(line, line.text.slice(0, line.caret) + plain + line.text.slice(line.caret), line.caret + plain.length)
}

const placed = (line: EditedLine, text: string, caret: number): EditedLine => ({ ...line, text, caret })

type Key = (line: EditedLine, history: readonly string[]) => Pressed
const edit =
  (change: (line: EditedLine) => EditedLine): Key =>
  (line) => ({ line: change(line) })
const ask =
  (asked: Asked): Key =>
  (line) => ({ line, asked })

const toStart = edit((line) => ({ ...line, caret: 0 }))
const toEnd = edit((line) => ({ ...line, caret: line.text.length }))
const left = edit((line) => ({ ...line, caret: before(line.text, line.caret) }))
const right = edit((line) => ({ ...line, caret: after(line.text, line.caret) }))
const wordLeft = edit((line) => ({ ...line, caret: wordStart(line) }))
const wordRight = edit((line) => ({ ...line, caret: wordEnd(line) }))
const rubOut = edit((line) => without(line, before(line.text, line.caret), line.caret))
const rubOutNext = edit((line) => without(line, line.caret, after(line.text, line.caret)))
const cutTo = (from: (line: EditedLine) => number, to: (line: EditedLine) => number) =>
  edit((line) => {
    const [start, end] = [from(line), to(line)]
    return start === end ? line : { ...without(line, start, end), cut: line.text.slice(start, end) }
  })
const caretOf = (line: EditedLine) => line.caret
const older: Key = (line, history) => ({ line: inHistory(line, history, 1) })
const newer: Key = (line, history) => ({ line: inHistory(line, history, -1) })

/** As a terminal sends them. */
const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['\r', ask('enter')],
  ['\n', ask('enter')],
  ['\u0003', ask('interrupt')],
  ['\t', ask('complete')],
  ['\u000c', ask('clear')],
  ['\u001b', ask('leave')],
  ['\u0004', (line) => (line.text === '' ? { line, asked: 'end' } : rubOutNext(line, []))],
  ['\u0001', toStart],
  ['\u001b[H', toStart],
  ['\u001bOH', toStart],
  ['\u0005', toEnd],
  ['\u001b[F', toEnd],
  ['\u001bOF', toEnd],
  ['\u0002', left],
  ['\u001b[D', left],
  ['\u0006', right],
  ['\u001b[C', right],
  ['\u001bb', wordLeft],
  ['\u001b[1;5D', wordLeft],
  ['\u001b[1;3D', wordLeft],
  ['\u001bf', wordRight],
  ['\u001b[1;5C', wordRight],
  ['\u001b[1;3C', wordRight],
  ['\u007f', rubOut],
  ['\u0008', rubOut],
  ['\u001b[3~', rubOutNext],
  ['\u000b', cutTo(caretOf, ({ text }) => text.length)],
  ['\u0015', cutTo(() => 0, caretOf)],
  ['\u0017', cutTo(blankStart, caretOf)],
  ['\u001b\u007f', cutTo(wordStart, caretOf)],
  ['\u001bd', cutTo(caretOf, wordEnd)],
  ['\u0019', edit((line) => inserted(line, line.cut))],
  ['\u0014', edit(swapped)],
  ['\u001b.', (line, history) => ({ line: inserted(line, history.at(-1)?.split(/\s+/).at(-1) ?? '') })],
  ['\u0010', older],
  ['\u001b[A', older],
  ['\u001bOA', older],
  ['\u000e', newer],
  ['\u001b[B', newer],
  ['\u001bOB', newer],
  ['\u0012', edit((line) => ({ ...line, search: '' }))],
])

/** Not between the halves of a character. */
function before(text: string, caret: number): number {
  const low = text.charCodeAt(caret - 1)
  return Math.max(0, caret - (low >= 0xdc00 && low <= 0xdfff ? 2 : 1))
}

function after(text: string, caret: number): number {
  const high = text.charCodeAt(caret)
  return Math.min(text.length, caret + (high >= 0xd800 && high <= 0xdbff ? 2 : 1))
}

function without(line: EditedLine, start: number, end: number): EditedLine {
  return placed(line, line.text.slice(0, start) + line.text.slice(end), start)
}

function wordStart({ text, caret }: EditedLine): number {
  let at = caret
  while (at > 0 && !/\w/.test(text[at - 1] ?? '')) at--
  while (at > 0 && /\w/.test(text[at - 1] ?? '')) at--
  return at
}

function wordEnd({ text, caret }: EditedLine): number {
  let at = caret
  while (at < text.length && !/\w/.test(text[at] ?? '')) at++
  while (at < text.length && /\w/.test(text[at] ?? '')) at++
  return at
}

function blankStart({ text, caret }: EditedLine): number {
  let at = caret
  while (at > 0 && text[at - 1] === ' ') at--
  while (at > 0 && text[at - 1] !== ' ') at--
  return at
}

function swapped(line: EditedLine): EditedLine {
  const { text, caret } = line
  const at = Math.min(Math.max(caret, 1), text.length - 1)
  if (text.length < 2) return line
  return placed(line, text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1), at + 1)
}

function inHistory(line: EditedLine, history: readonly string[], by: 1 | -1): EditedLine {
  const back = (line.back ?? 0) + by
  if (back < 0 || back > history.length) return line
  const kept = line.back === undefined ? line.text : line.kept
  const text = back === 0 ? kept : (history.at(-back) ?? '')
  return { ...line, text, caret: text.length, back: back === 0 ? undefined : back, kept }
}

/** The newest line in which the text stands, from a place in the history on. */
function found(search: string, history: readonly string[], from = 1): number | undefined {
  for (let back = from; back <= history.length; back++) if (history.at(-back)?.includes(search)) return back
  return undefined
}

function searching(line: EditedLine, search: string, data: string, history: readonly string[]): Pressed {
  const show = (text: string, from?: number): Pressed => {
    const back = text === '' ? undefined : found(text, history, from)
    const shown = back === undefined ? {} : { text: history.at(-back) ?? '', back }
    const next = { ...line, ...shown, search: text }
    return { line: { ...next, caret: next.text.length } }
  }
  if (data === '\u0012') return show(search, (line.back ?? 0) + 1)
  if (data === '\u007f' || data === '\u0008') return show(search.slice(0, -1))
  if (data === '\u0007' || data === '\u0003') return { line: EMPTY_LINE }
  if (/^[\u0000-\u001f\u007f]/.test(data)) {
    const taken = { ...line, search: undefined }
    return data === '\u001b' ? { line: taken } : pressed(taken, data, history)
  }
  return show(search + data)
}
