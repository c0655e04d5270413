import type { KubeObject } from '../../manifest/object/meta.ts'
import { compareQuantities, parseQuantity, type Quantity } from '../../manifest/quantity.ts'
import { CommandError } from '../command-line/command.ts'
import { compileJsonPath, jsonPathValues, relaxedJsonPath } from './jsonpath.ts'

/** By what a path finds; objects without it come first, those that are equal stay as they are. */
// kubectl: pkg/cmd/get/sorter.go (v1.36)
export function sortedBy(objects: readonly KubeObject[], field: string): KubeObject[] {
  const relaxed = relaxedJsonPath(field)
  const path = relaxed === undefined ? 'unexpected path string' : compileJsonPath(relaxed)
  if (typeof path === 'string') throw new CommandError(path)
  const keyed = objects.map((object) => ({ object, value: jsonPathValues(path, object)[0] }))
  if (keyed.every(({ value }) => value === undefined)) return [...objects]
  const missing = keyed.filter(({ value }) => value === undefined || value === null).reverse()
  const present = keyed.filter(({ value }) => value !== undefined && value !== null)
  const sorted = present
    .map(({ object, value }) => ({ object, key: keyOf(value) }))
    .sort((a, b) => compare(a.key, b.key))
  return [...missing, ...sorted].map(({ object }) => object)
}

/** What a value is compared by. */
interface Key {
  readonly number: number | undefined
  readonly quantity: Quantity | undefined
  readonly parts: readonly string[]
}

function keyOf(value: unknown): Key {
  const text = String(value)
  return {
    number: typeof value === 'number' ? value : undefined,
    quantity: parseQuantity(text),
    parts: text.match(/\d+|\D+/g) ?? [],
  }
}

function compare(a: Key, b: Key): number {
  if (a.number !== undefined && b.number !== undefined) return a.number - b.number
  if (a.quantity !== undefined && b.quantity !== undefined) return compareQuantities(a.quantity, b.quantity)
  return natural(a.parts, b.parts)
}

/** Numbers within texts count as numbers. */
// sortorder: NaturalLess
function natural(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [p, q] = [a[i] as string, b[i] as string]
    if (p === q) continue
    if (/^\d/.test(p) && /^\d/.test(q) && Number(p) !== Number(q)) return Number(p) - Number(q)
    return p < q ? -1 : 1
  }
  return a.length - b.length
}
