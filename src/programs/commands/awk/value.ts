import { formatText } from './format.ts'

/** A text that came from outside: a number where it looks like one. What was never set is the empty one. */
export class FromOutside {
  readonly text: string
  readonly number: number | undefined

  constructor(text: string) {
    this.text = text
    this.number = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text) ? Number(text) : undefined
  }
}

export type Value = string | number | FromOutside

export const UNSET = new FromOutside('')

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' && value.number !== undefined) return value.number
  const text = typeof value === 'string' ? value : value.text
  return Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(text)?.[0] ?? 0)
}

/** `format`: CONVFMT or OFMT, for numbers that are not whole. */
export function textOf(value: Value, format = '%.6g'): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return value.text
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value)
  return Number.isFinite(value) ? formatText(format, [value]) : String(value).toLowerCase().replace('infinity', 'inf')
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0
  if (typeof value === 'string') return value !== ''
  return value.number === undefined ? value.text !== '' : value.number !== 0
}

/** Numbers by their size, where both are; otherwise texts by their characters. */
export function compare(a: Value, b: Value): number {
  const [x, y] = [numeric(a), numeric(b)]
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0
  const [s, t] = [textOf(a), textOf(b)]
  return s < t ? -1 : s > t ? 1 : 0
}

function numeric(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return undefined
  return value === UNSET ? 0 : value.number
}
