import { ownValue } from '../lib/own.ts'
import { parseQuantity } from './quantity.ts'

/** Whether two pieces of an object say the same: the order of fields, what is empty, and how a quantity is written do not count. */
// apimachinery: pkg/api/equality/semantic.go (v1.36)
export function sameMeaning(a: unknown, b: unknown): boolean {
  return same(a, b, false)
}

function same(a: unknown, b: unknown, quantity: boolean): boolean {
  if (a === b) return true
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b)
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!same(a[index], b[index], false)) return false
    return true
  }
  if (typeof a === 'object' && typeof b === 'object') {
    return !Array.isArray(b) && sameFields(a as Fields, b as Fields, quantity)
  }
  return quantity && sameAmount(a, b)
}

type Fields = Record<string, unknown>

const AMOUNTS = new Set(['limits', 'requests'])

function sameFields(a: Fields, b: Fields, quantity: boolean): boolean {
  for (const key in a) {
    if (!same(a[key], ownValue(b, key), quantity || AMOUNTS.has(key))) return false
  }
  for (const key in b) if (!Object.hasOwn(a, key) && !isEmpty(b[key])) return false
  return true
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return value.length === 0
  for (const key in value) if (!isEmpty((value as Fields)[key])) return false
  return true
}

function sameAmount(a: unknown, b: unknown): boolean {
  const [left, right] = [parseQuantity(a as string), parseQuantity(b as string)]
  return left !== undefined && right !== undefined && left.nano === right.nano
}
