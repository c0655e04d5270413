import { textOf } from './format.ts'
import { UNSET, type Value } from './value.ts'

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
