import type { Task } from '../../engine/program-api/task.ts'
import { fromBase64, toBase64 } from '../../lib/base64.ts'
import { ownValue } from '../../lib/own.ts'
import { Effort } from '../effort.ts'
import { holdAll } from '../memory.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, fail, isGnu, print, type Tool } from '../tool.ts'
import { openOperand } from './cat.ts'
import { unescapeText } from './escapes.ts'
import { allLines } from './lines.ts'

function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** By code units, as in the C locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export const sort: Tool = function* (call) {
  const options = parseOptions(call.args, 'rnuk:t:o:fbhgVszc', {
    reverse: 'r',
    unique: 'u',
    key: 'k',
    'numeric-sort': 'n',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const { lines, status } = yield* allLines(call, options.operands)
  const separator = options.value('t')
  const keyOf = (line: string): string => {
    const key = options.value('k')
    if (key === undefined) return line
    const [from = '1', to] = key.split(',')
    const fields = separator === undefined ? line.trimStart().split(/\s+/) : line.split(separator)
    const first = Number.parseInt(from, 10) - 1
    return fields.slice(first, to === undefined ? undefined : Number.parseInt(to, 10)).join(separator ?? ' ')
  }
  const numeric = options.has('n') || options.has('h') || options.has('g') || /n/.test(options.value('k') ?? '')
  const number = (line: string): number => Number.parseFloat(keyOf(line)) || 0
  const byKey = (a: string, b: string): number =>
    numeric
      ? number(a) - number(b)
      : options.has('f')
        ? compare(keyOf(a).toUpperCase(), keyOf(b).toUpperCase())
        : compare(keyOf(a), keyOf(b))
  call.sys.work('comparison', lines.length * Math.ceil(Math.log2(lines.length + 1)))
  const order = [...lines].sort((a, b) => byKey(a, b) || (options.has('s') ? 0 : compare(a, b)))
  if (options.has('r')) order.reverse()
  const kept = options.has('u')
    ? order.filter((line, i) => i === 0 || byKey(order[i - 1] as string, line) !== 0)
    : order
  const output = options.value('o')
  if (output !== undefined) {
    call.sys.files.write(absolute(call.sys.cwd, output), textOf(kept))
    return status
  }
  return (yield* print(call, textOf(kept))) || status
}

export const uniq: Tool = function* (call) {
  const options = parseOptions(call.args, 'cdui', { count: 'c', repeated: 'd', unique: 'u' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const { lines, status } = yield* allLines(call, options.operands.slice(0, 1))
  const groups: { readonly line: string; count: number }[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && last.line === line) last.count++
    else groups.push({ line, count: 1 })
  }
  const kept = groups.filter(({ count }) => (!options.has('d') || count > 1) && (!options.has('u') || count === 1))
  const rows = kept.map(({ line, count }) => (options.has('c') ? `${String(count).padStart(7)} ${line}` : line))
  return (yield* print(call, textOf(rows))) || status
}

/** 1,3-5,7- */
function positions(list: string): ((position: number) => boolean) | undefined {
  const ranges = list.split(',').map((part) => /^(\d*)(-?)(\d*)$/.exec(part))
  if (ranges.some((range) => !range || range[0] === '' || range[0] === '-')) return undefined
  return (position) =>
    ranges.some((range) => {
      const [, from = '', dash = '', to = ''] = range as RegExpExecArray
      const first = from === '' ? 1 : Number(from)
      const last = dash === '' ? first : to === '' ? Number.POSITIVE_INFINITY : Number(to)
      return position >= first && position <= last
    })
}

export const cut: Tool = function* (call) {
  const options = parseOptions(call.args, 'd:f:c:b:s', { delimiter: 'd', fields: 'f', characters: 'c', bytes: 'b' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const list = options.value('f') ?? options.value('c') ?? options.value('b')
  if (list === undefined) return yield* fail(call, 'expected a list of bytes, characters, or fields')
  const wanted = positions(list)
  if (!wanted) return yield* fail(call, `bad list '${list}'`)
  const delimiter = options.value('d') ?? '\t'
  const { lines, status } = yield* allLines(call, options.operands)
  call.sys.work('word', lines.length)
  const rows = lines.flatMap((line) => {
    if (options.value('f') === undefined) return [[...line].filter((_, i) => wanted(i + 1)).join('')]
    if (!line.includes(delimiter)) return options.has('s') ? [] : [line]
    return [
      line
        .split(delimiter)
        .filter((_, i) => wanted(i + 1))
        .join(delimiter),
    ]
  })
  return (yield* print(call, textOf(rows))) || status
}

const TR_CLASSES: Readonly<Record<string, string>> = {
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\t\n\v\f\r ',
  blank: ' \t',
  punct: '!-/:-@[-`{-~',
}

function charactersOf(set: string): string[] {
  const text = unescapeText(set, 'format').text.replace(
    /\[:(\w+):\]/g,
    (whole, name: string) => ownValue(TR_CLASSES, name) ?? whole,
  )
  const chars = [...text]
  const result: string[] = []
  for (let i = 0; i < chars.length; i++) {
    const from = chars[i] as string
    const to = chars[i + 2]
    if (chars[i + 1] === '-' && to !== undefined && to >= from) {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) result.push(String.fromCharCode(code))
      i += 2
    } else result.push(from)
  }
  return result
}

export const tr: Tool = function* (call) {
  const options = parseOptions(call.args, '+dscCt', { delete: 'd', 'squeeze-repeats': 's', complement: 'c' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [first, second] = options.operands
  if (first === undefined) return yield* fail(call, 'missing operand')
  const from = charactersOf(first)
  const to = second === undefined ? [] : charactersOf(second)
  const complement = options.has('c') || options.has('C')
  const members = new Set(from)
  const mapping = new Map(from.map((char, i) => [char, to[Math.min(i, to.length - 1)] ?? char]))
  const squeezed = new Set(to.length > 0 ? to : from)
  /** '': it is deleted. */
  const changed = (char: string): string => {
    const isMember = members.has(char) !== complement
    if (isMember && options.has('d')) return ''
    if (!isMember || to.length === 0) return char
    return complement ? (to.at(-1) as string) : (mapping.get(char) as string)
  }
  const squeezes = (char: string): boolean =>
    options.has('s') && (to.length > 0 ? squeezed.has(char) : members.has(char) !== complement)
  const translate = translator(changed, squeezes)
  const effort = new Effort(call.sys)
  for (let text = yield* call.stdin.read(); text !== undefined; text = yield* call.stdin.read()) {
    const result = translate(text)
    if (effort.step(text.length / CHARS_PER_STEP)) yield* effort.pay()
    const printed = yield* print(call, result)
    if (printed !== 0) return printed
  }
  return 0
}

interface Becomes {
  readonly char: string
  readonly becomes: string
  readonly squeezed: boolean
  readonly stays: boolean
}

/** Text by text. What becomes of a character is asked once; what stays is copied in one piece. */
function translator(changed: (char: string) => string, squeezes: (char: string) => boolean): (text: string) => string {
  const known = new Map<number, Becomes>()
  const ascii: (Becomes | undefined)[] = new Array(128).fill(undefined)
  const ask = (code: number): Becomes => {
    let found = known.get(code)
    if (!found) {
      const char = String.fromCodePoint(code)
      const becomes = changed(char)
      found = { char, becomes, squeezed: becomes !== '' && squeezes(becomes), stays: becomes === char }
      known.set(code, found)
      if (code < 128) ascii[code] = found
    }
    return found
  }
  let previous: string | undefined
  return (text) => {
    const kept: string[] = []
    let from = 0
    for (let at = 0; at < text.length; ) {
      const unit = text.charCodeAt(at)
      const { char, becomes, squeezed, stays } =
        (unit < 128 ? ascii[unit] : undefined) ?? ask(text.codePointAt(at) as number)
      const end = at + char.length
      const dropped = becomes === '' || (squeezed && becomes === previous)
      if (becomes !== '') previous = becomes
      if (dropped || !stays) {
        if (at > from) kept.push(text.slice(from, at))
        if (!dropped) kept.push(becomes)
        from = end
      }
      at = end
    }
    if (from === 0) return text
    kept.push(text.slice(from))
    return kept.join('')
  }
}

/** Characters that take as long as a command of a shell does. */
const CHARS_PER_STEP = 32

/** seq writes so many numbers at a time. */
const ROWS_AT_ONCE = 500

export const seq: Tool = function* (call) {
  const options = parseOptions(
    call.args.map((arg) => (/^-\d/.test(arg) ? ` ${arg}` : arg)),
    '+ws:f:',
    { 'equal-width': 'w', separator: 's' },
  )
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const texts = options.operands.map((operand) => operand.trim())
  const numbers = texts.map(Number)
  if (numbers.length === 0 || numbers.length > 3) return yield* fail(call, 'missing operand')
  const wrong = texts.find((text) => !Number.isFinite(Number(text)))
  if (wrong !== undefined) return yield* fail(call, `invalid number '${wrong}'`)
  const first = numbers.length > 1 ? (numbers[0] as number) : 1
  const step = numbers.length > 2 ? (numbers[1] as number) : 1
  const last = numbers.at(-1) as number
  const places = Math.max(...texts.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0))
  if (step === 0 && isGnu(call.sys)) return yield* fail(call, `invalid Zero increment value: '${texts[1]}'`)
  const count = Math.floor((last - first) / step + 1e-9) + 1
  const ends = [first, step === 0 ? first : first + Math.max(0, count - 1) * step].map(
    (value) => value.toFixed(places).length,
  )
  const width = options.has('w') ? Math.max(...ends) : 0
  const separator = options.value('s') ?? '\n'
  const effort = new Effort(call.sys)
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    let text = ''
    for (let i = from; i < Math.min(count, from + ROWS_AT_ONCE); i++) {
      const row = (first + i * step).toFixed(places)
      text += row.padStart(width, '0')
      text += i === count - 1 ? '\n' : separator
    }
    call.sys.work('handled', 2 * text.length)
    const printed = yield* print(call, text)
    if (printed !== 0) return printed
    if (effort.step(ROWS_AT_ONCE / 2)) yield* effort.pay()
    yield* effort.output(text.length)
  }
  return 0
}

export const rev: Tool = function* (call) {
  const { lines, status } = yield* allLines(call, call.args)
  return (yield* print(call, textOf(lines.map((line) => [...line].reverse().join(''))))) || status
}

export const tac: Tool = function* (call) {
  const { lines, status } = yield* allLines(call, call.args)
  return (yield* print(call, textOf(lines.reverse()))) || status
}

export const nl: Tool = function* (call) {
  const { lines, status } = yield* allLines(
    call,
    call.args.filter((arg) => !arg.startsWith('-')),
  )
  let number = 0
  const rows = lines.map((line) => (line === '' ? '' : `${String(++number).padStart(6)}\t${line}`))
  return (yield* print(call, textOf(rows))) || status
}

export const base64: Tool = function* (call) {
  const options = parseOptions(call.args, 'dw:i', { decode: 'd', wrap: 'w' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const text = yield* operandText(call, options.operands[0] ?? '-')
  if (typeof text === 'number') return text
  if (options.has('d')) {
    const decoded = fromBase64(text)
    return decoded === undefined ? yield* fail(call, 'invalid input') : yield* print(call, decoded)
  }
  call.sys.work('handled', 5 * text.length)
  const encoded = toBase64(text)
  const width = Number(options.value('w') ?? '76')
  if (!(width > 0)) return yield* print(call, encoded)
  call.sys.work('line', Math.ceil(encoded.length / width))
  const rows: string[] = []
  for (let from = 0; from < encoded.length; from += width) rows.push(encoded.slice(from, from + width))
  return yield* print(call, textOf(rows))
}

function* operandText(call: Call, operand: string): Task<string | number> {
  const input = openOperand(call, operand)
  if (typeof input === 'string') return yield* fail(call, `${operand}: No such file or directory`)
  return yield* holdAll(call.sys, input)
}
