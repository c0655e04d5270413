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

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0
  if (typeof value === 'string') return value !== ''
  return value.number === undefined ? value.text !== '' : value.number !== 0
}
