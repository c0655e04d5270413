import { described, JqError } from './failure.ts'
import { compare, isArray, isObject, type Json, objectOf } from './json.ts'

export type Spend = (steps?: number) => void

export function arithmetic(operator: string, a: Json, b: Json, spend: Spend): Json {
  switch (operator) {
    case '==':
      return compare(a, b) === 0
    case '!=':
      return compare(a, b) !== 0
    case '<':
      return compare(a, b) < 0
    case '<=':
      return compare(a, b) <= 0
    case '>':
      return compare(a, b) > 0
    case '>=':
      return compare(a, b) >= 0
    default:
  }
  if (operator === '+') {
    if (a === null) return b
    if (b === null) return a
    if (typeof a === 'string' && typeof b === 'string') {
      spend((a.length + b.length) / 100)
      return a + b
    }
    if (isArray(a) && isArray(b)) {
      spend((a.length + b.length) / 10)
      return [...a, ...b]
    }
    if (isObject(a) && isObject(b)) return objectOf([...Object.entries(a), ...Object.entries(b)])
  }
  if (operator === '-' && a !== null && b !== null && isArray(a) && isArray(b)) {
    spend(a.length * b.length)
    return a.filter((each) => b.every((other) => compare(each, other) !== 0))
  }
  if (operator === '/' && typeof a === 'string' && typeof b === 'string') return a.split(b)
  if (operator === '*' && isObject(a) && isObject(b)) return merged(a, b)
  if (operator === '*' && typeof a === 'string' && typeof b === 'number') {
    spend((a.length * Math.max(0, b)) / 10)
    return b <= 0 ? null : a.repeat(Math.max(1, Math.floor(b)))
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if ((operator === '/' || operator === '%') && (operator === '%' ? Math.trunc(b) : b) === 0) {
      throw new JqError(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`)
    }
    return { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': Math.trunc(a) % Math.trunc(b) }[operator] ?? null
  }
  const verb = { '+': 'added', '-': 'subtracted', '*': 'multiplied', '/': 'divided', '%': 'divided' }[operator]
  throw new JqError(`${described(a)} and ${described(b)} cannot be ${verb}`)
}

function merged(a: Json, b: Json): Json {
  if (!isObject(a) || !isObject(b)) return b
  const entries = new Map<string, Json>(Object.entries(a))
  for (const [key, value] of Object.entries(b)) {
    const old = entries.get(key)
    entries.set(key, old === undefined ? value : merged(old, value))
  }
  return objectOf(entries)
}
