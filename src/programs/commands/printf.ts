import { formatDate, fromUnixSeconds, unixSeconds } from '../calendar.ts'
import { quoteWhereNeeded } from '../shell/quote.ts'
import { fail, isGnu, print, type Tool } from '../tool.ts'
import { unescapeText } from './escapes.ts'

const DIRECTIVE = /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\(([^()]*)\)(?=T))?([a-zA-Z]))/g

/** A longer text than this nobody reads, and a real one takes memory for it. */
const MOST_CHARS = 1_000_000

export const printf: Tool = function* (call) {
  const [format, ...values] = call.args
  if (format === undefined) return yield* fail(call, 'usage: printf FORMAT [ARG]...', 2)
  let output = ''
  let used = 0
  const problems: string[] = []
  const isBusybox = !isGnu(call.sys)
  const next = (): string | undefined => values[used++]
  const number = (text: string | undefined): bigint => {
    if (text === undefined || text === '') {
      if (isBusybox) problems.push(`invalid number ''`)
      return 0n
    }
    if (/^['"]/.test(text)) return BigInt(text.codePointAt(1) ?? 0)
    const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|\d+)/.exec(text)
    if (!match || match[0].length < text.length) {
      problems.push(`invalid number '${text}'`)
      if (isBusybox) return 0n
    }
    if (!match) return 0n
    const digits = match[2] as string
    const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : /^0\d/.test(digits) ? 0n : BigInt(digits)
    return match[1] === '-' ? -value : value
  }
  // The format is used again for arguments that are left.
  do {
    const before = used
    let stopped = false
    const { text, stopped: formatStopped } = unescapeFormat(format)
    output += text.replace(DIRECTIVE, (whole, flags: string | undefined, width, precision, time, letter) => {
      if (stopped) return ''
      if (whole === '%%') return '%'
      const star = width === '*' ? Number(number(next())) : undefined
      const wide = star === undefined ? Number(width ?? 0) : Math.abs(star)
      const exact = precision === undefined ? undefined : precision === '*' ? Number(number(next())) : Number(precision)
      if (Math.max(wide, exact ?? 0) > MOST_CHARS) {
        problems.push(`not simulated: a field of ${Math.max(wide, exact ?? 0)} characters`)
        return ''
      }
      const shape = { flags: `${flags ?? ''}${star !== undefined && star < 0 ? '-' : ''}`, wide, exact }
      switch (letter) {
        case 's':
          return pad((next() ?? '').slice(0, exact), shape)
        case 'c':
          return pad((next() || '\0').slice(0, 1), shape)
        case 'q':
          return pad(quoteWhereNeeded(next() ?? ''), shape)
        case 'T': {
          const at = next()
          const seconds = at === undefined || Number(at) < 0 ? unixSeconds(call.sys.now()) : Number(at) || 0
          return pad(formatDate(fromUnixSeconds(seconds), time || '%H:%M:%S'), shape)
        }
        case 'b': {
          const escaped = unescapeText(next() ?? '', 'echo')
          stopped = escaped.stopped
          return pad(escaped.text.slice(0, exact), shape)
        }
        case 'd':
        case 'i':
          return integer(number(next()), 10, shape)
        case 'u':
          return integer(BigInt.asUintN(64, number(next())), 10, shape)
        case 'x':
          return integer(BigInt.asUintN(64, number(next())), 16, shape)
        case 'X':
          return integer(BigInt.asUintN(64, number(next())), 16, shape).toUpperCase()
        case 'o':
          return integer(BigInt.asUintN(64, number(next())), 8, shape)
        case 'f':
        case 'e':
        case 'g':
          return real(next(), letter, shape)
        default:
          problems.push(`${whole}: invalid format`)
          return ''
      }
    })
    if (stopped || formatStopped || used === before) break
  } while (used < values.length && output.length < MOST_CHARS)
  if (used < values.length) problems.push(`not simulated: more than ${MOST_CHARS} characters at once`)
  for (const problem of problems) yield* fail(call, problem)
  return (yield* print(call, output)) || (problems.length > 0 ? 1 : 0)
}

/** Escapes of the format itself; a backslash never hides a directive. */
function unescapeFormat(format: string): { readonly text: string; readonly stopped: boolean } {
  return unescapeText(format, 'format')
}

interface Shape {
  readonly flags: string
  readonly wide: number
  readonly exact: number | undefined
}

function pad(text: string, { flags, wide }: Shape): string {
  return flags.includes('-') ? text.padEnd(wide) : text.padStart(wide)
}

function integer(value: bigint, base: number, shape: Shape): string {
  const { flags, wide, exact } = shape
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const marker = flags.includes('#') && value !== 0n ? (base === 16 ? '0x' : base === 8 ? '0' : '') : ''
  let digits = (value < 0n ? -value : value).toString(base).padStart(exact ?? 0, '0')
  if (flags.includes('0') && !flags.includes('-') && exact === undefined) {
    digits = digits.padStart(wide - sign.length - marker.length, '0')
  }
  return pad(sign + marker + digits, shape)
}

function real(text: string | undefined, letter: string, shape: Shape): string {
  const value = Number(text ?? 0) || 0
  const places = Math.min(shape.exact ?? 6, 100)
  let digits = Math.abs(value).toFixed(places)
  if (letter === 'e')
    digits = Math.abs(value)
      .toExponential(places)
      .replace(/e([+-])(\d)$/, 'e$10$2')
  if (letter === 'g') digits = String(Number(Math.abs(value).toPrecision(Math.max(1, places))))
  const sign = value < 0 ? '-' : shape.flags.includes('+') ? '+' : ''
  if (shape.flags.includes('0') && !shape.flags.includes('-')) digits = digits.padStart(shape.wide - sign.length, '0')
  return pad(sign + digits, shape)
}
