import type { KubeObject } from '../../manifest/object/meta.ts'
import { compareQuantities, parseQuantity } from '../../manifest/quantity.ts'
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
  return [...missing, ...present.toSorted((a, b) => compare(a.value, b.value))].map(({ object }) => object)
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [x, y] = [String(a), String(b)]
  const [p, q] = [parseQuantity(x), parseQuantity(y)]
  if (p !== undefined && q !== undefined) return compareQuantities(p, q)
  return natural(x, y)
}

/** Numbers within texts count as numbers. */
// sortorder: NaturalLess
function natural(a: string, b: string): number {
  const x: readonly string[] = a.match(/\d+|\D+/g) ?? []
  const y: readonly string[] = b.match(/\d+|\D+/g) ?? []
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [p, q] = [x[i] as string, y[i] as string]
    if (p === q) continue
    if (/^\d/.test(p) && /^\d/.test(q) && Number(p) !== Number(q)) return Number(p) - Number(q)
    return p < q ? -1 : 1
  }
  return x.length - y.length
}
