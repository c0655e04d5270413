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
    return Array.isArray(b) && a.length === b.length && a.every((each, index) => same(each, b[index], false))
  }
  if (typeof a === 'object' && typeof b === 'object') {
    return !Array.isArray(b) && sameFields(a as Fields, b as Fields, quantity)
  }
  return quantity && sameAmount(a, b)
}

type Fields = Record<string, unknown>

const AMOUNTS = new Set(['limits', 'requests'])

function sameFields(a: Fields, b: Fields, quantity: boolean): boolean {
  for (const key of Object.keys(a)) {
    if (!same(a[key], ownValue(b, key), quantity || AMOUNTS.has(key))) return false
  }
  return Object.keys(b).every((key) => Object.hasOwn(a, key) || isEmpty(b[key]))
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every(isEmpty)
}

function sameAmount(a: unknown, b: unknown): boolean {
  const [left, right] = [parseQuantity(a as string), parseQuantity(b as string)]
  return left !== undefined && right !== undefined && left.nano === right.nano
}
