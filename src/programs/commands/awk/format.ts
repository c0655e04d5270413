import { numberOf, type Value } from './value.ts'

/** sprintf */
export function formatText(format: string, values: readonly Value[]): string {
  let used = 0
  return format.replace(
    /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]*([diouxXcsfFeEgG]))/g,
    (whole, flags: string | undefined, width: string | undefined, precision: string | undefined, letter: string) => {
      if (whole === '%%') return '%'
      const size = (text: string | undefined): number | undefined =>
        text === undefined ? undefined : Math.min(10_000, text === '*' ? numberOf(values[used++] ?? 0) : Number(text))
      const wide = size(width) ?? 0
      const exact = size(precision)
      return padded(body(letter, values[used++] ?? '', exact, flags ?? ''), flags ?? '', wide, letter)
    },
  )
}

function body(letter: string, value: Value, exact: number | undefined, flags: string): string {
  if (letter === 's') return textOf(value).slice(0, exact)
  if (letter === 'c')
    return typeof value === 'number'
      ? String.fromCodePoint(Math.abs(Math.trunc(value)) % 0x110000)
      : textOf(value).slice(0, 1)
  const number = numberOf(value)
  const sign = number < 0 || Object.is(number, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const size = Math.abs(number)
  if (!Number.isFinite(number)) return `${sign}${Number.isNaN(number) ? 'nan' : 'inf'}`
  switch (letter) {
    case 'd':
    case 'i':
    case 'u':
      return `${Math.trunc(number) < 0 ? '-' : sign.replace('-', '')}${BigInt(Math.trunc(size))
        .toString()
        .padStart(exact ?? 0, '0')}`
    case 'o':
      return BigInt(Math.trunc(size))
        .toString(8)
        .padStart(exact ?? 0, '0')
    case 'x':
      return BigInt(Math.trunc(size))
        .toString(16)
        .padStart(exact ?? 0, '0')
    case 'X':
      return BigInt(Math.trunc(size))
        .toString(16)
        .toUpperCase()
        .padStart(exact ?? 0, '0')
    case 'f':
    case 'F':
      return `${sign}${size.toFixed(Math.min(100, exact ?? 6))}`
    case 'e':
    case 'E': {
      const text = exponential(size, exact ?? 6)
      return `${sign}${letter === 'E' ? text.toUpperCase() : text}`
    }
    default: {
      const text = general(size, exact ?? 6, flags.includes('#'))
      return `${sign}${letter === 'G' ? text.toUpperCase() : text}`
    }
  }
}

function exponential(size: number, places: number): string {
  return size.toExponential(Math.min(100, places)).replace(/e([-+])(\d)$/, 'e$10$2')
}

/** The shorter of %e and %f, without zeros at the end. */
function general(size: number, digits: number, keepZeros: boolean): string {
  const precision = Math.min(100, Math.max(1, digits))
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1])
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(size, precision - 1)
      : size.toFixed(Math.min(100, precision - 1 - exponent))
  return keepZeros || !text.includes('.') ? text : text.replace(/\.?0+(?=e|$)/, '')
}

function padded(text: string, flags: string, width: number, letter: string): string {
  if (flags.includes('-')) return text.padEnd(width)
  if (!flags.includes('0') || letter === 's' || letter === 'c') return text.padStart(width)
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return `${sign}${text.slice(sign.length).padStart(width - sign.length, '0')}`
}

/** `format`: CONVFMT or OFMT, for numbers that are not whole. */
export function textOf(value: Value, format = '%.6g'): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return value.text
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value)
  return Number.isFinite(value) ? formatText(format, [value]) : String(value).toLowerCase().replace('infinity', 'inf')
}
