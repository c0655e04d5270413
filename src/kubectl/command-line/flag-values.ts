import { parseGoDuration } from '../../lib/time.ts'

export type FlagType =
  | 'bool'
  | 'string'
  /** Given more than once it adds up. */
  | 'strings'
  /** The same, and a comma separates. */
  | 'list'
  | 'int'
  | 'int32'
  | 'duration'

/** A flag's text as its type takes it, or what Go says of it. */
export function readFlagValue(type: FlagType, text: string): { readonly value: string } | { readonly wrong: string } {
  switch (type) {
    case 'bool':
      return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
        ? { value: text }
        : { wrong: `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax` }
    case 'int':
    case 'int32':
      return readInteger(text, type === 'int' ? 64n : 32n)
    case 'duration': {
      const wrong = durationMistake(text)
      return wrong === undefined ? { value: text } : { wrong }
    }
    default:
      return { value: text }
  }
}

function readInteger(text: string, bits: bigint): { readonly value: string } | { readonly wrong: string } {
  const wrong = (why: string) => ({ wrong: `strconv.ParseInt: parsing ${JSON.stringify(text)}: ${why}` })
  if (!/^[+-]?(?:\d+|0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/.test(text)) return wrong('invalid syntax')
  const negative = text.startsWith('-')
  const digits = text.replace(/^[+-]/, '').replace(/^0(?=\d)/, '0o')
  const octal = /^0o[0-7]*$/.test(digits) || !digits.startsWith('0o')
  if (!octal) return wrong('invalid syntax')
  const value = BigInt(digits === '0o' ? '0' : digits) * (negative ? -1n : 1n)
  const most = 1n << (bits - 1n)
  return value >= most || value < -most ? wrong('value out of range') : { value: String(value) }
}

// Go: time.ParseDuration
function durationMistake(text: string): string | undefined {
  if (parseGoDuration(text) !== undefined) return undefined
  const quoted = JSON.stringify(text)
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return `time: missing unit in duration ${quoted}`
  const unit = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(text)?.[1]
  return unit === undefined
    ? `time: invalid duration ${quoted}`
    : `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`
}
