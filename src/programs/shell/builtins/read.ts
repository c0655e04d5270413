import type { Readable } from '../../../engine/program-api/stdio.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { TextReader } from '../../streams.ts'
import type { Shell } from '../shell.ts'
import { ELEMENT, NAME } from '../variables.ts'

/** What a `read` is asked for. */
interface Request {
  readonly raw: boolean
  readonly prompt: string | undefined
  /** -n: so many characters at most. */
  readonly count: number | undefined
  /** -d: ends here instead of at a newline; '' is NUL, so everything. */
  readonly delimiter: string | undefined
  readonly descriptor: number
  /** -t */
  readonly seconds: number | undefined
  /** -a: every field is an element of this array. */
  readonly array: string | undefined
  readonly names: readonly string[]
}

/** A character of a line; one that came after a backslash is taken as it is. */
interface Char {
  readonly text: string
  readonly escaped: boolean
}

/** read [-r] [-p prompt] [-n count] [-d delimiter] [-u descriptor] [-t seconds] [-s] [name …] */
export function* read(shell: Shell, fields: readonly string[]): Task<number> {
  const request = requestOf(fields)
  if (typeof request === 'string') {
    yield* shell.complain(request, 'read')
    return 2
  }
  if (shell.dialect === 'dash' && request.names.length === 0) {
    yield* shell.complain('arg count', 'read')
    return 2
  }
  for (const name of request.names) {
    if (!NAME.test(name) && !(shell.dialect === 'bash' && ELEMENT.test(name))) {
      yield* shell.complain(`'${name}': bad variable name`, 'read')
      return shell.dialect === 'bash' ? 1 : 2
    }
  }
  const input = shell.streams.get(request.descriptor)?.reader
  if (!input) return 1
  if (request.prompt !== undefined) yield* shell.stderr.write(request.prompt)
  const { chars, ended, late } = yield* inTime(shell, input, request)
  shell.traps.collect()
  shell.sys.work('handled', 10 * chars.length)
  const ifs = shell.variables.find('IFS') ?? ' \t\n'
  if (request.array !== undefined && shell.dialect === 'bash') {
    const values = allFields(chars, ifs)
    shell.variables.setArray(
      request.array,
      [...values.entries()].map(([index, value]) => [String(index), value]),
      false,
    )
  } else if (request.names.length === 0) shell.variables.set('REPLY', textOf(chars))
  else {
    const values =
      shell.dialect === 'ash'
        ? ashFields(chars, ifs, request.names.length)
        : posixFields(chars, ifs, request.names.length)
    request.names.forEach((name, index) => {
      shell.variables.set(name, values[index] ?? '')
    })
  }
  return late ? 142 : ended ? 1 : 0
}

/** -t: whoever has not typed by then is not waited for. */
function* inTime(
  shell: Shell,
  input: Readable,
  request: Request,
): Task<{ chars: Char[]; ended: boolean; late?: boolean }> {
  const { seconds } = request
  if (seconds === undefined || input instanceof TextReader) return yield* readChars(input, request)
  const { sys } = shell
  let outcome: { chars: Char[]; ended: boolean } | undefined
  const reader = sys.fork(function* () {
    outcome = yield* readChars(input, request)
    return 0
  })
  const clock = sys.fork(function* (inner) {
    yield* inner.sleep(seconds * 1000)
    return 0
  })
  for (let waiting = true; waiting; ) {
    const waited = yield* sys.waitAny([reader, clock])
    waiting = waited.kind === 'interrupted' && shell.traps.collect() === undefined
  }
  sys.kill(clock.pid, 'SIGKILL')
  if (outcome) return outcome
  sys.kill(reader.pid, 'SIGKILL')
  return { chars: [], ended: true, late: true }
}

/** Every field of a line. */
function allFields(chars: readonly Char[], ifs: string): string[] {
  const fields = posixFields(chars, ifs, chars.length + 1)
  while (fields.length > 0 && fields.at(-1) === '') fields.pop()
  return fields
}

