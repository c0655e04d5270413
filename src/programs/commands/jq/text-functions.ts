import { PerlPattern } from '../../regex/perl-pattern.ts'
import { described, JqError } from './failure.ts'
import { textOf } from './formats.ts'
import { isArray, type Json } from './json.ts'

function text(value: Json): string {
  if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be matched, as it is not a string`)
  return value
}

function trimmed(value: Json, at: 'start' | 'end' | 'both'): Json {
  if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be trimmed`)
  return at === 'start' ? value.trimStart() : at === 'end' ? value.trimEnd() : value.trim()
}

function pattern(expression: Json, flags: Json | undefined): PerlPattern {
  const source = textOf(expression)
  try {
    return new PerlPattern(source, typeof flags === 'string' && flags.includes('i'))
  } catch {
    throw new JqError(`${source} (at offset 0) is not a valid regex`)
  }
}

/** sub and gsub, with text that has no parts of the match in it. */
function replaced(value: Json, expression: Json, to: Json, everywhere: boolean): Json {
  const matcher = pattern(expression, undefined)
  let rest = text(value)
  let out = ''
  for (;;) {
    const found = matcher.match(rest)
    const [whole = ''] = found?.groups ?? []
    if (!found || whole === '') return out + rest
    const at = rest.indexOf(whole)
    out += rest.slice(0, at) + textOf(to)
    rest = rest.slice(at + whole.length)
    if (!everywhere) return out + rest
  }
}

/** Functions of texts: of the value alone, and with one argument or two. */
export const TEXT_FUNCTIONS: {
  readonly plain: Readonly<Record<string, (value: Json) => Json>>
  readonly one: Readonly<Record<string, (value: Json, argument: Json, more?: Json) => Json>>
} = {
  plain: {
    ascii_downcase: (value) => text(value).replace(/[A-Z]/g, (char) => char.toLowerCase()),
    ascii_upcase: (value) => text(value).replace(/[a-z]/g, (char) => char.toUpperCase()),
    trim: (value) => trimmed(value, 'both'),
    ltrim: (value) => trimmed(value, 'start'),
    rtrim: (value) => trimmed(value, 'end'),
    explode: (value) => [...text(value)].map((char) => char.codePointAt(0) ?? 0),
    implode: (value) =>
      value !== null && isArray(value)
        ? value.map((code) => String.fromCodePoint(Number(code) || 0xfffd)).join('')
        : null,
    ascii: (value) => String.fromCharCode(Number(value) || 0),
  },
  one: {
    startswith: (value, prefix) => {
      if (typeof value !== 'string' || typeof prefix !== 'string')
        throw new JqError('startswith() requires string inputs')
      return value.startsWith(prefix)
    },
    endswith: (value, suffix) => {
      if (typeof value !== 'string' || typeof suffix !== 'string')
        throw new JqError('endswith() requires string inputs')
      return value.endsWith(suffix)
    },
    ltrimstr: (value, prefix) =>
      typeof value === 'string' && typeof prefix === 'string' && value.startsWith(prefix)
        ? value.slice(prefix.length)
        : value,
    rtrimstr: (value, suffix) =>
      typeof value === 'string' && typeof suffix === 'string' && suffix !== '' && value.endsWith(suffix)
        ? value.slice(0, -suffix.length)
        : value,
    split: (value, separator) => (text(value) === '' ? [] : text(value).split(textOf(separator))),
    test: (value, expression, flags) => pattern(expression, flags).match(text(value)) !== undefined,
    capture: (value, expression, flags) => ({ ...pattern(expression, flags).match(text(value))?.named }),
    sub: (value, expression, to = '') => replaced(value, expression, to, false),
    gsub: (value, expression, to = '') => replaced(value, expression, to, true),
  },
}
