import { goPrint } from '../../../lib/go-print.ts'

const VERB = /%([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g
/** A width that nobody means fills the memory. */
const MOST_WIDTH = 10_000

/** As Go writes values by a format. */
// fmt: print.go doPrintf (Go 1.25)
export function goPrintf(format: string, args: readonly unknown[]): string {
  let next = 0
  const written = format.replace(VERB, (_, flags: string, width: string | undefined, precision, verb: string) => {
    if (verb === '%') return '%'
    if (next >= args.length) return `%!${verb}(MISSING)`
    const text = verbText(verb, args[next++], flags, precision === undefined ? undefined : Number(precision))
    return padded(text, flags, Math.min(Number(width ?? 0), MOST_WIDTH))
  })
  if (next >= args.length) return written
  const extra = args.slice(next).map((each) => `${goType(each)}=${goPrint(each)}`)
  return `${written}%!(EXTRA ${extra.join(', ')})`
}

function verbText(verb: string, value: unknown, flags: string, precision: number | undefined): string {
  const isNumber = typeof value === 'number'
  const sign = isNumber && flags.includes('+') && value >= 0 ? '+' : ''
  switch (verb) {
    case 'v':
      return `${sign}${value === undefined || value === null ? '<nil>' : goPrint(value)}`
    case 's':
      if (value === undefined || value === null) return '%!s(<nil>)'
      if (isNumber || typeof value === 'boolean') break
      return precision === undefined ? goPrint(value) : [...goPrint(value)].slice(0, precision).join('')
    case 'q':
      if (typeof value === 'string') return JSON.stringify(value)
      break
    case 'd':
      if (isNumber && Number.isInteger(value)) return `${sign}${value}`
      break
    case 'x':
      if (isNumber && Number.isInteger(value)) return value.toString(16)
      break
    case 'f':
      if (isNumber && !Number.isInteger(value)) return `${sign}${value.toFixed(Math.min(precision ?? 6, 100))}`
      break
    case 't':
      if (typeof value === 'boolean') return String(value)
      break
    case 'T':
      return goType(value)
  }
  if (value === undefined || value === null) return `%!${verb}(<nil>)`
  return `%!${verb}(${goType(value)}=${goPrint(value)})`
}

function padded(text: string, flags: string, width: number): string {
  const missing = width - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0')) return ' '.repeat(missing) + text
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}

/** What Go calls the type of a value that it has read from JSON. */
export function goType(value: unknown): string {
  if (value === undefined || value === null) return '<nil>'
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'object') return 'map[string]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : 'string'
}
