import { holdAll } from '../memory.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, errorText, fail, print, type Tool } from '../tool.ts'
import { cannotRead, openOperand } from './cat.ts'
import { unescapeText } from './escapes.ts'
import { allLines } from './lines.ts'

/** paste: files side by side, or (-s) each in one line. */
export const paste: Tool = function* (call) {
  const options = parseOptions(call.args, 'd:s', { delimiters: 'd', serial: 's' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const separators = [...unescapeText(options.value('d') ?? '\t', 'format').text]
  const columns: string[][] = []
  const files = options.operands.length > 0 ? options.operands : ['-']
  // Several dashes take the lines of stdin in turn.
  const dashes = files.filter((file) => file === '-').length
  const typed = dashes > 0 ? (yield* allLines(call, ['-'])).lines : []
  let dash = 0
  for (const file of files) {
    if (file === '-') {
      const own = dash++
      columns.push(typed.filter((_, index) => index % dashes === own))
      continue
    }
    const input = openOperand(call, file)
    if (typeof input === 'string') return yield* cannotRead(call, file, input)
    const text = yield* holdAll(call.sys, input)
    columns.push(text === '' ? [] : text.replace(/\n$/, '').split('\n'))
  }
  const join = (cells: readonly string[]): string =>
    cells.reduce(
      (line, cell, at) => `${line}${at === 0 ? '' : (separators[(at - 1) % separators.length] ?? '')}${cell}`,
      '',
    )
  if (options.has('s')) return yield* print(call, columns.map((cells) => `${join(cells)}\n`).join(''))
  const rows = Math.max(0, ...columns.map((cells) => cells.length))
  const lines = Array.from({ length: rows }, (_, row) => `${join(columns.map((cells) => cells[row] ?? ''))}\n`)
  return yield* print(call, lines.join(''))
}

/** fold: long lines broken, at blanks with -s. */
export const fold: Tool = function* (call) {
  const options = parseOptions(call.args, 'w:sb', { width: 'w', spaces: 's' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const width = Number(options.value('w') ?? 80)
  if (!(width > 0)) return yield* fail(call, `invalid number '${options.value('w')}'`)
  const { lines, status } = yield* allLines(call, options.operands)
  let text = ''
  for (const line of lines) {
    let rest = line
    call.sys.work('line', Math.ceil(line.length / width))
    while (rest.length > width) {
      const blank = options.has('s') ? rest.lastIndexOf(' ', width - 1) + 1 : 0
      const at = blank > 0 ? blank : width
      text += `${rest.slice(0, at)}\n`
      rest = rest.slice(at)
    }
    text += `${rest}\n`
  }
  return (yield* print(call, text)) || status
}

/** expand: blanks in place of tabs. */
export const expand: Tool = function* (call) {
  const options = parseOptions(call.args, 't:i', { tabs: 't' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const stop = Number(options.value('t') ?? 8)
  const { lines, status } = yield* allLines(call, options.operands)
  const expanded = lines.map((line) => {
    let text = ''
    for (const character of line) text += character === '\t' ? ' '.repeat(stop - (text.length % stop)) : character
    return `${text}\n`
  })
  return (yield* print(call, expanded.join(''))) || status
}

/** shuf: lines, -e arguments or -i numbers in a random order. */
export const shuf: Tool = function* (call) {
  const options = parseOptions(call.args, 'ei:n:rz', { echo: 'e', 'input-range': 'i', 'head-count': 'n' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const range = /^(\d+)-(\d+)$/.exec(options.value('i') ?? '')
  const lines = range
    ? Array.from({ length: Math.max(0, Number(range[2]) - Number(range[1]) + 1) }, (_, i) =>
        String(Number(range[1]) + i),
      )
    : options.has('e')
      ? [...options.operands]
      : (yield* allLines(call, options.operands)).lines
  const random = call.sys.random('shuf')
  for (let i = lines.length - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    ;[lines[i], lines[j]] = [lines[j] as string, lines[i] as string]
  }
  const shown = lines.slice(0, Number(options.value('n') ?? lines.length))
  return yield* print(call, shown.map((line) => `${line}\n`).join(''))
}

/** split: a file in pieces of so many lines or bytes: xaa, xab and so on. */
export const split: Tool = function* (call) {
  const options = parseOptions(call.args, 'l:b:a:', { lines: 'l', bytes: 'b' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [operand = '-', prefix = 'x'] = options.operands
  const input = openOperand(call, operand)
  if (typeof input === 'string') return yield* cannotRead(call, operand, input)
  const text = yield* holdAll(call.sys, input)
  const bytes = options.value('b')
  const size = Number(bytes === undefined ? (options.value('l') ?? 1000) : Number.parseInt(bytes, 10))
  if (!(size > 0)) return yield* fail(call, `invalid number '${bytes ?? options.value('l')}'`)
  const pieces =
    bytes === undefined
      ? (text.match(new RegExp(`(?:[^\\n]*\\n|[^\\n]+$){1,${size}}`, 'g')) ?? [])
      : (text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [])
  for (const [index, piece] of pieces.entries()) {
    const name = `${prefix}${String.fromCharCode(97 + (Math.floor(index / 26) % 26), 97 + (index % 26))}`
    const error = call.sys.files.write(absolute(call.sys.cwd, name), piece)
    if (error) return yield* fail(call, `${name}: ${errorText(error)}`)
  }
  return 0
}

export const unlink: Tool = function* (call) {
  const [name = ''] = call.args
  const error = call.sys.files.removeFile(absolute(call.sys.cwd, name))
  return error ? yield* fail(call, `can't remove file '${name}': ${errorText(error)}`) : 0
}

/** column -t: a table whose columns are two blanks apart; without, lines as they are. */
export const column: Tool = function* (call) {
  const options = parseOptions(call.args, 'ts:o:nc:N:', { table: 't', separator: 's', 'output-separator': 'o' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const { lines, status } = yield* allLines(call, options.operands)
  const separators = options.value('s')
  const split = (line: string): string[] =>
    separators === undefined
      ? line.trim().split(/\s+/)
      : line.split(new RegExp(`[${separators.replace(/[\]\\^-]/g, '\\$&')}]`))
  const rows = lines.filter((line) => line.trim() !== '').map((line) => (options.has('t') ? split(line) : [line]))
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  }
  const between = options.value('o') ?? '  '
  const text = rows
    .map((row) =>
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join(between),
    )
    .join('\n')
  return (yield* print(call, text === '' ? '' : `${text}\n`)) || status
}