function requestOf(fields: readonly string[]): Request | string {
  let raw = false
  const values = new Map<string, string>()
  let at = 1
  for (; at < fields.length; at++) {
    const field = fields[at] as string
    if (!/^-./.test(field)) break
    if (field === '--') {
      at++
      break
    }
    for (let i = 1; i < field.length; i++) {
      const letter = field[i] as string
      if (letter === 'r') raw = true
      else if ('pntduNai'.includes(letter)) {
        values.set(letter.toLowerCase(), field.slice(i + 1) || (fields[++at] ?? ''))
        break
      } else if (letter !== 's' && letter !== 'e') return `illegal option -${letter}`
    }
  }
  const count = values.get('n')
  return {
    raw,
    prompt: values.get('p'),
    count: count === undefined ? undefined : Number(count) || 0,
    delimiter: values.get('d')?.slice(0, 1),
    descriptor: Number(values.get('u') ?? '0'),
    seconds: values.has('t') ? Number(values.get('t')) || 0 : undefined,
    array: values.get('a'),
    names: fields.slice(at),
  }
}

/** A line without its end, or what was asked for instead of a line; `ended`: the stream stopped before. */
function* readChars(input: Readable, { raw, count, delimiter }: Request): Task<{ chars: Char[]; ended: boolean }> {
  const chars: Char[] = []
  for (;;) {
    const line = yield* input.readLine()
    if (line === undefined) return { chars, ended: true }
    const hasEnd = input.lineEnded !== false
    let joins = false
    for (let i = 0; i < line.length; i++) {
      const text = line[i] as string
      if (text === '\0') continue
      if (count !== undefined && chars.length >= count) return { chars, ended: false }
      if (!raw && text === '\\') {
        if (i + 1 < line.length) chars.push({ text: line[++i] as string, escaped: true })
        else joins = hasEnd
      } else if (text === delimiter) return { chars, ended: false }
      else chars.push({ text, escaped: false })
    }
    if (!hasEnd) return { chars, ended: count === undefined || chars.length < count }
    if (joins) continue
    if (delimiter === undefined) return { chars, ended: false }
    chars.push({ text: '\n', escaped: false })
  }
}

function textOf(chars: readonly Char[]): string {
  return chars.map(({ text }) => text).join('')
}

const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\n'

/** Cuts at the characters of IFS; the last name gets the rest, without blanks around and without a separator that ends it. */
function posixFields(chars: readonly Char[], ifs: string, count: number): string[] {
  const separates = (char: Char | undefined): boolean => char !== undefined && !char.escaped && ifs.includes(char.text)
  const blank = (char: Char | undefined): boolean => separates(char) && isBlank((char as Char).text)
  const skip = (from: number): number => {
    let at = from
    while (blank(chars[at])) at++
    return at
  }
  const afterSeparator = (from: number): number => {
    const at = skip(from)
    return separates(chars[at]) ? skip(at + 1) : at
  }
  const values: string[] = []
  let at = skip(0)
  while (values.length < count - 1 && at < chars.length) {
    let end = at
    while (end < chars.length && !separates(chars[end])) end++
    values.push(textOf(chars.slice(at, end)))
    at = afterSeparator(end)
  }
  let end = at
  while (end < chars.length && !separates(chars[end])) end++
  if (afterSeparator(end) < chars.length) {
    end = chars.length
    while (end > at && blank(chars[end - 1])) end--
  }
  values.push(textOf(chars.slice(at, end)))
  return values
}

/**
 * busybox' way, which differs where a word begins with an escaped character: blanks after it are still skipped, since
 * what follows counts as the beginning of the word; and escaped blanks at the end are lost as others are.
 */
function ashFields(chars: readonly Char[], ifs: string, count: number): string[] {
  const values: string[] = []
  let word = ''
  // 1: at the beginning of a word; 2: so, and one separator other than a blank may still be skipped.
  let start = 1
  for (const { text, escaped } of chars) {
    if (!escaped) {
      const separates = ifs.includes(text)
      if (start > 0 && separates) {
        if (isBlank(text)) continue
        start--
        if (start === 1) continue
      }
      start = 0
      if (separates && values.length < count - 1) {
        values.push(word)
        word = ''
        start = isBlank(text) ? 2 : 1
        continue
      }
    }
    word += text
  }
  const trimmed = trimEnd(word, ifs)
  // A separator at the very end goes where the last name would get one field only.
  if (trimmed !== '' && ifs.includes(trimmed.at(-1) as string)) {
    const field = trimEnd(trimmed.slice(0, -1), ifs)
    const isOnly = ![...field].some((char) => ifs.includes(char))
    values.push(isOnly ? field : trimmed)
  } else values.push(trimmed)
  return values
}

function trimEnd(text: string, ifs: string): string {
  let end = text.length
  while (end > 0 && isBlank(text[end - 1] as string) && ifs.includes(text[end - 1] as string)) end--
  return text.slice(0, end)
}
